/** What an XML file consists of, as it comes. */
export interface XmlEvents {
  /** `line` is where the tag begins, from 1. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string, line: number): void;
  /** Some of the text between two tags, references resolved; a long one comes in pieces. */
  text(value: string, line: number): void;
  /** A character or a reference that XML forbids, left out: the element that it stands in is not to be trusted. */
  flaw(line: number, message: string): void;
}

/** The file cannot be read any further. */
export class XmlFault extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Longest tag or DOCTYPE, characters; anything else is passed on as it comes, however long. */
const MOST_TOKEN = 64 * 1024;
const NAME = "[\\p{L}_:][\\p{L}\\p{N}_:.\\-]*";
const TAG = new RegExp(`^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>$`, "u");
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "gu");
const END_TAG = new RegExp(`^</(${NAME})\\s*>$`, "u");
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 §2.2 forbids these
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** What may stand where text is cut in two: a reference that has not ended. */
const OPEN_REFERENCE = /&[^;\s<]{0,12}$/;

/**
 * Reads XML 1.0 as it streams in, and holds no more of it than one tag. A DOCTYPE is read over, never resolved; one
 * that declares entities is refused, so that no reference can grow. Nothing is ever fetched.
 */
export class XmlReader {
  readonly #events: XmlEvents;
  readonly #open: string[] = [];
  #rest = "";
  /** Characters that have to be there before it is worth reading on. */
  #enough = 0;
  #line = 1;
  /** The end of what is being read over: a comment, a processing instruction, or CDATA, whose text counts. */
  #inside: { end: string; isText: boolean; line: number } | null = null;
  #hasRoot = false;
  #atStart = true;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  /** The line that is being read. */
  get line(): number {
    return this.#line;
  }

  /** Takes the next piece. Throws XmlFault. */
  write(chunk: string): void {
    let text = this.#rest + chunk;
    if (text.length < this.#enough) {
      this.#rest = text;
      return;
    }
    // Half a line end waits for its other half (XML 1.0 §2.11).
    const half = text.endsWith("\r") ? "\r" : "";
    text = text.slice(0, text.length - half.length).replace(/\r\n?/g, "\n");
    this.#rest = text.slice(this.#consume(text)) + half;
    // A long tag that comes in small pieces is not looked through with each of them.
    this.#enough = this.#rest.length > 1_024 ? this.#rest.length * 1.5 : 0;
  }

