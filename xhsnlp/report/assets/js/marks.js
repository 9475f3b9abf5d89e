// The text of a block cut at every place where something begins or ends, so that marks may overlap freely.

import { entityName, stands } from "./data.js";
import { figureWords, period, t, term } from "./i18n.js";

/** Everything that lies in an article: { start, end, layer, … }, in order. */
export function intervals(article) {
  const found = [];
  for (const [start, end, id, label] of article.entities) {
    found.push({ start, end, layer: "entity", note: `${term("label", label)} · ${entityName(id)}` });
  }
  for (const figure of article.figures) {
    if (stands(figure.span)) found.push({ start: figure.span[0], end: figure.span[1], layer: "figure", note: figureWords(figure) });
  }
  for (const time of article.times) {
    const note = time.from ? period(time.from, time.to) : t("unresolved", { reason: time.reason || "" });
    if (stands(time.span)) found.push({ start: time.span[0], end: time.span[1], layer: "time", note });
  }
  for (const [start, end] of article.quotes) found.push({ start, end, layer: "quote" });
  article.claims.forEach((claim, index) => {
    for (const slot of ["evidence", "subject", "predicate", "object", "speaker"]) {
      const span = slot === "speaker" ? claim.speaker && claim.speaker.span : claim[slot];
      if (stands(span)) found.push({ start: span[0], end: span[1], layer: slot, claim: index });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** For each block the intervals that touch it. Blocks are in order and apart. */
export function byBlock(blocks, list) {
  const buckets = blocks.map(() => []);
  for (const item of list) {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle][2] <= item.start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < blocks.length && blocks[i][1] < item.end; i += 1) buckets[i].push(item);
  }
  return buckets;
}

/** The pieces of [start, end): { start, end, items }, items being the intervals that hold the whole piece. */
export function pieces(start, end, list) {
  const places = new Set([start, end]);
  for (const item of list) {
    places.add(Math.max(start, item.start));
    places.add(Math.min(end, item.end));
  }
  const ordered = [...places].sort((a, b) => a - b);
  const made = [];
  let next = 0;
  let open = [];
  for (let i = 0; i + 1 < ordered.length; i += 1) {
    const from = ordered[i];
    open = open.filter((item) => item.end > from);
    while (next < list.length && list[next].start <= from) {
      if (list[next].end > from) open.push(list[next]);
      next += 1;
    }
    made.push({ start: from, end: ordered[i + 1], items: [...open] });
  }
  return made;
}
