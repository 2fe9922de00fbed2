import type { Article, Rendition } from "../../../src/articles/article.ts";
import { type Content, contentOf, type Draft, DraftSchema } from "../../../src/articles/draft.ts";
import { join, ownRendition } from "../../../src/translation/join.ts";
import { memoryKey } from "../../../src/translation/memory-key.ts";
import { plan } from "../../../src/translation/plan.ts";

export const SOURCE = "fr";
export const EDITIONS = ["fr", "en", "ar"];
/** Each article has one of ten sections and one of ten themes: twenty tags, each with a tenth of all articles. */
export const TAGS = [...Array(20).keys()].map((n) => (n < 10 ? `section-${n}` : `theme-${n - 10}`));

/** Stands in a text's template for the article's number, which makes each paragraph one of its own. */
const MARK = "7770777";
const TEMPLATES = 16;
const PARAGRAPHS = 8;
const EVERY_MS = 30 * 60_000;

/** One entry of an edition's translation memory, without its number. */
export interface MemoryText {
  key: string;
  source: string;
  target: string;
}

/** Article `i` of `n`, in every shape in which the service keeps it. */
export class Corpus {
  readonly #n: number;
  /** When the `n`-th was published, milliseconds since the epoch. */
  readonly #last: number;
  readonly #templates = [...Array(TEMPLATES).keys()].map(template);

  constructor(n: number, last: number) {
    this.#n = n;
    this.#last = last;
  }

  slug(i: number): string {
    return `l-assemblee-generale-s-ouvre-a-marrakech-${numbered(i)}`;
  }

  /** Every half hour one; those beyond the `n`-th follow each other by the second, so that none is in the future. */
  publishedAt(i: number): number {
    return this.#last - (this.#n - 1 - i) * (i < this.#n ? EVERY_MS : 1_000);
  }

  tags(i: number): string[] {
    return [TAGS[i % 10] as string, TAGS[10 + (Math.floor(i / 10) % 10)] as string];
  }

  draft(i: number): Draft {
    const published_at = new Date(this.publishedAt(i)).toISOString();
    return this.#filled(
      { ...this.#of(i).draft, tags: this.tags(i), tag_labels: labels(this.tags(i)), published_at },
      i,
    );
  }

  content(i: number): Content {
    const tags = this.tags(i);
    return this.#filled({ ...this.#of(i).content, tags, tag_labels: labels(tags) }, i);
  }

  article(i: number): Article {
    return this.#filled(this.#article(i), i);
  }

  /** As the edition keeps it: a string, which pages repeat. */
  rendition(i: number, language: string): string {
    const article = this.#article(i);
    if (language === SOURCE) return this.#text(ownRendition(article), i);
    const { translations } = this.#of(i);
    const translated = (translations.get(language) as Translation).rendition;
    const { published_at, updated_at, tags, id, slug } = article;
    const translation = translated.translation && { ...translated.translation, translated_at: updated_at };
    const tag_labels = labels(tags, language);
    return this.#text({ ...translated, id, slug, published_at, updated_at, tags, tag_labels, translation }, i);
  }

  /** What the memory of an edition has of an article's paragraphs. */
  memory(i: number, language: string): MemoryText[] {
    const { memory } = this.#of(i).translations.get(language) as Translation;
    const number = numbered(i);
    return memory.map((entry) => {
      const source = entry.source.replaceAll(MARK, number);
      return { key: memoryKey(SOURCE, language, source), source, target: entry.target.replaceAll(MARK, number) };
    });
  }

  /** What it has of the tags' labels. */
  labelMemory(language: string): MemoryText[] {
    return TAGS.map((tag) => {
      const source = labelOf(tag);
      return { key: memoryKey(SOURCE, language, source), source, target: translated(source, language) };
    });
  }

