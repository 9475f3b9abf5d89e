// Plots as inline SVG, each with its numbers as a table.

import { h, s } from "./dom.js";
import { articles, entityName, entryOf, report } from "./data.js";
import { openClaim } from "./open.js";
import { matching, themes, themeWords } from "./filters.js";
import { number, period, quantity, t, term, unit } from "./i18n.js";

const MOODS = ["negative", "neutral", "positive"];
let picked = 0;

export function chartsView() {
  return h("div", { class: "column wide charts" }, metricCard(), moodCard());
}

function table(caption, head, rows) {
  return h("details", { class: "as-table" }, h("summary", {}, t("as_table")),
    h("table", {}, h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))))));
}

function seriesName(series) {
  const name = entityName(series.entity);
  const subject = name && !series.subject.includes(name) ? `${name} · ${series.subject}` : series.subject;
  const [kind, baseline] = series.change.split(" ");
  const change = kind === "change" ? ` · ${baseline ? term("baseline", baseline) : t("change")}` : "";
  return `${subject}${change}${series.unit ? ` (${unit(series.unit)})` : ""}`;
}

function metricCard() {
  const box = h("section", { class: "card", id: "metric-card" }, h("h2", {}, t("metric_over_time")));
  if (!report.series.length) {
    box.append(h("p", { class: "empty" }, t("no_series")));
    return box;
  }
  const place = h("div", {});
  const draw = () => place.replaceChildren(...metricPlot(report.series[picked]));
  box.append(
    h("label", { class: "field" }, h("span", {}, t("metric")), h("select", {
      id: "metric", onchange: (event) => { picked = Number(event.target.value); draw(); },
    }, report.series.map((series, index) => h("option", { value: index, selected: index === picked }, seriesName(series))))),
    place);
  draw();
  return box;
}

/** Narrow on a phone, so that letters keep their size. */
function plotWidth() {
  return Math.max(320, Math.min(760, window.innerWidth - 72));
}

function day(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / 86400000;
}

/** Round steps between two values, four or so. */
function ticks(low, high) {
  const raw = (high - low || Math.abs(high) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) * power;
  const made = [];
  for (let value = Math.floor(low / step) * step; value <= high + step * 0.999; value += step) made.push(Number(value.toPrecision(12)));
  return made;
}

function metricPlot(series) {
  const width = plotWidth();
  const height = 320;
  const left = 72;
  const right = 24;
  const top = 24;
  const bottom = 44;
  const points = series.points.map(([claim, article, figure, first, last, values]) => ({
    claim, article, figure, first, last, values, at: (day(first) + day(last)) / 2, value: values[values.length - 1],
  })).sort((a, b) => a.at - b.at);
  const all = points.flatMap((point) => point.values);
  const marks = ticks(Math.min(0, ...all), Math.max(...all, 0));
  const [low, high] = [marks[0], marks[marks.length - 1]];
  const [begin, end] = [Math.min(...points.map((p) => day(p.first))), Math.max(...points.map((p) => day(p.last)))];
  const x = (at) => left + ((at - begin) / (end - begin || 1)) * (width - left - right);
  const y = (value) => height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom);
  const firm = points.filter((point) => isFirm(point.claim));
  const name = seriesName(series);
  const plot = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "plot", role: "group", "aria-label": `${t("metric_over_time")}: ${name}` },
    marks.map((mark) => [
      s("line", { x1: left, x2: width - right, y1: y(mark), y2: y(mark), class: mark === 0 ? "axis" : "grid" }),
      s("text", { x: left - 10, y: y(mark) + 4, "text-anchor": "end", class: "tick" }, number(mark)),
    ]),
    yearMarks(begin, end).map(([at, label]) => s("text", { x: x(at), y: height - bottom + 22, "text-anchor": "middle", class: "tick" }, label)),
    s("polyline", { points: firm.map((p) => `${x(p.at)},${y(p.value)}`).join(" "), class: "curve" }),
    points.map((point, index) => pointMark(point, series, x, y, index, points)));
  return [plot, table(name, [t("period"), t("value"), t("source")], points.map((point) => [
    period(point.first, point.last), point.values.map((value) => quantity(value, series.unit)).join(" – "), articles[point.article].name,
  ]))];
}

function isFirm(id) {
  const modality = entryOf.get(id).claim.modality || "asserted";
  return modality === "asserted";
}

function yearMarks(begin, end) {
  const years = [];
  const from = new Date(begin * 86400000).getUTCFullYear();
  const to = new Date(end * 86400000).getUTCFullYear();
  const step = Math.ceil((to - from + 1) / 10);
  for (let year = from; year <= to; year += step) {
    const middle = (day(`${year}-01-01`) + day(`${year}-12-31`)) / 2;
    years.push([Math.min(Math.max(middle, begin), end), String(year)]);
  }
  return years;
}

