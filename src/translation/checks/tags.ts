import { VERBATIM } from "../prose.ts";
import type { Check } from "./compared.ts";
import { surplus } from "./counts.ts";

const VOID = new Set(["br", "wbr", "img"]);
/** Attributes that a translation keeps; language and direction may change with the text. */
const KEPT = /^(?:href|src|translate|datetime)="/;
const ATTRIBUTE = /[a-z][a-z-]*="[^"]*"/g;

/** Elements lost, added, renamed, moved into one another, or leading elsewhere. */
export const tagMismatch: Check = ({ source, target }) => {
  if (!source.html.includes("<") && !target.html.includes("<")) return null;
  const found = elementsIn(target.html);
  if (found === null) return { detail: "The markup is not well nested." };
  const expected = elementsIn(source.html) ?? [];
  const lost = surplus(expected, found);
  const added = surplus(found, expected);
  if (lost.length === 0 && added.length === 0) return null;
  const parts = [
    lost.length > 0 ? `missing ${lost.slice(0, 3).join(", ")}` : "",
    added.length > 0 ? `not in the source ${added.slice(0, 3).join(", ")}` : "",
  ];
  return { detail: `Markup: ${parts.filter((part) => part !== "").join("; ")}.` };
};

/**
 * Each element with what it leads to and what it stands in, as `<a href="…"> in <em>`; null where elements overlap or
 * stay open. One pass: markup that is not canonical costs no more.
 */
function elementsIn(html: string): string[] | null {
  const elements: string[] = [];
  const open: { name: string; label: string; verbatim: boolean; from: number; index: number }[] = [];
  for (const { start, end } of tagsIn(html)) {
    const inside = html.slice(start + 1, end);
    const name = /^\/?([a-z][a-z0-9]*)/.exec(inside)?.[1];
    if (name === undefined) continue;
    if (inside.startsWith("/")) {
      const last = open.pop();
      if (last?.name !== name) return null;
      if (last.verbatim) elements[last.index] += ` of “${html.slice(last.from, start)}”`;
      continue;
    }
    const kept = (inside.match(ATTRIBUTE) ?? []).filter((attribute) => KEPT.test(attribute)).sort();
    const label = `<${[name, ...kept].join(" ")}>`;
    const around = open.at(-1)?.label;
    elements.push(around === undefined ? label : `${label} in ${around}`);
    const verbatim = VERBATIM.has(name) || kept.includes('translate="no"');
    if (!VOID.has(name)) open.push({ name, label, verbatim, from: end + 1, index: elements.length - 1 });
  }
  return open.length === 0 ? elements : null;
}

/** Where tags begin and end; a `>` in a quoted attribute ends none. */
function* tagsIn(html: string): Generator<{ start: number; end: number }> {
  let start = html.indexOf("<");
  while (start >= 0) {
    let end = start + 1;
    for (let isQuoted = false; end < html.length && (isQuoted || html[end] !== ">"); end++) {
      if (html[end] === '"') isQuoted = !isQuoted;
    }
    if (end >= html.length) return;
    yield { start, end };
    start = html.indexOf("<", end + 1);
  }
}
