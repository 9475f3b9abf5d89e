// The article with its marks, the legend, and the list of articles.

import { byId, h, replace, reveal } from "./dom.js";
import { articles, cut, digest, entryOf, stands } from "./data.js";
import { matching } from "./filters.js";
import { t } from "./i18n.js";
import { byBlock, intervals, pieces } from "./marks.js";
import { state, update } from "./state.js";

const TAGS = { title: "h3", heading: "h4" };
const LAYERS = ["entity", "figure", "time", "quote"];
/** Pieces of the shown article: { node, items }. */
let shown = [];

/** The pane of the article. */
export function drawArticle() {
  const article = articles[state.article];
  const pane = byId("article-pane");
  shown = [];
  if (!article) return replace(pane, h("p", { class: "empty" }, t("no_articles")));
  const text = body(article);
  // The title that the text begins with is the heading, with its marks.
  const first = text.querySelector(".title");
  const title = first && first.dataset.block === "0" ? [...first.childNodes] : null;
  if (title) first.remove();
  replace(pane, heading(article, title), legend(), text);
  pane.scrollTop = 0;
  highlight();
  return pane;
}

function heading(article, title) {
  const source = digest.sources[article.id];
  const copied = source && articles.find((other) => other.id === source);
  return h("header", { class: "article-head" },
    articles.length > 1 && h("div", { class: "turn" },
      step(-1, "previous_article", "‹"),
      h("span", { class: "meta" }, `${state.article + 1} / ${articles.length}`),
      h("button", { type: "button", class: "quiet open-list", onclick: toggleList, "aria-expanded": "false", "aria-controls": "list-pane" },
        t("article_list")),
      step(1, "next_article", "›")),
    h("h2", { id: "article-title", tabindex: -1, lang: "zh-Hans" }, title || article.name),
    h("p", { class: "meta" },
      article.published ? t("published", { date: article.published }) : t("undated"),
      ["text", "metadata"].includes(article.published_from) ? t(`published_from.${article.published_from}`) : "",
      article.source && article.source !== article.name ? ` · ${article.source}` : ""),
    copied && h("p", { class: "note" }, t("reprint", { name: copied.name })),
    article.warnings.map((warning) => h("p", { class: "note warn" }, warning)));
}

function step(by, key, sign) {
  const target = state.article + by;
  return h("button", {
    type: "button", class: "quiet", "aria-label": t(key), title: t(key), disabled: !articles[target],
    onclick: () => openArticle(target),
  }, sign);
}

function legend() {
  return h("fieldset", { class: "legend" }, h("legend", { class: "unseen" }, t("legend")),
    [...LAYERS, "number"].map((layer) => h("label", { class: `key key-${layer}` },
      h("input", {
        type: "checkbox", checked: state.layers[layer],
        onchange: (event) => update({ layers: { ...state.layers, [layer]: event.target.checked } }),
      }),
      h("span", { class: `sample m-${layer}` }, t(`layer.${layer}`)))));
}

/** Shows or hides the layers as the legend says. */
export function showLayers() {
  const pane = byId("article-pane");
  if (!pane) return;
  for (const [layer, on] of Object.entries(state.layers)) pane.classList.toggle(`hide-${layer}`, !on);
}

function body(article) {
  const text = h("div", { class: "text", lang: "zh-Hans" });
  if (!article.text) return replace(text, h("p", { class: "note", lang: false }, t("no_text")));
  const buckets = byBlock(article.blocks, intervals(article));
  article.blocks.forEach(([kind, start, end], index) => {
    text.append(h(TAGS[kind] || "p", { class: kind, data: { block: index } }, inline(article, start, end, buckets[index])));
  });
  return text;
}

function inline(article, start, end, items) {
  return pieces(start, end, items).map((piece) => {
    const layers = new Set(piece.items.map((item) => item.layer));
    const notes = piece.items.filter((item) => item.note).map((item) => item.note);
    const classes = LAYERS.filter((layer) => layers.has(layer)).map((layer) => `m-${layer}`);
    for (const item of piece.items) {
      if (LAYERS.includes(item.layer) && item.start === piece.start) classes.push(`b-${item.layer}`);
      if (LAYERS.includes(item.layer) && item.end === piece.end) classes.push(`e-${item.layer}`);
    }
    const evidence = piece.items.filter((item) => item.layer === "evidence");
    const node = h("span", {
      class: [...classes, evidence.length && "m-evidence"].filter(Boolean).join(" ") || null,
      title: notes.join("\n") || null,
    }, cut(article, piece.start, piece.end));
    if (piece.items.length) shown.push({ node, items: piece.items });
    if (evidence.length) node.addEventListener("click", () => selectAt(article, evidence));
    return [node, evidence.filter((item) => item.end === piece.end).map((item) => reference(article, item.claim))];
  });
}

