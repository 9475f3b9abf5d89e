// Building of elements. Nothing here or elsewhere sets HTML from text: the page's policy forbids it.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "vars") for (const [key, size] of Object.entries(value)) node.style.setProperty(key, size);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An HTML element; attributes that begin with `on` are listeners, `data` are data attributes, `vars` CSS variables. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Puts new content in place of the old. */
export function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
}

/** Whether an element is in sight, a little away from the edges of its pane and of the window. */
function inSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const pane = element.closest(".pane").getBoundingClientRect();
  return top >= Math.max(pane.top, 0) + 48 && bottom <= Math.min(pane.bottom, window.innerHeight) - 48;
}

/** Brings an element into view; what is in sight stays where it is. */
export function reveal(element, block = "center") {
  if (inSight(element)) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, inline: "nearest", behavior: calm ? "auto" : "smooth" });
}
