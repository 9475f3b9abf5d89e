// The dated facts in order of time.

import { h, s } from "./dom.js";
import { digest, entryOf, hasDigest } from "./data.js";
import { claimLink, growing, told } from "./facts.js";
import { factMatches, themeWords } from "./filters.js";
import { period, t, term } from "./i18n.js";

/** Dated facts that pass the filters, earliest first. */
export function dated(facts = digest.facts) {
  return facts.filter((fact) => fact.first && entryOf.has(fact.claim) && factMatches(fact))
    .sort((a, b) => a.first.localeCompare(b.first) || (a.last || "").localeCompare(b.last || "") || a.id.localeCompare(b.id));
}

export function timelineView() {
  if (!hasDigest) return h("p", { class: "empty" }, t("no_digest"));
  const facts = dated();
  if (!facts.length) return h("p", { class: "empty" }, t("no_timeline"));
  const years = new Map();
  for (const fact of facts) {
    const year = fact.first.slice(0, 4);
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(fact);
  }
  return h("div", { class: "column" },
    h("h2", {}, t("timeline"), " ", h("span", { class: "tally" }, String(facts.length))),
    h("p", { class: "lead" }, t("timeline_lead")),
    years.size > 1 && h("nav", { class: "chips", "aria-label": t("timeline") }, [...years].map(([year, own]) => h("button", {
      type: "button", class: "chip", onclick: () => document.getElementById(`year-${year}`).scrollIntoView({ block: "start" }),
    }, year, h("span", { class: "tally" }, String(own.length))))),
    [...years].map(([year, own]) => h("section", { class: "year", id: `year-${year}` }, h("h3", {}, year), line(own))));
}

/** A line of facts down the page. */
export function line(facts, first = 40) {
  return growing("ol", "line", facts, (fact) => {
    const entry = entryOf.get(fact.claim);
    const modality = entry.claim.modality || "asserted";
    const firm = modality === "asserted" || modality === "obligated";
    return h("li", { class: firm ? "moment firm" : "moment" },
      s("svg", { viewBox: "0 0 12 12", class: "dot", "aria-hidden": "true" }, s("circle", { cx: 6, cy: 6, r: 4 })),
      h("span", { class: "when" }, period(fact.first, fact.last)),
      h("span", { class: "words", lang: "zh-Hans" }, told(entry)),
      h("span", { class: "meta" }, themeWords(fact.theme), firm ? "" : ` · ${term("modality", modality)}`, " · ", claimLink(fact.claim)));
  }, first);
}
