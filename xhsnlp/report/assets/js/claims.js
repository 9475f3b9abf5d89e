// The claims, grouped by theme, a page of them at a time.

import { byId, h, replace, reveal } from "./dom.js";
import { articles, entityName, entryOf, factOfClaim, pageOf, stands, words } from "./data.js";
import { matching, themes, themeWords } from "./filters.js";
import { figureWords, period, t, term } from "./i18n.js";
import { state, update } from "./state.js";

/** How many claims are in the document at once. */
export const PAGE = 60;
const SIGNS = { positive: "▲", neutral: "●", negative: "▼" };

/** The claims in reach of the list, by theme and in order of the text. */
export function listed() {
  const own = matching().filter((entry) => state.scope === "all" || entry.index === state.article);
  const rank = new Map(themes.map((label, number) => [label, number]));
  return own.sort((a, b) => rank.get(a.claim.theme || "") - rank.get(b.claim.theme || "")
    || a.index - b.index || a.number - b.number);
}

/** The pane of claims; `all` puts every one of them in, for printing. */
export function drawClaims({ all = false } = {}) {
  const pane = byId("claims-pane");
  if (!pane) return;
  const list = listed();
  const size = all ? Math.max(list.length, 1) : PAGE;
  const pages = Math.max(1, Math.ceil(list.length / size));
  const page = Math.min(state.page, pages - 1);
  const part = list.slice(page * size, (page + 1) * size);
  replace(pane, head(list.length), groups(part, list), pages > 1 && pager(page, pages));
  markClaim();
}

function head(count) {
  const scopes = [["article", "this_article"], ["all", "all_articles"]];
  return h("header", { class: "claims-head" },
    h("h2", { id: "claims-title", tabindex: -1 }, t("claims"), " ", h("span", { class: "tally" }, String(count))),
    articles.length > 1 && h("div", { class: "switch", role: "group", "aria-label": t("scope") },
      scopes.map(([scope, key]) => h("button", {
        type: "button", "aria-pressed": String(state.scope === scope), id: `scope-${scope}`,
        onclick: () => { update({ scope, page: 0 }); byId(`scope-${scope}`).focus(); },
      }, t(key)))));
}

function groups(part, list) {
  if (!part.length) {
    const bare = state.scope === "article" && articles[state.article] && !articles[state.article].claims.length;
    return h("p", { class: "empty" }, t(bare ? "no_claims" : "none_match"));
  }
  const totals = new Map();
  for (const { claim } of list) totals.set(claim.theme || "", (totals.get(claim.theme || "") || 0) + 1);
  const made = [];
  let items = null;
  part.forEach((entry, position) => {
    const theme = entry.claim.theme || "";
    if (!position || (part[position - 1].claim.theme || "") !== theme) {
      items = h("ol", { class: "claims" });
      made.push(h("section", { class: "group" },
        h("h3", {}, themeWords(theme), " ", h("span", { class: "tally" }, String(totals.get(theme)))), items));
    }
    items.append(h("li", {}, card(entry)));
  });
  return made;
}

function pager(page, pages) {
  const turn = (to) => () => { update({ page: to }); byId("claims-pane").scrollTop = 0; byId("claims-title").focus(); };
  return h("nav", { class: "pager", "aria-label": t("page", { page: page + 1, pages }) },
    h("button", { type: "button", disabled: page === 0, onclick: turn(page - 1) }, t("previous")),
    h("span", {}, t("page", { page: page + 1, pages })),
    h("button", { type: "button", disabled: page + 1 >= pages, onclick: turn(page + 1) }, t("next")));
}

/** Subject, predicate, object as one line. */
export function headline({ claim, article }) {
  const subject = words(article, claim.subject);
  return [
    h("span", { class: claim.implicit ? "subject implicit" : "subject" }, subject || "—"),
    claim.predicate && h("b", { class: "predicate" }, words(article, claim.predicate)),
    claim.object && h("span", { class: "object" }, words(article, claim.object)),
  ];
}

export function sentimentMark(sentiment) {
  if (!sentiment) return null;
  const label = term("sentiment", sentiment[0]);
  return h("span", { class: `mood ${sentiment[0]}`, title: `${label} ${sentiment[1].toFixed(2)}` },
    h("span", { "aria-hidden": "true" }, SIGNS[sentiment[0]]), h("span", { class: "unseen" }, label));
}

function badges({ claim, article }) {
  const time = article.times[claim.time];
  return [
    claim.modality && h("span", { class: `badge modality ${claim.modality}` }, term("modality", claim.modality)),
    claim.polarity === "negated" && h("span", { class: "badge negated" }, t("negated")),
    claim.hypothetical && h("span", { class: "badge" }, t("hypothetical")),
    (claim.tags || []).map((tag) => h("span", { class: "badge tag" }, tag)),
    (claim.figures || []).map((number) => h("span", { class: "badge figure" }, figureWords(article.figures[number]))),
    time && h("span", { class: "badge time" }, time.from ? period(time.from, time.to) : words(article, time.span)),
    claim.speaker && h("span", { class: "badge speaker" }, t("said_by", { speaker: words(article, claim.speaker.span) })),
  ];
}

function card(entry) {
  const { claim, article, number, index } = entry;
  const mood = claim.sentiment ? claim.sentiment[0] : "none";
  const sure = claim.confidence ?? 1;
  return h("article", { class: `claim ${mood}`, id: `claim-${claim.id}`, data: { claim: claim.id } },
    h("button", {
      type: "button", class: "claim-main", "aria-expanded": "false",
      onclick: () => choose(claim.id),
    },
    h("span", { class: "number" }, h("span", { class: "unseen" }, t("claim_number", { number: "" })), String(number)),
    h("span", { class: "headline", lang: "zh-Hans" }, headline(entry)),
    sentimentMark(claim.sentiment)),
    h("div", { class: "badges" }, badges(entry),
      h("span", { class: "sure", title: `${t("confidence")} ${sure.toFixed(2)}` },
        h("span", { class: "bar", "aria-hidden": "true", vars: { "--share": sure } }),
        h("span", { class: "unseen" }, t("confidence"), " "), sure.toFixed(2))),
    state.scope === "all" && index !== undefined && h("p", { class: "from" }, article.name),
    h("div", { class: "details", hidden: true }));
}

