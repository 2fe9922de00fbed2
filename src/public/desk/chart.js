// @ts-check
import { put, svg } from "./dom.js";
import { number, words } from "./words.js";

/** @typedef {{ day: string, spent: number, saved: number }} Bar Characters. */

/** On a wide window and on a narrow one; the letters stay as large. */
const WIDTHS = { wide: 640, narrow: 300 };
const NARROW = "(max-width: 44rem)";
const HEIGHT = 150;
const TOP = 14;
const FOOT = 20;
/** Room for the scale, beside the first day. */
const SIDE = 46;
/** Below this part of the ceiling its line would leave the bars no room. */
const CEILING_IN_SIGHT = 0.3;

/**
 * A month's days as bars: what counted below, what the memory saved on top of it; time runs the way the desk's
 * language is read. What it shows stands in a table too.
 *
 * @param {Bar[]} bars One for each day.
 * @param {number | null} ceiling Of a day.
 * @param {string} label
 */
export function chart(bars, ceiling, label) {
  const element = svg("svg", { class: "chart", role: "img", "aria-label": label });
  const narrow = matchMedia(NARROW);
  const draw = () => {
    const width = narrow.matches ? WIDTHS.narrow : WIDTHS.wide;
    element.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    put(element, ...drawn(width, bars, ceiling));
  };
  draw();
  narrow.addEventListener("change", function again() {
    if (element.isConnected) draw();
    else narrow.removeEventListener("change", again);
  });
  return element;
}

/**
 * @param {number} width
 * @param {Bar[]} bars
 * @param {number | null} ceiling
 */
function drawn(width, bars, ceiling) {
  const highest = Math.max(...bars.map(({ spent, saved }) => spent + saved), 1);
  const isCeilingShown = ceiling !== null && ceiling > 0 && highest >= ceiling * CEILING_IN_SIGHT;
  const top = round(isCeilingShown ? Math.max(highest, ceiling) : highest);
  const y = (/** @type {number} */ n) => TOP + (HEIGHT - TOP - FOOT) * (1 - n / top);
  const step = (width - SIDE) / bars.length;
  const isRtl = words.direction === "rtl";
  const x = (/** @type {number} */ i) => (isRtl ? width - SIDE - (i + 1) * step : SIDE + i * step);
  const line = (/** @type {number} */ n, /** @type {string} */ kind) =>
    svg("line", { class: kind, x1: 0, x2: width, y1: y(n), y2: y(n) });
  const scale = (/** @type {number} */ n) =>
    svg("text", { x: isRtl ? width : 0, y: y(n) - 3, "text-anchor": isRtl ? "end" : "start" }, number(n));
  return [
    [0, top / 2, top].map((n) => line(n, "grid")),
    [top / 2, top].map(scale),
    bars.flatMap(({ spent, saved }, i) => [
      rect("saved", x(i) + step * 0.15, y(spent + saved), step * 0.7, y(spent) - y(spent + saved)),
      rect("spent", x(i) + step * 0.15, y(spent), step * 0.7, y(0) - y(spent)),
    ]),
    isCeilingShown && line(ceiling, "ceiling"),
    bars.flatMap(({ day }, i) =>
      i % 7 === 0
        ? [svg("text", { x: x(i) + step / 2, y: HEIGHT - 5, "text-anchor": "middle" }, number(Number(day.slice(8))))]
        : [],
    ),
  ];
}

/** @param {string} kind @param {number} x @param {number} y @param {number} width @param {number} height */
function rect(kind, x, y, width, height) {
  return height > 0 && svg("rect", { class: kind, x, y, width, height });
}

/** The next number above that is read at a glance: 2, 4, 6, 8 or 10 times a power of ten. @param {number} n */
function round(n) {
  const power = 10 ** Math.floor(Math.log10(n));
  return Math.max(2, Math.ceil(n / power / 2) * 2 * power);
}
