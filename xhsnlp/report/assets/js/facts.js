// The digest: facts by theme, contradictions, plans and outcomes.

import { h, replace } from "./dom.js";
import { articles, digest, entityName, entryOf, factOf, hasDigest, stands, words } from "./data.js";
import { headline, sentimentMark } from "./claims.js";
import { factMatches, themeWords } from "./filters.js";
import { figureWords, period, t, term } from "./i18n.js";
import { openClaim } from "./open.js";

const FIRST = 10;
const MORE = 30;

/** A list that shows its first items and a button for more. */
export function growing(tag, className, items, draw, first = FIRST) {
  const list = h(tag, { class: className });
  let shown = 0;
  const button = h("button", { type: "button", class: "quiet more" });
  const grow = (count) => {
    const place = list.children.length;
    list.append(...items.slice(shown, shown + count).map(draw));
    shown = Math.min(items.length, shown + count);
    button.hidden = shown >= items.length;
    button.textContent = t("more", { count: Math.min(MORE, items.length - shown) });
    return list.children[place];
  };
  grow(first);
  button.addEventListener("click", () => {
    const next = grow(MORE);
    const target = next && next.querySelector("button, summary");
    if (target) target.focus();
  });
  return [list, items.length > first && button];
}

/** Words of a claim with the name of what it is about, where its own evidence does not say it. */
export function told(entry) {
  const { claim, article } = entry;
  const name = entityName(claim.entity) || words(article, claim.subject);
  const evidence = words(article, claim.evidence);
  const inside = claim.subject && claim.subject[0] >= claim.evidence[0] && claim.subject[1] <= claim.evidence[1];
  return [!inside && name && !evidence.includes(name) && h("b", {}, `${name} `), evidence];
}

/** A button that opens a claim in its article. */
export function claimLink(id, label) {
  const entry = entryOf.get(id);
  if (!entry) return null;
  return h("button", { type: "button", class: "link", onclick: () => openClaim(id) }, label || entry.article.name);
}

/** The view of facts. */
export function factsView() {
  if (!hasDigest) return h("p", { class: "empty" }, t("no_digest"));
  const pages = digest.themes
    .map((page) => ({ ...page, facts: page.facts.map((id) => factOf.get(id)).filter((fact) => fact && factMatches(fact)) }))
    .filter((page) => page.facts.length);
  if (!pages.length) return h("p", { class: "empty" }, t("no_facts"));
  return h("div", { class: "column wide" },
    pages.length > 1 && h("nav", { class: "chips", "aria-label": t("theme") }, pages.map((page) => h("button", {
      type: "button", class: "chip", onclick: () => document.getElementById(`theme-${page.label}`).scrollIntoView({ block: "start" }),
    }, themeWords(page.label), h("span", { class: "tally" }, String(page.facts.length))))),
    pages.map(themePage),
    (digest.emerging || []).length > 0 && emergingThemes());
}

/** Clusters of claims that no theme accounts for; their facts stand under the themes too. */
function emergingThemes() {
  return h("section", { class: "theme" },
    h("h2", {}, t("emerging")), h("p", { class: "lead" }, t("emerging_lead")),
    growing("ol", "facts", digest.emerging, (found) => h("li", {}, unfolding(
      h("summary", {},
        h("span", { class: "when" }, t("emerging_count", { articles: found.articles, claims: found.claims.length })),
        h("span", { class: "told", lang: "zh-Hans" }, h("b", {}, found.label), ` ${found.terms.join(" · ")}`)),
      () => supportingClaims(found.claims)))));
}

function themePage(page) {
  const ids = new Set(page.facts.map((fact) => fact.id));
  const summary = page.summary.filter((sentence) => sentence.claims.some((id) => entryOf.has(id)));
  return h("section", { class: "theme", id: `theme-${page.label}` },
    h("h2", {}, themeWords(page.label), " ", h("span", { class: "tally" }, String(ids.size))),
    summary.length > 0 && h("p", { class: "summary", lang: "zh-Hans" }, h("span", { class: "unseen" }, t("summary")), summary.map(sentenceWords)),
    growing("ol", "facts", page.facts, (fact) => h("li", {}, factCard(fact))));
}

function sentenceWords(sentence) {
  return [sentence.text, sentence.claims.map((id) => {
    const entry = entryOf.get(id);
    return entry && h("button", {
      type: "button", class: "ref cite", "aria-label": `${entry.article.name}, ${t("claim_number", { number: entry.number })}`,
      title: entry.article.name, onclick: () => openClaim(id),
    }, String(articles.indexOf(entry.article) + 1));
  }), " "];
}

