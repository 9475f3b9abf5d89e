// Keys: j k claims, [ ] articles, / search, e evidence and back, 1-6 views, r reset, ? help, Esc.

import { byId, h, replace } from "./dom.js";
import { closeList, openArticle, showEvidence } from "./article.js";
import { showClaim, stepClaim } from "./claims.js";
import { resetFilters } from "./filters.js";
import { t } from "./i18n.js";
import { VIEWS, state, update } from "./state.js";

const HELP = [
  [["j", "k"], "claims"], [["[", "]"], "articles"], [["/"], "search"], [["e"], "evidence"],
  [["1", "–", "6"], "views"], [["r"], "filters"], [["Esc"], "escape"], [["?"], "help"],
];

/** The list of keys in a dialog. */
export function openHelp() {
  const dialog = byId("help");
  replace(dialog, h("h2", { id: "help-title" }, t("help")),
    h("dl", {}, HELP.map(([keys, name]) => [h("dt", {}, keys.map((key) => h("kbd", {}, key))), h("dd", {}, t(`key.${name}`))])),
    h("form", { method: "dialog" }, h("button", { type: "submit" }, t("close"))));
  dialog.showModal();
}

function onField(target) {
  return target.matches("input:not([type=checkbox]):not([type=range]), select, textarea");
}

/** Between the claim's card and its evidence. */
export function toEvidenceOrBack() {
  if (!state.claim || state.view !== "articles") return;
  if (document.activeElement && document.activeElement.closest("#article-pane")) {
    update({ pane: "claims" });
    showClaim({ focus: true });
  } else {
    update({ pane: "article" });
    showEvidence({ focus: true });
  }
}

function escape(target) {
  if (closeList()) return;
  if (onField(target)) {
    if (target.id === "search" && target.value) {
      target.value = "";
      target.dispatchEvent(new Event("input"));
    }
    target.blur();
  } else if (target.closest("#article-pane") && state.claim) {
    toEvidenceOrBack();
  } else if (state.claim) {
    update({ claim: null }, { push: true });
  }
}

/** The next claim in the view of articles; elsewhere the next fact, pair or date. */
function stepItem(by) {
  if (state.view === "articles") {
    stepClaim(by);
    return;
  }
  const items = [...byId("main").querySelectorAll("summary, .pair, .moment .link")]
    .map((node) => (node.matches(".pair") ? node.querySelector("button") : node)).filter(Boolean);
  const next = items[Math.max(0, items.indexOf(document.activeElement) + by)];
  if (next) next.focus();
}

const KEYS = {
  j: () => stepItem(1),
  k: () => stepItem(-1),
  "]": () => openArticle(state.article + 1),
  "[": () => openArticle(state.article - 1),
  "/": () => byId("search").focus(),
  e: toEvidenceOrBack,
  r: resetFilters,
  "?": openHelp,
};

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("help").open) return;
    if (event.key === "Escape") {
      escape(event.target);
      return;
    }
    if (onField(event.target)) return;
    const view = VIEWS[Number(event.key) - 1];
    if (view) update({ view }, { push: true });
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
}
