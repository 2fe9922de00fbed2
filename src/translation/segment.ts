import { parseFragment, TooDeep } from "../articles/fragment.ts";
import { fail, ok, type Result } from "../articles/result.ts";
import { INLINE, sanitizedInline, serialize } from "../articles/sanitize.ts";
import { cleanText, textOf } from "../articles/text.ts";
import { type CheckOptions, checkTranslation, firstError } from "./checks/checks.ts";
import type { Finding } from "./checks/finding.ts";
import { DEFAULT_CHECKS } from "./checks/settings.ts";
import type { LanguagePair } from "./engine.ts";
import { decodeMarkup, type Encoded, encodeMarkup } from "./markup.ts";
import { type Accepted, accepted, type PlannedUnit } from "./plan.ts";

/** A pair of segments as the translation memory keeps it. */
export interface MemoryPair {
  source: string;
  target: string;
}

/**
 * Two segments in HTML → what the memory keeps of them, or what is wrong: the pair passes the
 * checks that an engine's answer passes, and comes back from the memory as it was written.
 * Segments may also be as the memory keeps them, elements numbered and without attributes.
 */
export function memoryPair(
  sourceHtml: string,
  targetHtml: string,
  pair: LanguagePair,
  checks: CheckOptions = { settings: DEFAULT_CHECKS },
): Result<MemoryPair, string> {
  if (NUMBERED.test(sourceHtml) || NUMBERED.test(targetHtml)) return numberedPair(sourceHtml, targetHtml, pair, checks);
  const source = canonical(sourceHtml);
  if (source === null) return fail("the source is nested too deep");
  if (source === "") return fail("the source is empty");
  const unit = { place: "", html: source, encoded: encodeMarkup(source), key: null };
  const wording = wordingFor(unit, targetHtml, pair, checks);
  if (!wording.ok) return fail(refusal(firstError(wording.error) as Finding));
  return ok({ source: unit.encoded.text, target: wording.value.target });
}

/** A translation in HTML: as the memory keeps it, and with what the checks said of it. */
export interface Wording extends Accepted {
  target: string;
}

/**
 * A paragraph's translation as a person writes it, with the source's elements and their attributes, in any
 * order → what the memory keeps. Fails with all that the checks found, an error among it.
 */
export function wordingFor(
  unit: PlannedUnit,
  targetHtml: string,
  pair: LanguagePair,
  options: CheckOptions,
): Result<Wording, Finding[]> {
  const html = canonical(targetHtml);
  if (html === null) return fail(markupFault("it is nested too deep"));
  const target = numberedAs(unit.encoded, encodeMarkup(html));
  if (!target.ok) return fail(markupFault(target.error));
  const text = accepted(unit, target.value, pair, options);
  if (!text.ok) {
    const decoded = decodeMarkup(target.value, unit.encoded.elements);
    return fail(decoded.ok ? checkTranslation(unit.html, decoded.value, pair, options) : [text.error]);
  }
  if (text.value.html !== html)
    return fail(markupFault("the translation's markup does not come back as it was written"));
  return ok({ ...text.value, target: target.value });
}

function markupFault(what: string): Finding[] {
  return [{ check: "tag-mismatch", severity: "error", detail: `Markup: ${what}.` }];
}

function refusal({ check, detail }: Finding): string {
  return `the translation is refused: ${check}: ${detail}`;
}

/** Null where it is nested too deep. */
function canonical(html: string): string | null {
  const line = html.replace(/[ \t\r\n]+/g, " ");
  // Most segments of a large file are plain text, and need no parser.
  if (!/[<&]/.test(line)) return cleanText(line).trim();
  try {
    return serialize(sanitizedInline(line)).trim();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

/**
 * A translation may put the source's elements in another order. Each gets the number of the
 * source's element that it is: the same name and attributes, and the same text where that stays as it is.
 */
function numberedAs(source: Encoded, target: Encoded): Result<string, string> {
  // The first of those that are alike comes last, where it is taken from.
  const ids = [...source.elements.keys()].reverse();
  const free = Map.groupBy(ids, (id) => identity(source.elements[id] as Encoded["elements"][number]));
  const numbers: number[] = [];
  for (const element of target.elements) {
    const id = free.get(identity(element))?.pop();
    if (id === undefined) return fail(`the translation has a <${element.tagName}> that the source has not`);
    numbers.push(id);
  }
  const [lost] = [...free.values()].flat().sort((a, b) => a - b);
  if (lost !== undefined) return fail(`the translation lacks the source's <${source.elements[lost]?.tagName}>`);
  return ok(
    target.text.replace(/(<[a-z]+) id="(\d+)"/g, (_, tag: string, id: string) => `${tag} id="${numbers[+id]}"`),
  );
}

function identity({ tagName, properties, verbatim }: Encoded["elements"][number]): string {
  const attributes = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([tagName, attributes, verbatim && serialize(verbatim)]);
}

/** No inline element of an article has an id that begins with a digit. */
const NUMBERED = /<[a-z]+ id="\d+"/;

/** A pair as the memory keeps it: the source's numbers follow its order, and the translation has the same elements. */
function numberedPair(
  source: string,
  target: string,
  pair: LanguagePair,
  checks: CheckOptions,
): Result<MemoryPair, string> {
  const encoded = numberedSource(source);
  if (encoded === null) return fail("the numbers of the source's elements are not those of the memory");
  const html = decodeMarkup(encoded.text, encoded.elements);
  if (!html.ok) return fail(html.error);
  const text = accepted({ place: "", html: html.value, encoded, key: null }, target, pair, checks);
  if (!text.ok) return fail(refusal(text.error));
  return ok({ source: encoded.text, target });
}

/** The elements of a numbered text, as far as they can be known without their attributes; null where it is none. */
function numberedSource(text: string): Encoded | null {
  const elements: Encoded["elements"] = [];
  type Nodes = ReturnType<typeof parseFragment>["children"];
  const walk = (nodes: Nodes, parent: number | null): boolean =>
    nodes.every((node) => {
      if (node.type !== "element") return node.type === "text";
      const { id, translate, ...others } = node.properties;
      const number = elements.length;
      if (!INLINE.has(node.tagName) || id !== String(number) || Object.keys(others).length > 0) return false;
      // A link without an address would not outlive the sanitizer.
      const properties = node.tagName === "a" ? { href: "https://link.invalid/" } : {};
      const verbatim = translate === "no" ? node.children : null;
      elements.push({ tagName: node.tagName, properties, parent, verbatim });
      return verbatim === null ? walk(node.children, number) : true;
    });
  try {
    const tree = parseFragment(text);
    if (!walk(tree.children, null) || serialize(tree) !== text || textOf(text).trim() === "") return null;
    return { text, elements };
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}
