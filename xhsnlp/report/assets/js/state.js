// What is shown: view, article, claim, filters. The address holds it after #, so that Back works and a place can be linked.

import { articles, entryOf, report } from "./data.js";

export const VIEWS = ["articles", "facts", "conflicts", "timeline", "entities", "charts"];
export const NO_FILTERS = {
  query: "", theme: "", type: "", modality: "", sentiment: "", entity: "", figure: false, confidence: 0,
};

export const state = {
  view: report.view,
  article: 0,
  claim: null,
  entity: null,
  scope: "article",
  page: 0,
  pane: "article",
  filters: { ...NO_FILTERS },
  layers: { entity: true, figure: true, time: true, quote: true, number: true },
};

const listeners = [];

/** Calls back with the names of what changed. */
export function listen(callback) {
  listeners.push(callback);
}

/** Changes the state. `push` makes a step that Back undoes. */
export function update(changes, { push = false } = {}) {
  const changed = new Set(Object.keys(changes).filter((key) => state[key] !== changes[key]));
  if (!changed.size) return;
  Object.assign(state, changes);
  write(push);
  for (const callback of listeners) callback(changed);
}

function write(push) {
  const parts = new URLSearchParams();
  if (state.view !== report.view) parts.set("view", state.view);
  if (state.view === "articles" && state.article) parts.set("article", articles[state.article].id);
  if (state.claim && state.view === "articles") parts.set("claim", state.claim);
  if (state.entity && state.view === "entities") parts.set("entity", state.entity);
  const hash = parts.toString() ? `#${parts}` : location.pathname + location.search;
  try {
    if (push) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    // Some viewers of files forbid it; the report works without.
  }
}

/** The part of the state that the address names. */
export function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const entry = entryOf.get(parts.get("claim"));
  const named = articles.findIndex((article) => article.id === parts.get("article"));
  return {
    view: VIEWS.includes(parts.get("view")) ? parts.get("view") : report.view,
    article: entry ? entry.index : Math.max(named, 0),
    claim: entry ? entry.claim.id : null,
    entity: parts.get("entity") || null,
  };
}

/** A choice that outlives the page where the browser lets it. */
export function remembered(name) {
  try {
    return localStorage.getItem(`xhsnlp-report-${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`xhsnlp-report-${name}`, value);
  } catch {
    // No storage: the choice holds until the page is closed.
  }
}