/** Chooses a claim, which opens its card, its article, and brings its evidence into view. */
export function choose(id) {
  const entry = entryOf.get(id);
  if (!entry) return;
  update({ claim: id, article: entry.index, pane: "claims" }, { push: true });
}

function details(entry) {
  const { claim, article } = entry;
  const rows = [
    ["subject", claim.subject && [subjectWords(entry), claim.implicit && h("i", {}, ` ${t("implicit")}`)]],
    ["predicate", words(article, claim.predicate)],
    ["object", words(article, claim.object)],
    ["figures", (claim.figures || []).map((number) => h("div", {}, words(article, article.figures[number].span), " = ", figureWords(article.figures[number])))],
    ["time", timeWords(article, article.times[claim.time])],
    ["speaker", claim.speaker && [words(article, claim.speaker.span), ` (${term("speaker", claim.speaker.kind)}${claim.speaker.cue ? ` · ${claim.speaker.cue}` : ""})`]],
    ["type", [term("type", claim.type), " · ", term("modality", claim.modality || "asserted")]],
    ["sentiment", claim.sentiment && `${term("sentiment", claim.sentiment[0])} ${claim.sentiment[1].toFixed(2)}`],
    ["relations", relationsOf(claim)],
    ["facts", factLinks(claim)],
  ];
  return [
    h("blockquote", { lang: "zh-Hans" }, words(article, claim.evidence)),
    stands(claim.evidence)
      ? h("button", { type: "button", class: "link to-evidence", onclick: () => update({ pane: "article" }) || evidenceWanted() }, t("to_evidence"), " ↩")
      : h("p", { class: "note" }, t(article.text ? "not_in_text" : "no_text")),
    h("dl", {}, rows.filter(([, value]) => value && value.length !== 0).map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)])),
  ];
}

/** Set by the page: brings the evidence into view and puts the focus there. */
let evidenceWanted = () => {};
export function onEvidence(callback) {
  evidenceWanted = callback;
}

/** The subject; where it names an entity, as a link to its page. */
function subjectWords({ claim, article }) {
  const text = words(article, claim.subject);
  const name = entityName(claim.entity);
  if (!name || !pageOf.has(claim.entity)) return name && name !== text ? `${text} → ${name}` : text;
  const link = h("button", { type: "button", class: "link", onclick: () => update({ view: "entities", entity: claim.entity }, { push: true }) }, name);
  return name === text ? link : [text, " → ", link];
}

function timeWords(article, time) {
  if (!time) return null;
  const when = time.from ? period(time.from, time.to) : t("unresolved", { reason: time.reason || "" });
  return [words(article, time.span), " = ", when, time.clock && ` ${time.clock}`, time.anchor && ` (${t("counted_from", { date: time.anchor })})`];
}

function relationsOf(claim) {
  return (claim.relations || []).filter(([, target]) => entryOf.has(target)).map(([type, target]) => {
    const name = t("claim_number", { number: entryOf.get(target).number });
    return h("div", {}, h("button", { type: "button", class: "link", onclick: () => choose(target) }, term("relation", type).replace("{target}", name)));
  });
}

function factLinks(claim) {
  const fact = factOfClaim.get(claim.id);
  if (!fact) return null;
  const others = fact.claims.filter((id) => id !== claim.id && entryOf.has(id));
  const verdicts = (fact.relations || []).filter(([, verdict]) => verdict !== "differs_in_time");
  if (!others.length && !verdicts.length) return null;
  return [
    others.map((id) => h("div", {}, h("button", { type: "button", class: "link", onclick: () => choose(id) }, `${term("verdict", "agree")}: ${placeOf(id, claim)}`))),
    verdicts.map(([, verdict]) => h("div", {}, h("button", { type: "button", class: "link", onclick: () => update({ view: "conflicts" }, { push: true }) }, term("verdict", verdict)))),
  ];
}

function placeOf(id, claim) {
  const other = entryOf.get(id);
  return other.index === entryOf.get(claim.id).index ? t("claim_number", { number: other.number }) : other.article.name;
}

/** Opens the card of the chosen claim and closes the others. */
export function markClaim() {
  for (const node of document.querySelectorAll(".claim")) {
    const current = node.dataset.claim === state.claim;
    const box = node.querySelector(".details");
    node.classList.toggle("current", current);
    node.querySelector(".claim-main").setAttribute("aria-expanded", String(current));
    if (current && box.hidden) replace(box, details(entryOf.get(state.claim)));
    box.hidden = !current;
  }
}

/** Turns to the page that holds the chosen claim, and brings its card into view. */
export function showClaim({ focus = false } = {}) {
  const place = listed().findIndex((entry) => entry.claim.id === state.claim);
  if (place >= 0 && Math.floor(place / PAGE) !== state.page) update({ page: Math.floor(place / PAGE) });
  const node = byId(`claim-${state.claim}`);
  if (!node) return;
  reveal(node, "nearest");
  if (focus) node.querySelector(".claim-main").focus({ preventScroll: true });
}

/** Chooses the next claim of the list, or the one before. */
export function stepClaim(by) {
  const list = listed();
  if (!list.length) return;
  const at = list.findIndex((entry) => entry.claim.id === state.claim);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
  choose(list[next].claim.id);
}