/** A fact with its period, sources, verdicts, and the claims that support it. */
export function factCard(fact) {
  const main = entryOf.get(fact.claim);
  if (!main) return null;
  const verdicts = new Set((fact.relations || []).map(([, verdict]) => verdict).filter((verdict) => verdict !== "differs_in_time"));
  return unfolding(
    h("summary", {},
      h("span", { class: "when" }, period(fact.first, fact.last) || "—"),
      h("span", { class: "told", lang: "zh-Hans" }, told(main)),
      h("span", { class: "notes" },
        fact.independent > 1 && h("span", { class: "badge sources" }, t("independent", { count: fact.independent })),
        fact.verdict && h("span", { class: "badge agree" }, term("verdict", fact.verdict)),
        [...verdicts].map((verdict) => h("span", { class: `badge verdict ${verdict}` }, term("verdict", verdict))),
        sentimentMark(main.claim.sentiment))),
    () => [
      h("p", { class: "meta" }, fact.claims.length === 1 ? t("claim_of_fact") : t("claims_of_fact", { count: fact.claims.length }),
        fact.origins.some(([kind]) => kind === "self") && ` · ${t("own_account")}`),
      supportingClaims(fact.claims),
    ]);
}

/** A summary that opens on content made when it is first opened. */
function unfolding(summary, content) {
  const box = h("div", { class: "support" });
  const node = h("details", { class: "fact" }, summary, box);
  node.addEventListener("toggle", () => { if (node.open && !box.children.length) replace(box, content()); });
  return node;
}

function supportingClaims(ids) {
  return growing("ul", "", ids.filter((id) => entryOf.has(id)), (id) => h("li", {}, supporting(id)));
}

function supporting(id) {
  const entry = entryOf.get(id);
  const speaker = entry.claim.speaker ? words(entry.article, entry.claim.speaker.span) : t("the_writer");
  return [h("span", { lang: "zh-Hans" }, headline(entry)), h("span", { class: "meta" }, ` ${speaker} · ${entry.article.published || t("undated")} · `), claimLink(id)];
}

const OPPOSED = ["conflict"];
const PLANNED = ["plan_met", "plan_missed"];

/** Pairs of facts with one of these verdicts: [fact, other, verdict, rule], each pair once. */
export function pairs(verdicts) {
  const found = new Map();
  for (const fact of digest.facts) {
    for (const [other, verdict, rule] of fact.relations || []) {
      const key = [fact.id, other].sort().join(" ");
      if (verdicts.includes(verdict) && factOf.has(other) && !found.has(key)) found.set(key, [fact, factOf.get(other), verdict, rule]);
    }
  }
  return [...found.values()];
}

/** The view of contradictions, and of plans with their outcomes. */
export function conflictsView() {
  if (!hasDigest) return h("p", { class: "empty" }, t("no_digest"));
  const kept = (verdicts) => pairs(verdicts).filter(([a, b]) => factMatches(a) || factMatches(b));
  const opposed = kept(OPPOSED);
  const planned = kept(PLANNED);
  return h("div", { class: "column wide" },
    h("section", {},
      h("h2", {}, t("conflicts"), " ", h("span", { class: "tally" }, String(opposed.length))),
      h("p", { class: "lead" }, t(opposed.length ? "conflicts_lead" : "no_conflicts")),
      growing("ol", "pairs", opposed, pairCard)),
    planned.length > 0 && h("section", {},
      h("h2", {}, t("plans"), " ", h("span", { class: "tally" }, String(planned.length))),
      h("p", { class: "lead" }, t("plans_lead")),
      growing("ol", "pairs", planned, pairCard)));
}

function pairCard([first, second, verdict, rule]) {
  const [a, b] = [first, second].sort((x, y) => Number(isPlan(y)) - Number(isPlan(x)) || (x.id < y.id ? -1 : 1));
  return h("li", { class: "pair" },
    side(a), h("div", { class: `versus ${verdict}` }, h("span", { class: `badge verdict ${verdict}` }, term("verdict", verdict)), h("span", { class: "meta" }, term("rule", rule))), side(b));
}

function isPlan(fact) {
  const entry = entryOf.get(fact.claim);
  return Boolean(entry && ["planned", "predicted", "possible"].includes(entry.claim.modality));
}

function side(fact) {
  const entry = entryOf.get(fact.claim);
  if (!entry) return h("div", { class: "side" });
  const { claim, article } = entry;
  const figures = (claim.figures || []).map((number) => figureWords(article.figures[number]));
  return h("div", { class: "side" },
    figures.length > 0 && h("p", { class: "big" }, figures.join(" · ")),
    h("p", { lang: "zh-Hans", class: "words" }, told(entry)),
    h("p", { class: "meta" }, `${period(fact.first, fact.last) || t("undated")} · ${themeWords(fact.theme)}`),
    h("ul", { class: "sources" }, fact.claims.filter((id) => entryOf.has(id)).map((id) => {
      const own = entryOf.get(id);
      const speaker = own.claim.speaker ? `${words(own.article, own.claim.speaker.span)} · ` : "";
      return h("li", {}, speaker, claimLink(id), stands(own.claim.evidence) ? "" : ` “${words(own.article, own.claim.evidence)}”`);
    })));
}
