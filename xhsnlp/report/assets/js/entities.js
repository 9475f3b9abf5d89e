// What is claimed of each entity.

import { byId, h, replace } from "./dom.js";
import { digest, factOf, hasDigest, pageOf } from "./data.js";
import { moodBars } from "./charts.js";
import { factCard, growing } from "./facts.js";
import { factMatches, themeWords } from "./filters.js";
import { t, term } from "./i18n.js";
import { dated, line } from "./timeline.js";
import { state, update } from "./state.js";

const LISTED = 300;
let soughtEntity = "";

export function entitiesView() {
  if (!hasDigest) return h("p", { class: "empty" }, t("no_digest"));
  if (!digest.entities.length) return h("p", { class: "empty" }, t("no_entities"));
  const list = h("ol", { class: "list", id: "entity-list" });
  fillEntities(list);
  return h("div", { class: "entities" },
    h("aside", { class: "side-list" },
      h("input", {
        id: "find-entity", type: "search", placeholder: t("find_entity"), "aria-label": t("find_entity"), value: soughtEntity,
        autocomplete: "off", oninput: (event) => { soughtEntity = event.target.value; fillEntities(byId("entity-list")); },
      }), list),
    h("div", { class: "column", id: "entity-page", tabindex: -1 }, entityPage()));
}

function fillEntities(list) {
  const wanted = soughtEntity.trim().toLowerCase();
  const found = digest.entities.filter((page) => page.name.toLowerCase().includes(wanted));
  replace(list, found.slice(0, LISTED).map((page) => h("li", {}, h("button", {
    type: "button", class: "item", "aria-current": page === chosen() ? "true" : null,
    onclick: () => { update({ entity: page.entity }, { push: true }); },
  }, h("span", { class: "name" }, page.name), h("span", { class: "meta" }, term("label", page.label), h("span", { class: "tally" }, String(page.claims)))))));
}

function chosen() {
  return pageOf.get(state.entity) || digest.entities[0];
}

function entityPage() {
  const page = chosen();
  const facts = Object.values(page.themes).flat().map((id) => factOf.get(id)).filter(Boolean);
  const months = Object.entries(page.sentiment).map(([month, counts]) => ({ label: month || t("unknown_month"), counts }));
  const moments = dated(facts);
  return [
    h("h2", {}, page.name, " ", h("span", { class: "badge" }, term("label", page.label))),
    h("p", { class: "lead" }, t("claims_about", { count: page.claims })),
    months.length > 0 && h("section", {}, h("h3", {}, t("sentiment_by_month")), moodBars(months, t("sentiment_by_month"))),
    Object.entries(page.themes).map(([theme, ids]) => {
      const own = ids.map((id) => factOf.get(id)).filter((fact) => fact && factMatches(fact));
      return own.length > 0 && h("section", {}, h("h3", {}, themeWords(theme), " ", h("span", { class: "tally" }, String(own.length))),
        growing("ol", "facts", own, (fact) => h("li", {}, factCard(fact)), 6));
    }),
    moments.length > 0 && h("section", {}, h("h3", {}, t("timeline")), line(moments, 20)),
  ];
}