function pointMark(point, series, x, y, index, points) {
  const label = point.values.map((value) => quantity(value, series.unit)).join(" – ");
  const words = `${period(point.first, point.last)}: ${label} · ${articles[point.article].name}`;
  const open = () => openClaim(point.claim);
  const crowded = index > 0 && Math.abs(x(points[index - 1].at) - x(point.at)) < 46 && Math.abs(y(points[index - 1].value) - y(point.value)) < 16;
  return s("g", {
    class: isFirm(point.claim) ? "point" : "point hollow", role: "button", tabindex: 0, "aria-label": words,
    onclick: open, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } },
  },
  s("title", {}, words),
  s("line", { x1: x(day(point.first)), x2: x(day(point.last)), y1: y(point.value), y2: y(point.value), class: "span" }),
  point.values.length > 1 && s("line", { x1: x(point.at), x2: x(point.at), y1: y(point.values[0]), y2: y(point.values[1]), class: "span" }),
  s("circle", { cx: x(point.at), cy: y(point.value), r: 5 }),
  !crowded && s("text", { x: x(point.at), y: y(point.value) - 12, "text-anchor": "middle", class: "label" }, label));
}

function moodCard() {
  const list = matching();
  const counts = new Map(themes.map((label) => [label, { negative: 0, neutral: 0, positive: 0 }]));
  for (const { claim } of list) if (claim.sentiment) counts.get(claim.theme || "")[claim.sentiment[0]] += 1;
  const rows = [...counts].map(([label, own]) => ({ label: themeWords(label), counts: own }))
    .filter(({ counts: own }) => MOODS.some((mood) => own[mood]));
  return h("section", { class: "card", id: "mood-card" }, h("h2", {}, t("sentiment_by_theme")),
    h("p", { class: "lead" }, t("of_all", { count: list.length })),
    rows.length ? moodBars(rows, t("sentiment_by_theme")) : h("p", { class: "empty" }, t("none_match")));
}

/** Bars of negative, neutral, positive about a middle line, and the table of them. Rows: { label, counts }. */
export function moodBars(rows, caption) {
  const width = plotWidth();
  const left = width < 600 ? 92 : 130;
  const pitch = 30;
  const top = 34;
  const height = top + rows.length * pitch + 8;
  const sides = rows.map(({ counts }) => ({ negative: counts.negative || 0, neutral: counts.neutral || 0, positive: counts.positive || 0 }));
  const reach = Math.max(1, ...sides.map((c) => Math.max(c.negative, c.positive) + c.neutral / 2));
  const middle = left + (width - left - 16) / 2;
  const scale = (width - left - 16 - 24) / 2 / reach;
  const bars = sides.map((own, index) => {
    const y = top + index * pitch;
    const edge = middle - (own.neutral / 2) * scale;
    const places = { negative: edge - own.negative * scale, neutral: edge, positive: edge + own.neutral * scale };
    return [
      s("text", { x: left - 14, y: y + 15, "text-anchor": "end", class: "name" }, rows[index].label),
      MOODS.filter((mood) => own[mood]).map((mood) => [
        s("rect", { x: places[mood], y, width: Math.max(own[mood] * scale - 1, 1), height: 20, rx: 2, class: `bar-${mood}` }),
        own[mood] * scale > 16 && s("text", { x: places[mood] + (own[mood] * scale) / 2, y: y + 14.5, "text-anchor": "middle", class: `value on-${mood}` }, String(own[mood])),
      ]),
    ];
  });
  const heads = [[middle - 12, "end", "▼ ", "negative"], [middle + 12, "start", "▲ ", "positive"]];
  const words = sides.map((own, index) => `${rows[index].label}: ${MOODS.map((mood) => `${term("sentiment", mood)} ${own[mood]}`).join(", ")}`).join("; ");
  return [
    s("svg", { viewBox: `0 0 ${width} ${height}`, class: "plot", role: "img", "aria-label": `${caption}. ${words}` },
      heads.map(([x, anchor, sign, mood]) => s("text", { x, y: 16, "text-anchor": anchor, class: `name mood-${mood}` }, anchor === "end" ? `${term("sentiment", mood)} ▼` : `${sign}${term("sentiment", mood)}`)),
      s("line", { x1: middle, x2: middle, y1: top - 8, y2: height - 4, class: "axis" }),
      bars),
    table(caption, ["", ...MOODS.map((mood) => term("sentiment", mood))], sides.map((own, index) => [rows[index].label, ...MOODS.map((mood) => String(own[mood]))])),
  ];
}
