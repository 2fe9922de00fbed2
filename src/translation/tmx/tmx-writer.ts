import type { RootContent } from "hast";
import { parseFragment } from "../../articles/fragment.ts";
import { serialize } from "../../articles/sanitize.ts";
import { cleanText } from "../../articles/text.ts";
import type { LanguagePair } from "../engine.ts";

/** A paragraph of the memory as TMX tells it. Source and target are as the memory keeps them (markup.ts). */
export interface TmxEntry {
  key: string;
  source: string;
  target: string;
  origin: string;
  engine: string;
  /** Whose wording it is, or null. */
  reviewer: string | null;
  outdated: boolean;
  /** Articles that have used it. */
  uses: number;
  /** Milliseconds since the epoch. */
  created_at: number;
}

/** The beginning of a TMX 1.4b file; the same memory gives the same bytes. */
export function tmxHead({ source }: LanguagePair): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Dragoman" creationtoolversion="1" segtype="paragraph" o-tmf="Dragoman" adminlang="en" srclang="${xml(source)}" datatype="html"/>
<body>
`;
}

export const TMX_END = "</body>\n</tmx>\n";

/** One `<tu>`. Markup goes as native code that keeps the memory's numbers, so that reading it gives the entry again. */
export function tmxUnit(entry: TmxEntry, pair: LanguagePair): string {
  const { key, origin, engine, reviewer, outdated, uses, created_at } = entry;
  const date = `${new Date(created_at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const who = xml(reviewer ?? engine);
  const props = [
    ["x-origin", origin],
    ["x-engine", engine],
    ...(reviewer === null ? [] : [["x-reviewer", reviewer]]),
    ...(outdated ? [["x-outdated", "yes"]] : []),
  ].map(([type, value]) => `<prop type="${type}">${xml(value as string)}</prop>`);
  return `<tu tuid="${xml(key)}" usagecount="${uses}" creationdate="${date}" creationid="${who}" changedate="${date}" changeid="${who}">
${props.join("")}
${variant(pair.source, entry.source)}
${variant(pair.target, entry.target)}
</tu>
`;
}

function variant(language: string, encoded: string): string {
  return `<tuv xml:lang="${xml(language)}"><seg>${segment(encoded)}</seg></tuv>`;
}

/** Types that TMX recommends (§ "type"); others are `x-` and the element's name. */
const TYPES: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "ulined",
  a: "link",
  br: "lb",
};

function segment(encoded: string): string {
  if (!/[<&]/.test(encoded)) return xml(encoded);
  return parseFragment(encoded).children.map(written).join("");
}

function written(node: RootContent): string {
  if (node.type === "text") return xml(node.value);
  if (node.type !== "element") return "";
  const number = Number(node.properties["id"]) + 1;
  const type = TYPES[node.tagName] ?? `x-${node.tagName}`;
  const whole = serialize(node);
  const end = `</${node.tagName}>`;
  // Code, names: nothing for a translator to touch.
  if (node.properties["translate"] === "no" || !whole.endsWith(end)) {
    return `<ph x="${number}" type="${type}">${xml(whole)}</ph>`;
  }
  const begin = serialize({ ...node, children: [] }).slice(0, -end.length);
  const inside = node.children.map(written).join("");
  return `<bpt i="${number}" x="${number}" type="${type}">${xml(begin)}</bpt>${inside}<ept i="${number}">${xml(end)}</ept>`;
}

const REFERENCES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function xml(text: string): string {
  return cleanText(text).replace(/[&<>"]/g, (c) => REFERENCES[c] as string);
}
