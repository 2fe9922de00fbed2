import { INLINE } from "../../articles/sanitize.ts";
import { escapeText } from "../../articles/text.ts";

/** Elements whose content is the native code of whatever the text was taken from (TMX 1.4b, "Content Markup"). */
const NATIVE = new Set(["bpt", "ept", "ph", "it", "ut"]);

/** Longest segment, characters: more than any paragraph has. */
const MOST_CHARACTERS = 100_000;

/** What tools call the formats that an article has too. */
const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ["bold", "strong"],
  ["italic", "em"],
  ["ulined", "u"],
  ["underline", "u"],
  ["underlined", "u"],
]);
const BREAKS = new Set(["lb", "br", "x-lb", "x-br", "linebreak"]);

type Attributes = Readonly<Record<string, string>>;

/** The native code that is being read, and how it was announced. */
interface Code {
  name: string;
  attributes: Attributes;
  text: string;
}

/**
 * One `<seg>` → HTML: text is escaped; native code that is HTML is taken as it is, what stands for bold, italic or
 * underlined text becomes that, and any other placeholder counts as text.
 */
export class SegmentReader {
  #html = "";
  #fault: string | null = null;
  #code: Code | null = null;
  /** Elements that `<bpt>` opened by their type, by `i`. */
  readonly #opened = new Map<string, string>();
  readonly #highlights: string[] = [];

  /** What makes the segment useless; null while nothing does. */
  get fault(): string | null {
    return this.#fault;
  }

  /** The whole segment. */
  get html(): string {
    return this.#html;
  }

  open(name: string, attributes: Attributes): void {
    if (NATIVE.has(name)) this.#code = { name, attributes, text: "" };
    if (name !== "hi") return;
    const element = ELEMENTS.get(attributes["type"]?.toLowerCase() ?? "") ?? "";
    this.#highlights.push(element);
    if (element !== "") this.#add(`<${element}>`);
  }

  close(name: string): void {
    if (NATIVE.has(name) && this.#code !== null) {
      this.#add(this.#markupOf(this.#code));
      this.#code = null;
    }
    if (name !== "hi") return;
    const element = this.#highlights.pop() ?? "";
    if (element !== "") this.#add(`</${element}>`);
  }

  text(value: string): void {
    if (this.#code === null) this.#add(escapeText(value));
    else if (this.#code.text.length + value.length > MOST_CHARACTERS) this.#tooLong();
    else this.#code.text += value;
  }

  #add(html: string): void {
    if (this.#html.length + html.length > MOST_CHARACTERS) this.#tooLong();
    else this.#html += html;
  }

  #tooLong(): void {
    this.#fault ??= `a segment of more than ${MOST_CHARACTERS.toLocaleString("en-GB")} characters`;
  }

  #markupOf({ name, attributes, text }: Code): string {
    if (isHtml(text)) return text;
    const type = attributes["type"]?.toLowerCase() ?? "";
    const i = attributes["i"] ?? "";
    const opened = this.#opened.get(i);
    const element = ELEMENTS.get(type);
    if (name === "bpt" && element !== undefined) {
      this.#opened.set(i, element);
      return `<${element}>`;
    }
    if (name === "ept" && opened !== undefined) {
      this.#opened.delete(i);
      return `</${opened}>`;
    }
    if (name === "ph" && BREAKS.has(type)) return "<br>";
    // A placeholder of the text's own: {name}, %s.
    if (name === "ph" && text.trim() !== "" && !text.includes("<")) return escapeText(text);
    this.#fault ??= `a <${name}> that says neither in HTML nor by its type what it stands for`;
    return "";
  }
}

/** Whether native code is nothing but HTML that a paragraph may have. */
function isHtml(text: string): boolean {
  const names = [...text.matchAll(/<\/?([a-z][\w:-]*)/gi)].map(([, name = ""]) => name.toLowerCase());
  return (
    names.length > 0 &&
    names.every((name) => INLINE.has(name)) &&
    text.trim().startsWith("<") &&
    text.trim().endsWith(">")
  );
}
