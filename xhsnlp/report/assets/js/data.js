// The data of the page, and look-ups in it. Offsets are of characters (code points), as in Python.

import { byId } from "./dom.js";

export const report = JSON.parse(byId("data").textContent);
export const articles = report.articles;
export const digest = report.digest || { themes: [], facts: [], entities: [], sources: {} };
export const hasDigest = Boolean(report.digest);

/** All claims in order: { claim, article, index, number }. */
export const entries = [];
export const entryOf = new Map();
articles.forEach((article, index) => {
  article.claims.forEach((claim, position) => {
    const entry = { claim, article, index, number: position + 1 };
    entries.push(entry);
    entryOf.set(claim.id, entry);
  });
});
export const pageOf = new Map(digest.entities.map((page) => [page.entity, page]));
export const factOf = new Map(digest.facts.map((fact) => [fact.id, fact]));
export const factOfClaim = new Map(digest.facts.flatMap((fact) => fact.claims.map((id) => [id, fact])));

const characters = new WeakMap();

/** Characters [start, end) of an article; only texts with characters beyond 16 bits need to be taken apart. */
export function cut(article, start, end) {
  const text = article.text || "";
  if (!characters.has(article)) {
    characters.set(article, /[\ud800-\udfff]/.test(text) ? Array.from(text) : null);
  }
  const list = characters.get(article);
  return list ? list.slice(start, end).join("") : text.slice(start, end);
}

/** The words of a span; "" where there is none. */
export function words(article, span) {
  if (!span) return "";
  return span.length > 2 ? span[2] : cut(article, span[0], span[1]);
}

/** Whether a span stands in the article's text. */
export function stands(span) {
  return Boolean(span) && span.length === 2;
}

export function entityName(id) {
  return id && report.entities[id] ? report.entities[id][0] : "";
}

/** The name of what a claim is about: that of its entity, else its subject as written. */
export function subjectOf({ claim, article }) {
  return words(article, claim.subject);
}

const searchable = new WeakMap();

/** What the search looks through, lower case. */
export function haystack(entry) {
  if (!searchable.has(entry)) {
    const { claim, article } = entry;
    const parts = [claim.subject, claim.predicate, claim.object, claim.evidence, claim.speaker && claim.speaker.span];
    const text = parts.map((span) => words(article, span)).concat(entityName(claim.entity), claim.tags || []).join("\n");
    searchable.set(entry, text.toLowerCase());
  }
  return searchable.get(entry);
}

/** Ids of the entities a claim names: its subject, its speaker, and mentions within its evidence. */
export function entitiesOf(entry) {
  const { claim, article } = entry;
  if (!entry.entities) {
    const [start, end] = claim.evidence;
    const inside = article.entities.filter((e) => e[0] >= start && e[1] <= end).map((e) => e[2]);
    entry.entities = new Set([claim.entity, claim.speaker && claim.speaker.entity, ...inside].filter(Boolean));
  }
  return entry.entities;
}
