import { SegmentReader } from "./segment-reader.ts";
import { type XmlEvents, XmlFault, XmlReader } from "./xml-reader.ts";

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

/** Takes down what is wrong, and where, by line from 1. */
export type Report = (line: number, message: string) => void;

export interface TmxEvents {
  /** The header's source language. May throw XmlFault: then nothing more is read. */
  header(srclang: string, line: number): void;
  unit(unit: TmxUnit): void;
  /** What is wrong with one unit, which does not come then, or with the file as such. */
  report: Report;
}

/** Elements of TMX 1.4b and where each may stand (§ "Content Markup", "Structural Elements"). */
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["tmx", [""]],
  ["header", ["tmx"]],
  ["body", ["tmx"]],
  ["tu", ["body"]],
  ["tuv", ["tu"]],
  ["seg", ["tuv"]],
  ["note", ["header", "tu", "tuv"]],
  ["prop", ["header", "tu", "tuv"]],
  ["ude", ["header"]],
  ["map", ["ude"]],
  ...["bpt", "ept", "ph", "it", "ut", "hi"].map((name): [string, string[]] => [name, ["seg", "hi", "sub"]]),
  ["sub", ["bpt", "ept", "ph", "it", "ut"]],
]);
/** Languages of a unit that are read. */
const MOST_VARIANTS = 200;

/**
 * Reads a TMX 1.4b file as it streams in, and holds one unit of it. What is wrong with a unit is reported and stops
 * no other; a file that is no XML, or no TMX, throws XmlFault where that shows.
 */
export class TmxReader implements XmlEvents {
  readonly #events: TmxEvents;
  readonly #xml = new XmlReader(this);
  readonly #path: string[] = [];
  #hasHeader = false;
  #unit: TmxUnit | null = null;
  #isBroken = false;
  #segment: SegmentReader | null = null;

  constructor(events: TmxEvents) {
    this.#events = events;
  }

  /** The line that is being read. */
  get line(): number {
    return this.#xml.line;
  }

  /** Throws XmlFault. */
  write(text: string): void {
    this.#xml.write(text);
  }

  /** Throws XmlFault. */
  end(): void {
    this.#xml.close();
    if (!this.#hasHeader) throw new XmlFault(1, "has no <header>");
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const parent = this.#path.at(-1) ?? "";
    this.#path.push(name);
    if (!PARENTS.get(name)?.includes(parent)) {
      if (parent === "") throw new XmlFault(line, `<${name}> is not <tmx>`);
      this.#wrong(line, `<${name}> has no place in <${parent}>`);
    }
    if (this.#segment !== null) {
      this.#segment.open(name, attributes);
      return;
    }
    switch (name) {
      case "tmx":
        this.#version(attributes["version"] ?? "", line);
        break;
      case "header":
        this.#hasHeader = true;
        this.#events.header(attributes["srclang"] ?? "", line);
        break;
      case "tu":
        this.#unit = { line, srclang: attributes["srclang"] ?? null, variants: [] };
        this.#isBroken = false;
        break;
      case "tuv":
        this.#variant(attributes["xml:lang"] ?? attributes["lang"], line);
        break;
      case "seg":
        if (this.#unit?.variants.at(-1)?.html != null) this.#wrong(line, "<tuv> has more than one <seg>");
        this.#segment = new SegmentReader();
        break;
    }
  }

  close(name: string, line: number): void {
    this.#path.pop();
    if (name === "seg" && this.#segment !== null) {
      const variant = this.#unit?.variants.at(-1);
      if (this.#segment.fault !== null) this.#wrong(variant?.line ?? line, this.#segment.fault);
      if (variant) variant.html = this.#segment.html;
      this.#segment = null;
    } else if (this.#segment !== null) this.#segment.close(name);
    if (name !== "tu" || this.#unit === null) return;
    if (!this.#hasHeader) throw new XmlFault(this.#unit.line, "has no <header>");
    if (!this.#isBroken) this.#events.unit(this.#unit);
    this.#unit = null;
  }

  text(value: string): void {
    this.#segment?.text(value);
  }

  flaw(line: number, message: string): void {
    this.#wrong(line, message);
  }

  #version(version: string, line: number): void {
    if (version !== "1.4" && version !== "1.4b") this.#events.report(line, `version “${version}” of TMX is not 1.4`);
  }

  #variant(language: string | undefined, line: number): void {
    if (language === undefined) this.#wrong(line, "<tuv> has no xml:lang");
    if (this.#unit === null) return;
    if (this.#unit.variants.length === MOST_VARIANTS) this.#wrong(line, `more than ${MOST_VARIANTS} languages`);
    else this.#unit.variants.push({ language: language ?? "", line, html: null });
  }

  #wrong(line: number, message: string): void {
    this.#isBroken = true;
    this.#events.report(line, message);
  }
}
