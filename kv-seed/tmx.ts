import { SaxesParser } from "saxes";
import { escapeText } from "../src/articles/text.ts";
import type { Report } from "./faults.ts";

/** One language's text of a unit. */
export interface TmxVariant {
  language: string;
  line: number;
  /** The segment as HTML, or null where there is none. */
  html: string | null;
}

export interface TmxUnit {
  line: number;
  /** The unit's own source language, where it differs from the file's. */
  srclang: string | null;
  variants: TmxVariant[];
}

export interface Tmx {
  srclang: string;
  /** The header's line. */
  line: number;
  units: TmxUnit[];
}

/** Elements of TMX 1.4b and where each may stand (§ "Content Markup", "Structural Elements"). */
const PARENTS: Record<string, string[]> = {
  tmx: [""],
  header: ["tmx"],
  body: ["tmx"],
  tu: ["body"],
  tuv: ["tu"],
  seg: ["tuv"],
  note: ["header", "tu", "tuv"],
  prop: ["header", "tu", "tuv"],
  ude: ["header"],
  map: ["ude"],
  ...Object.fromEntries(["bpt", "ept", "ph", "it", "ut", "hi"].map((name) => [name, ["seg", "hi", "sub"]])),
  sub: ["bpt", "ept", "ph", "it", "ut"],
};
/** Their content is native code: here, HTML. */
const NATIVE = new Set(["bpt", "ept", "ph", "it", "ut"]);

/**
 * A TMX 1.4b file's header and units, with the line of each. Text is escaped, native code taken as
 * it is, so that a segment is HTML. A DOCTYPE is read over and never resolved; one that declares
 * entities is refused. Null where the file is no TMX; every reason has been reported.
 */
export function parseTmx(text: string, report: Report): Tmx | null {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const open: string[] = [];
  const tmx: Tmx = { srclang: "", line: 0, units: [] };
  let startLine = 1;
  let broken = false;
  const refuse: Report = (line, message) => {
    broken = true;
    report(line, message);
  };

  parser.on("error", (error) => {
    // After the first one, the parser only guesses.
    if (!broken) refuse(parser.line, `not well-formed: ${error.message.replace(/^[\d:]+ /, "")}`);
  });
  parser.on("doctype", (doctype) => {
    const at = doctype.indexOf("<!ENTITY");
    if (at < 0) return;
    const linesAfter = doctype.slice(at).split("\n").length - 1;
    refuse(parser.line - linesAfter, "the DOCTYPE declares an entity; entities are refused");
  });
  parser.on("opentagstart", () => {
    startLine = parser.line;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const parent = open.at(-1) ?? "";
    open.push(name);
    if (broken) return;
    if (!PARENTS[name]?.includes(parent)) {
      report(startLine, parent === "" ? `<${name}> is not <tmx>` : `<${name}> has no place in <${parent}>`);
    }
    const unit = tmx.units.at(-1);
    if (name === "tmx" && attributes["version"] !== "1.4" && attributes["version"] !== "1.4b") {
      report(startLine, `version “${attributes["version"] ?? ""}” of TMX is not 1.4`);
    } else if (name === "header") {
      tmx.line = startLine;
      tmx.srclang = attributes["srclang"] ?? "";
    } else if (name === "tu") {
      tmx.units.push({ line: startLine, srclang: attributes["srclang"] ?? null, variants: [] });
    } else if (name === "tuv") {
      const language = attributes["xml:lang"];
      if (language === undefined) report(startLine, "<tuv> has no xml:lang");
      unit?.variants.push({ language: language ?? "", line: startLine, html: null });
    } else if (name === "seg") {
      const variant = unit?.variants.at(-1);
      if (variant && variant.html !== null) report(startLine, "<tuv> has more than one <seg>");
      if (variant) variant.html = "";
    }
  });
  const addText = (value: string) => {
    const variant = tmx.units.at(-1)?.variants.at(-1);
    if (broken || !open.includes("seg") || !variant) return;
    variant.html += open.some((name) => NATIVE.has(name)) ? value : escapeText(value);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text).close();
  if (!broken && tmx.line === 0) refuse(1, "has no <header>");
  return broken ? null : tmx;
}
