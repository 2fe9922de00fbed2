import { fail, ok, type Result } from "../src/articles/result.ts";
import { sanitizedInline, serialize } from "../src/articles/sanitize.ts";
import type { LanguagePair } from "../src/translation/engine.ts";
import { type Encoded, encodeMarkup } from "../src/translation/markup.ts";
import { accepted } from "../src/translation/plan.ts";

/** A pair of segments as the translation memory keeps it. */
export interface MemoryPair {
  source: string;
  target: string;
}

/**
 * Two segments in HTML → what the memory keeps of them, or what is wrong: the pair passes the
 * checks that an engine's answer passes, and comes back from the memory as it was written.
 */
export function memoryPair(sourceHtml: string, targetHtml: string, pair: LanguagePair): Result<MemoryPair, string> {
  const [source, target] = [canonical(sourceHtml), canonical(targetHtml)];
  if (source === "") return fail("the source is empty");
  const encoded = encodeMarkup(source);
  const answer = numberedAs(encoded, encodeMarkup(target));
  if (!answer.ok) return answer;
  const unit = { place: "", html: source, encoded, key: null };
  const decoded = accepted(unit, answer.value, pair);
  if (!decoded.ok) return fail(`the translation is refused: ${decoded.error.check}`);
  if (decoded.value.html !== target) return fail("the translation's markup does not come back as it was written");
  return ok({ source: encoded.text, target: answer.value });
}

function canonical(html: string): string {
  return serialize(sanitizedInline(html.replace(/[ \t\r\n]+/g, " "))).trim();
}

/**
 * A translation may put the source's elements in another order. Each gets the number of the
 * source's element that it is: the same name and attributes.
 */
function numberedAs(source: Encoded, target: Encoded): Result<string, string> {
  const free = new Map(source.elements.map((element, id) => [id, identity(element)]));
  const numbers: number[] = [];
  for (const element of target.elements) {
    const [id] = [...free].find(([, other]) => other === identity(element)) ?? [];
    if (id === undefined) return fail(`the translation has a <${element.tagName}> that the source has not`);
    free.delete(id);
    numbers.push(id);
  }
  const lost = [...free.keys()][0];
  if (lost !== undefined) return fail(`the translation lacks the source's <${source.elements[lost]?.tagName}>`);
  return ok(
    target.text.replace(/(<[a-z]+) id="(\d+)"/g, (_, tag: string, id: string) => `${tag} id="${numbers[+id]}"`),
  );
}

function identity({ tagName, properties }: Encoded["elements"][number]): string {
  return JSON.stringify([tagName, Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