  #of(i: number): Template {
    return this.#templates[i % TEMPLATES] as Template;
  }

  #article(i: number): Article {
    const tags = this.tags(i);
    const at = new Date(this.publishedAt(i)).toISOString();
    const content: Content = { ...this.#of(i).content, tags, tag_labels: labels(tags) };
    const identity = { id: `a${i + 1}`, slug: this.slug(i), revision: 1 };
    return { ...identity, ...content, published_at: at, updated_at: at };
  }

  #text(value: object, i: number): string {
    return JSON.stringify(value).replaceAll(MARK, numbered(i));
  }

  #filled<T extends object>(value: T, i: number): T {
    return JSON.parse(this.#text(value, i)) as T;
  }
}

interface Translation {
  rendition: Rendition;
  memory: Omit<MemoryText, "key">[];
}

interface Template {
  draft: Draft;
  content: Content;
  translations: Map<string, Translation>;
}

function template(n: number): Template {
  const draft = DraftSchema.parse({
    language: SOURCE,
    title: `Marrakech accueille l’assemblée générale d’INTERPOL et ses délégués, ${MARK}`,
    summary: `Plus de 800 délégués y sont attendus ; c’est la dépêche ${MARK}.`,
    body_markdown: [...Array(PARAGRAPHS).keys()].map((at) => paragraph(n, at)).join("\n\n"),
    authors: [{ name: "Amina Benali" }],
    tags: [],
    tag_labels: {},
    rights: "© 2026 Dragoman",
    published_at: new Date(0).toISOString(),
  });
  const content = contentOf(draft);
  if (!content.ok) throw new Error(`the corpus's template is no article: ${content.error}`);
  const translations = EDITIONS.filter((language) => language !== SOURCE).map((language): [string, Translation] => [
    language,
    translation(content.value, language),
  ]);
  return { draft, content: content.value, translations: new Map(translations) };
}

/** Through the project's own plan and join, so that it is just what the edition would have made. */
function translation(content: Content, language: string): Translation {
  const at = new Date(0).toISOString();
  const article: Article = { id: "", slug: "", revision: 1, ...content, published_at: at, updated_at: at };
  const units = plan(article, language);
  const memory = units.map(({ encoded }) => ({ source: encoded.text, target: translated(encoded.text, language) }));
  const known = new Map(
    units.map(({ key }, at) => [key ?? "", { target: memory[at]?.target ?? "", engine: "deepl" as const }]),
  );
  const bought = new Set(known.keys());
  const joined = join({ article, language, units, known, bought, previous: null, now: 0 });
  if (!joined.ok) throw new Error(`the corpus's translation fails the checks: ${joined.error.join(", ")}`);
  return { rendition: joined.value, memory };
}

/** About 330 characters. */
function paragraph(n: number, at: number): string {
  if (at === 4) return `## À l’ordre du jour, ${n}, ${MARK}`;
  return `L’assemblée générale s’ouvre à Marrakech, où **196 pays** ont été invités ; elle dure ${n + at} jours. Les délégués y parlent de coopération, d’escroqueries en ligne et de criminalité organisée. Le programme est [publié](https://news.example/programme?jour=${at}&lang=fr&depeche=${MARK}), et les votes sont publics, a dit le président (${MARK}).`;
}

/** Each letter between tags becomes another, in the target's script: as long as the source, and as different as can be. */
function translated(text: string, language: string): string {
  const [first, count] = language === "ar" ? [0x0627, 20] : [0x61, 26];
  const letter = (c: string) =>
    String.fromCodePoint((first as number) + (((c.codePointAt(0) as number) * 7) % (count as number)));
  return text.replace(/[^<>]+(?=<|$)/g, (run) => run.replace(/\p{L}/gu, letter));
}

function labelOf(tag: string): string {
  return `Le dossier de la ${tag.replace("-", " ")}`;
}

function labels(tags: string[], language: string = SOURCE): Record<string, string> {
  const label = (tag: string) => (language === SOURCE ? labelOf(tag) : translated(labelOf(tag), language));
  return Object.fromEntries(tags.map((tag) => [tag, label(tag)]));
}

/** As long as the mark that it stands for. */
function numbered(i: number): string {
  return String(i).padStart(MARK.length, "0");
}