  /** The file is at its end. Throws XmlFault. */
  close(): void {
    this.#rest = this.#rest.replace(/\r\n?/g, "\n");
    const rest = this.#rest.slice(this.#consume(this.#rest));
    if (this.#inside !== null) throw new XmlFault(this.#inside.line, "not well-formed: it never ends");
    const left = this.#open.at(-1);
    if (left !== undefined) throw new XmlFault(this.#line, `not well-formed: <${left}> never ends`);
    if (rest.trim() !== "") throw new XmlFault(this.#line, "not well-formed: it ends in a tag");
    if (!this.#hasRoot) throw new XmlFault(1, "not well-formed: there is no element");
  }

  /** Reads all that is whole; returns how far that is. */
  #consume(text: string): number {
    let at = 0;
    while (at < text.length) {
      const next = this.#inside === null ? this.#token(text, at) : this.#insideOf(text, at, this.#inside);
      if (next === at) return at;
      this.#count(text, at, next);
      at = next;
    }
    return at;
  }

  /** Where the token at `at` ends; `at` itself while it is not whole. */
  #token(text: string, at: number): number {
    if (text[at] !== "<") return this.#text(text, at);
    for (const [start, end, isText] of READ_OVER) {
      if (text.startsWith(start, at)) {
        if (start === "<?" && !this.#isDeclarationWhole(text, at)) return at;
        if (isText && this.#open.length === 0) this.#fail("CDATA stands outside of the element");
        this.#inside = { end, isText, line: this.#line };
        return at + start.length;
      }
      if (start.startsWith(text.slice(at, at + start.length))) return at;
    }
    const end = text.startsWith("<!", at) ? doctypeEnd(text, at) : tagEnd(text, at);
    if (end === null) {
      if (text.length - at > MOST_TOKEN) this.#fail("a tag of more than 64 KiB");
      return at;
    }
    const token = text.slice(at, end);
    if (token.startsWith("<!")) this.#doctype(token);
    else if (token.startsWith("</")) this.#end(token);
    else this.#start(token);
    this.#atStart = false;
    return end;
  }

  /** The declaration must not name another encoding than the one that the bytes were read in. */
  #isDeclarationWhole(text: string, at: number): boolean {
    if (!this.#atStart) return true;
    if (text.length - at < "<?xml".length && "<?xml".startsWith(text.slice(at))) return false;
    if (!text.startsWith("<?xml", at)) return true;
    const end = text.indexOf("?>", at);
    if (end < 0 && text.length - at > MOST_TOKEN) this.#fail("the declaration never ends");
    if (end < 0) return false;
    const [, encoding] = /encoding\s*=\s*["']([^"']*)/.exec(text.slice(at, end)) ?? [];
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw new XmlFault(this.#line, `declares ${encoding}; only UTF-8 is read`);
    }
    this.#atStart = false;
    return true;
  }

  #text(text: string, at: number): number {
    const found = text.indexOf("<", at);
    let end = found < 0 ? text.length : found;
    if (found < 0) end -= OPEN_REFERENCE.exec(text.slice(Math.max(at, end - 14), end))?.[0].length ?? 0;
    const value = text.slice(at, end);
    if (this.#open.length === 0) {
      if (value.trim() !== "") this.#fail("there is text outside of the element");
    } else if (value !== "") this.#events.text(this.#resolved(value), this.#line);
    return end;
  }

  #insideOf(text: string, at: number, { end, isText }: { end: string; isText: boolean }): number {
    const found = text.indexOf(end, at);
    const upTo = found < 0 ? Math.max(at, text.length - end.length + 1) : found;
    if (isText && upTo > at) this.#events.text(this.#allowed(text.slice(at, upTo)), this.#line);
    if (found >= 0) this.#inside = null;
    return found < 0 ? upTo : found + end.length;
  }

  #doctype(token: string): void {
    if (!token.startsWith("<!DOCTYPE") || this.#hasRoot) this.#fail("a declaration stands where none may");
    const at = token.indexOf("<!ENTITY");
    if (at < 0) return;
    const line = this.#line + token.slice(0, at).split("\n").length - 1;
    throw new XmlFault(line, "the DOCTYPE declares an entity; entities are refused");
  }

  #start(token: string): void {
    const [, name, list = "", slash] = TAG.exec(token) ?? [];
    if (name === undefined) this.#fail("a tag cannot be read");
    if (this.#open.length === 0 && this.#hasRoot) this.#fail(`<${name}> stands after the end`);
    this.#hasRoot = true;
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [, key = "", double, single] of list.matchAll(ATTRIBUTE)) {
      if (key in attributes) this.#fail(`<${name}> has ${key} twice`);
      attributes[key] = this.#resolved((double ?? single ?? "").replace(/[\t\n]/g, " "));
    }
    this.#events.open(name as string, attributes, this.#line);
    if (slash === "/") this.#events.close(name as string, this.#line);
    else this.#open.push(name as string);
  }

  #end(token: string): void {
    const [, name] = END_TAG.exec(token) ?? [];
    const open = this.#open.pop();
    if (name === undefined || name !== open) {
      this.#fail(
        open === undefined ? `${token.slice(0, 40)} ends nothing` : `${token.slice(0, 40)} stands where <${open}> ends`,
      );
    }
    this.#events.close(name as string, this.#line);
  }

  #resolved(value: string): string {
    const text = value.includes("&")
      ? value.replace(
          /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|&/gi,
          (whole, hex?: string, decimal?: string, name?: string) => {
            const point = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
            const known = name === undefined ? fromCodePoint(point) : REFERENCES.get(name);
            if (known === undefined) this.#events.flaw(this.#line, `“${whole}” is no reference that XML knows`);
            return known ?? "";
          },
        )
      : value;
    return this.#allowed(text);
  }

  #allowed(text: string): string {
    if (text.search(FORBIDDEN) < 0) return text;
    this.#events.flaw(this.#line, "a control character, which XML forbids");
    return text.replace(FORBIDDEN, "");
  }

  #count(text: string, from: number, to: number): void {
    for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) this.#line++;
  }

  #fail(message: string): never {
    throw new XmlFault(this.#line, `not well-formed: ${message}`);
  }
}

/** What is read up to its end; of CDATA the text counts. */
const READ_OVER = [
  ["<!--", "-->", false],
  ["<?", "?>", false],
  ["<![CDATA[", "]]>", true],
] as const;

/** Behind the `>` that ends a tag, which none in quotes does; null while it has not come. */
function tagEnd(text: string, at: number): number | null {
  let quote = "";
  for (let i = at + 1; i < text.length && i - at <= MOST_TOKEN; i++) {
    const c = text[i] as string;
    if (quote !== "") quote = c === quote ? "" : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === ">") return i + 1;
  }
  return null;
}

/** Behind the `>` that ends a DOCTYPE, which none in quotes, in a comment or in its subset does. */
function doctypeEnd(text: string, at: number): number | null {
  // What does not end takes all that is left, so that each character is looked at once.
  const part = /"[^"]*(?:"|$)|'[^']*(?:'|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|[[\]>]/g;
  part.lastIndex = at + 2;
  let depth = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    if (found[0] === "[") depth++;
    else if (found[0] === "]") depth--;
    else if (found[0] === ">" && depth <= 0) return found.index + 1;
  }
  return null;
}

function fromCodePoint(point: number): string | undefined {
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}
