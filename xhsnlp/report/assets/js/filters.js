// The filters, which hold in every view: which claims are shown, and facts any of whose claims is.

import { byId, h, replace } from "./dom.js";
import { digest, entitiesOf, entityName, entries, entryOf, haystack, report } from "./data.js";
import { t, term } from "./i18n.js";
import { NO_FILTERS, state, update } from "./state.js";

const SETS = {
  type: ["event", "metric", "state", "judgement"],
  modality: ["asserted", "planned", "predicted", "obligated", "possible"],
  sentiment: ["positive", "neutral", "negative"],
};
const THEMES = ["strategy", "product", "marketing", "users", "ecosystem", "supply", "finance", "capital", "competition",
  "regulation", "people", "economy"];

/** The themes there are: the built-in ones in their order, the user's own after them, `other` and none last. */
export const themes = (() => {
  const found = new Set([...entries.map((entry) => entry.claim.theme || ""), ...digest.themes.map((page) => page.label)]);
  const known = THEMES.filter((name) => found.has(name));
  const own = [...found].filter((name) => !THEMES.includes(name) && name !== "other" && name).sort();
  return [...known, ...own, ...["other", ""].filter((name) => found.has(name))];
})();

export function themeWords(label) {
  return label ? term("theme", label) : t("untyped");
}

const lowest = Math.floor(100 * entries.reduce((least, { claim }) => Math.min(least, claim.confidence ?? 1), 1)) / 100;

function entityMatches(entry, wanted) {
  const sought = wanted.toLowerCase();
  for (const id of entitiesOf(entry)) if (entityName(id).toLowerCase().includes(sought)) return true;
  return false;
}

/** Whether a claim passes the filters. */
export function matches(entry) {
  const { claim } = entry;
  const f = state.filters;
  if (f.theme && (claim.theme || "") !== (f.theme === "-" ? "" : f.theme)) return false;
  if (f.type && claim.type !== f.type) return false;
  if (f.modality && (claim.modality || "asserted") !== f.modality) return false;
  if (f.sentiment && (!claim.sentiment || claim.sentiment[0] !== f.sentiment)) return false;
  if (f.figure && !(claim.figures || []).length) return false;
  if (f.confidence > lowest && (claim.confidence ?? 1) < f.confidence) return false;
  if (f.query && !f.query.toLowerCase().split(/\s+/).every((part) => haystack(entry).includes(part))) return false;
  return !f.entity || entityMatches(entry, f.entity);
}

let cache = { key: "", list: [], ids: new Set() };

/** The claims that pass, in order; worked out once for each change of the filters. */
export function matching() {
  const key = JSON.stringify(state.filters);
  if (cache.key !== key) {
    const list = entries.filter(matches);
    cache = { key, list, ids: new Set(list.map((entry) => entry.claim.id)) };
  }
  return cache.list;
}

/** Whether a fact has a claim that passes; one of another theme than the filter's is left out. */
export function factMatches(fact) {
  matching();
  const theme = state.filters.theme;
  if (theme && (fact.theme || "") !== (theme === "-" ? "" : theme)) return false;
  return fact.claims.some((id) => cache.ids.has(id) || (theme && entryOf.has(id) && passesButTheme(id)));
}

function passesButTheme(id) {
  const kept = state.filters;
  state.filters = { ...kept, theme: "" };
  const passes = matches(entryOf.get(id));
  state.filters = kept;
  return passes;
}

export function setFilter(name, value) {
  update({ filters: { ...state.filters, [name]: value }, page: 0 });
}

export function resetFilters() {
  update({ filters: { ...NO_FILTERS }, page: 0 });
  drawFilters();
}

export function isFiltered() {
  return JSON.stringify(state.filters) !== JSON.stringify(NO_FILTERS);
}

function choice(name, options) {
  const select = h("select", { id: `filter-${name}`, onchange: (event) => setFilter(name, event.target.value) },
    h("option", { value: "" }, t("any")),
    options.map(([value, label]) => h("option", { value, selected: state.filters[name] === value }, label)));
  return h("label", { class: state.filters[name] ? "field on" : "field" }, h("span", {}, t(name)), select);
}

let timer = 0;

function later(name, value) {
  clearTimeout(timer);
  timer = setTimeout(() => setFilter(name, value), 120);
}

function searchField() {
  return h("label", { class: "field search" },
    h("span", { class: "unseen" }, t("search_label")),
    h("input", {
      id: "search", type: "search", placeholder: t("search"), value: state.filters.query, autocomplete: "off",
      oninput: (event) => later("query", event.target.value.trim()),
    }));
}

function entityField() {
  const names = [...new Set(Object.values(report.entities).map(([name]) => name))].sort((a, b) => a.localeCompare(b, "zh"));
  return h("label", { class: "field" },
    h("span", {}, t("entity")),
    h("input", {
      id: "filter-entity", list: "entity-names", placeholder: t("entity_hint"), value: state.filters.entity,
      autocomplete: "off", oninput: (event) => later("entity", event.target.value.trim()),
    }),
    h("datalist", { id: "entity-names" }, names.slice(0, 2000).map((name) => h("option", { value: name }))));
}

function confidenceField() {
  const value = () => Math.max(state.filters.confidence, lowest).toFixed(2);
  const label = h("span", { id: "confidence-label" }, t("at_least", { value: value() }));
  return h("label", { class: "field slider" }, label, h("input", {
    id: "filter-confidence", type: "range", min: lowest, max: 1, step: 0.01, value: value(),
    oninput: (event) => {
      label.textContent = t("at_least", { value: Number(event.target.value).toFixed(2) });
      later("confidence", Number(event.target.value) <= lowest ? 0 : Number(event.target.value));
    },
  }));
}

/** Draws the bar of filters. */
export function drawFilters() {
  const bar = byId("filters");
  bar.setAttribute("aria-label", t("filters"));
  replace(bar,
    searchField(),
    choice("theme", themes.map((label) => [label || "-", themeWords(label)])),
    choice("type", SETS.type.map((value) => [value, term("type", value)])),
    choice("modality", SETS.modality.map((value) => [value, term("modality", value)])),
    choice("sentiment", SETS.sentiment.map((value) => [value, term("sentiment", value)])),
    entityField(),
    h("label", { class: "field check" },
      h("input", {
        id: "filter-figure", type: "checkbox", checked: state.filters.figure,
        onchange: (event) => setFilter("figure", event.target.checked),
      }),
      h("span", {}, t("has_figure"))),
    confidenceField(),
    h("p", { id: "count", class: "count" }),
    h("button", { id: "reset", type: "button", class: "quiet", onclick: resetFilters }, t("reset")));
  countShown();
}

/** Says how many claims pass, and marks the filters that are set. */
export function countShown() {
  const words = t("shown", { shown: matching().length, total: entries.length });
  byId("count").textContent = words;
  byId("announce").textContent = words;
  byId("reset").disabled = !isFiltered();
  for (const name of ["theme", "type", "modality", "sentiment", "entity"]) {
    byId(`filter-${name}`).closest(".field").classList.toggle("on", Boolean(state.filters[name]));
  }
}