/** The number of a claim, as a link. A joiner before it keeps it on the line of its evidence. */
function reference(article, index) {
  const { id } = article.claims[index];
  return ["\u2060", h("a", {
    class: "ref", id: `ref-${id}`, href: `#claim=${id}`, data: { claim: id }, "aria-label": t("claim_number", { number: index + 1 }),
    onclick: (event) => { event.preventDefault(); update({ claim: id, pane: "claims" }, { push: true }); },
  }, String(index + 1))];
}

/** A click on evidence chooses the claim with the shortest one there; a further click the next. */
function selectAt(article, evidence) {
  const ids = [...evidence].sort((a, b) => a.end - a.start - (b.end - b.start)).map((item) => article.claims[item.claim].id);
  const at = ids.indexOf(state.claim);
  update({ claim: ids[(at + 1) % ids.length] }, { push: true });
}

/** Marks the evidence and the slots of the chosen claim. */
export function highlight() {
  const entry = entryOf.get(state.claim);
  const index = entry && entry.index === state.article ? entry.number - 1 : -1;
  for (const { node, items } of shown) {
    const own = items.filter((item) => item.claim === index);
    node.classList.toggle("on", own.some((item) => item.layer === "evidence"));
    for (const slot of ["subject", "predicate", "object", "speaker"]) {
      node.classList.toggle(`on-${slot}`, own.some((item) => item.layer === slot));
    }
  }
  for (const node of document.querySelectorAll(".ref")) {
    const current = node.dataset.claim === state.claim;
    node.classList.toggle("current", current);
    if (current) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
  dimUnmatched();
}

/** Numbers of claims that do not pass the filters are shown faintly. */
export function dimUnmatched() {
  const ids = new Set(matching().map((entry) => entry.claim.id));
  for (const node of document.querySelectorAll(".ref")) node.classList.toggle("out", !ids.has(node.dataset.claim));
}

/** Brings the evidence of the chosen claim into view. */
export function showEvidence({ focus = false } = {}) {
  const entry = entryOf.get(state.claim);
  if (!entry || !stands(entry.claim.evidence)) return;
  const place = byId(`ref-${state.claim}`);
  const first = shown.find(({ node }) => node.classList.contains("on"));
  if (first) reveal(first.node);
  if (focus && place) place.focus({ preventScroll: true });
}

export function openArticle(index, claim = null) {
  if (!articles[index]) return;
  update({ view: "articles", article: index, claim, page: 0 }, { push: true });
}

function toggleList() {
  const open = document.body.classList.toggle("list-open");
  for (const button of document.querySelectorAll(".open-list")) button.setAttribute("aria-expanded", String(open));
  if (open) byId("find-article").focus();
}

export function closeList() {
  const open = document.body.classList.contains("list-open");
  document.body.classList.remove("list-open");
  for (const button of document.querySelectorAll(".open-list")) button.setAttribute("aria-expanded", "false");
  return open;
}

let sought = "";

/** The list of articles, with how many of their claims pass the filters. */
export function drawList() {
  const pane = byId("list-pane");
  if (!pane) return;
  const field = h("input", {
    id: "find-article", type: "search", placeholder: t("find_article"), "aria-label": t("find_article"), value: sought,
    autocomplete: "off", oninput: (event) => { sought = event.target.value; fillList(); },
  });
  replace(pane, field, h("ol", { id: "list", class: "list" }));
  fillList();
}

export function fillList() {
  const list = byId("list");
  if (!list) return;
  const counts = new Map();
  for (const { index } of matching()) counts.set(index, (counts.get(index) || 0) + 1);
  const wanted = sought.trim().toLowerCase();
  replace(list, articles.map((article, index) => {
    if (wanted && !`${article.name} ${article.source || ""}`.toLowerCase().includes(wanted)) return null;
    const count = counts.get(index) || 0;
    return h("li", {}, h("button", {
      type: "button", class: count ? "item" : "item out", "aria-current": index === state.article ? "true" : null,
      onclick: () => { closeList(); openArticle(index); },
    }, h("span", { class: "name" }, h("span", { class: "tally" }, `${index + 1} `), article.name),
    h("span", { class: "meta" }, article.published || t("undated"), h("span", { class: "tally" }, String(count)))));
  }));
}

/** Marks the shown article in the list. */
export function markList() {
  const list = byId("list");
  if (!list) return;
  fillList();
  const current = list.querySelector("[aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
}
