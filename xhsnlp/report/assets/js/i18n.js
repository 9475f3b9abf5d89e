// Words of the interface, numbers and periods in the reader's language.

import { report } from "./data.js";

let language = "zh";

export function setLanguage(code) {
  language = report.messages[code] ? code : "zh";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}

export function currentLanguage() {
  return language;
}

/** The words of a key, with values filled in. */
export function t(key, values) {
  const text = report.messages[language][key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

/** The word for a value of a closed set; the value itself where it has none (a theme of the user's own). */
export function term(kind, value) {
  return report.messages[language][`${kind}.${value}`] ?? value;
}

export function number(value, digits = 4) {
  const style = Math.abs(value) >= 10000
    ? { notation: "compact", maximumSignificantDigits: digits }
    : { maximumFractionDigits: 4 };
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", style).format(value);
}

const COMPARATORS = { "=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ " };

export function unit(name) {
  return name ? term("unit", name) : "";
}

/** A value with its unit: 4.05亿元, 52%. */
export function quantity(value, name) {
  const label = unit(name);
  const gap = label && !/^[%\u3400-\u9fff]/.test(label) ? " " : "";
  return `${number(value)}${gap}${label}`;
}

/** A figure, normalised: ≥ 4.05亿元 ↑ 同比. */
export function figureWords(figure) {
  const range = "low" in figure || "high" in figure;
  const ends = [figure.low, figure.high].map((end) => (end === undefined ? "…" : number(end)));
  if (figure.kind === "rank" && "value" in figure) return `${COMPARATORS[figure.comparator || "="]}${t("rank", { value: number(figure.value) })}`;
  const body = range ? `${ends.join("–")} ${unit(figure.unit)}`.trim() : "value" in figure ? quantity(figure.value, figure.unit) : "";
  const arrow = { increase: " ↑", decrease: " ↓" }[figure.change] || "";
  const per = figure.per ? ` ${t("per", { unit: unit(figure.per) })}` : "";
  const baseline = figure.baseline ? ` ${term("baseline", figure.baseline)}` : "";
  return `${COMPARATORS[figure.comparator || "="]}${body}${per}${arrow}${baseline}`.trim();
}

/** Two ISO dates as one short period: 2023, 2023-05, 2023-Q1, or both ends. */
export function period(first, last) {
  if (!first) return "";
  const end = last || first;
  if (first === end) return first;
  const [year, month, day] = first.split("-");
  const [endYear, endMonth, endDay] = end.split("-");
  const whole = day === "01" && Number(endDay) === new Date(Date.UTC(Number(endYear), Number(endMonth), 0)).getUTCDate();
  if (!whole) return `${first} – ${end}`;
  if (month === "01" && endMonth === "12") return year === endYear ? year : `${year} – ${endYear}`;
  if (year === endYear && month === endMonth) return `${year}-${month}`;
  if (year === endYear && Number(endMonth) - Number(month) === 2 && Number(month) % 3 === 1) {
    return `${year} Q${Math.ceil(Number(endMonth) / 3)}`;
  }
  return `${year}-${month} – ${endYear}-${endMonth}`;
}
