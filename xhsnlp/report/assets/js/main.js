// The page: header, views, and what is redrawn when something changes.

import { byId, h, replace } from "./dom.js";
import { articles, entries, entryOf, hasDigest, digest, report } from "./data.js";
import { dimUnmatched, drawArticle, drawList, fillList, highlight, markList, showEvidence, showLayers } from "./article.js";
import { drawClaims, markClaim, onEvidence, showClaim } from "./claims.js";
import { chartsView } from "./charts.js";
import { entitiesView } from "./entities.js";
import { conflictsView, factsView, pairs } from "./facts.js";
import { countShown, drawFilters, matches, resetFilters } from "./filters.js";
import { currentLanguage, setLanguage, t } from "./i18n.js";
import { listenToKeys, openHelp } from "./keyboard.js";
import { VIEWS, fromAddress, listen, remember, remembered, state, update } from "./state.js";
import { timelineView } from "./timeline.js";

const APPEARANCES = ["auto", "light", "dark"];
let appearance = APPEARANCES.includes(remembered("appearance")) ? remembered("appearance") : "auto";

const DRAWN = { facts: factsView, conflicts: conflictsView, timeline: timelineView, entities: entitiesView, charts: chartsView };

function tallies() {
  return {
    articles: articles.length, facts: digest.facts.length, conflicts: pairs(["conflict"]).length,
    timeline: null, entities: digest.entities.length, charts: null,
  };
}

function drawHeader() {
  document.querySelector(".skip").textContent = t("skip");
  byId("report-lead").textContent = t("lead", { articles: articles.length, claims: entries.length });
  const counts = tallies();
  const nav = byId("views");
  nav.setAttribute("aria-label", t("views"));
  replace(nav, VIEWS.filter((view) => hasDigest || ["articles", "charts"].includes(view)).map((view) => h("button", {
    type: "button", id: `view-${view}`, "aria-current": state.view === view ? "page" : null,
    onclick: () => update({ view }, { push: true }),
  }, t(view), counts[view] !== null && h("span", { class: "tally" }, String(counts[view])))));
  replace(byId("tools"),
    h("button", { type: "button", class: "quiet fold", "aria-expanded": "false", "aria-controls": "filters", onclick: foldFilters }, t("filters")),
    h("button", { type: "button", class: "quiet", id: "language", title: t("language_label"), onclick: switchLanguage }, t("language")),
    h("button", { type: "button", class: "quiet", id: "appearance", "aria-label": `${t("appearance")}: ${t(appearance)}`, onclick: switchAppearance }, t(appearance)),
    h("button", { type: "button", class: "quiet", id: "print", onclick: () => window.print() }, t("print")),
    h("button", { type: "button", class: "quiet", id: "open-help", "aria-label": t("help"), title: t("help"), onclick: openHelp }, "?"));
}

function foldFilters(event) {
  const open = document.body.classList.toggle("filters-open");
  event.currentTarget.setAttribute("aria-expanded", String(open));
}

function switchLanguage() {
  const next = currentLanguage() === "zh" ? "en" : "zh";
  setLanguage(next);
  remember("language", next);
  drawAll();
  byId("language").focus();
}

function switchAppearance() {
  appearance = APPEARANCES[(APPEARANCES.indexOf(appearance) + 1) % APPEARANCES.length];
  remember("appearance", appearance);
  applyAppearance();
  drawHeader();
  byId("appearance").focus();
}

function applyAppearance() {
  document.documentElement.dataset.appearance = appearance;
}

function drawView() {
  const main = byId("main");
  main.className = `main view-${state.view}`;
  document.body.dataset.view = state.view;
  if (state.view !== "articles") {
    replace(main, h("div", { class: "pane", tabindex: 0, role: "region", "aria-label": t(state.view) }, DRAWN[state.view](), footer()));
    main.firstChild.scrollTop = 0;
    return;
  }
  replace(main,
    articles.length > 1 && h("aside", { class: "pane list-pane", id: "list-pane", "aria-label": t("article_list") }),
    h("div", { class: "switch panes", role: "group" }, [["article", "article"], ["claims", "claims"]].map(([pane, key]) => h("button", {
      type: "button", data: { pane }, "aria-pressed": String(state.pane === pane), onclick: () => update({ pane }),
    }, t(key)))),
    h("section", { class: "pane article-pane", id: "article-pane", tabindex: 0, "aria-label": t("article") }),
    h("section", { class: "pane claims-pane", id: "claims-pane", tabindex: 0, "aria-label": t("claims") }));
  drawList();
  drawArticle();
  showLayers();
  drawClaims();
  showPane();
}

function footer() {
  return h("footer", { class: "foot" }, t("made_by", { version: report.version }));
}

function showPane() {
  byId("main").dataset.pane = state.pane;
  for (const button of document.querySelectorAll(".panes button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === state.pane));
  }
}

function drawAll() {
  drawHeader();
  drawFilters();
  drawView();
  if (state.claim && state.view === "articles") revealChosen();
}

/** What a change of state makes necessary to draw again. */
function redraw(changed) {
  if (changed.has("claim") && state.claim && !matches(entryOf.get(state.claim))) resetFilters();
  if (changed.has("view")) drawHeader();
  if (changed.has("filters")) countShown();
  const view = state.view === "articles";
  if (changed.has("view") || (!view && (changed.has("filters") || changed.has("entity")))) {
    drawView();
  } else if (view) {
    if (changed.has("filters")) { fillList(); dimUnmatched(); }
    if (changed.has("article")) { drawArticle(); showLayers(); markList(); }
    if (changed.has("layers")) showLayers();
    const listChanged = changed.has("article") && state.scope === "article";
    if (listChanged || ["filters", "scope", "page"].some((name) => changed.has(name))) drawClaims();
    if (changed.has("claim")) { markClaim(); highlight(); }
    if (changed.has("pane")) showPane();
  }
  if (view && state.claim && (changed.has("claim") || changed.has("view"))) revealChosen();
}

function revealChosen() {
  showClaim();
  showEvidence();
}

/** The link past header and filters; it is no place in the address. */
function skipToContent(event) {
  event.preventDefault();
  update({ pane: "claims" });
  (byId("claims-pane") || byId("main").firstElementChild).focus();
}

function start() {
  const wanted = remembered("language") || report.language || (navigator.language || "zh").slice(0, 2);
  setLanguage(wanted === "zh" ? "zh" : "en");
  applyAppearance();
  Object.assign(state, fromAddress());
  listen(redraw);
  onEvidence(() => showEvidence({ focus: true }));
  listenToKeys();
  document.querySelector(".skip").addEventListener("click", skipToContent);
  window.addEventListener("popstate", () => update(fromAddress()));
  window.addEventListener("beforeprint", () => drawClaims({ all: true }));
  window.addEventListener("afterprint", () => drawClaims());
  drawAll();
}

start();
