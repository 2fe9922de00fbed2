import type { Article, Engine, Provenance, Rendition, Story } from "../articles/article.ts";
import { isCanonical } from "../articles/body.ts";
import { bodyHtml } from "../articles/render.ts";
import { fail, ok, type Result } from "../articles/result.ts";
import { sourceDigests } from "../articles/source-digests.ts";
import { textOf } from "../articles/text.ts";
import { lettersIn } from "./checks/compared.ts";
import { isEcho } from "./checks/same-as-source.ts";
import { DEFAULT_CHECKS, onlyThese } from "./checks/settings.ts";
import type { LanguagePair } from "./engine.ts";
import { decodeMarkup } from "./markup.ts";
import { accepted, type PlannedUnit } from "./plan.ts";
import { isReviewed, type Review, type ReviewedText } from "./review.ts";
import { type Translated, withTranslations } from "./units.ts";

/** What the memory has for a key. */
export type Known = ReadonlyMap<string, { target: string; engine: Engine }>;

export interface Joining {
  article: Article;
  language: string;
  units: PlannedUnit[];
  known: Known;
  /** Keys bought for this rendition; all others came from the memory. */
  bought: ReadonlySet<string>;
  /** The rendition that this one takes over from, if any. */
  previous: Rendition | null;
  review: Review | null;
  /** Whether a person's act is why: another wording then is news to readers. */
  byPerson: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** When its text was there, where that was before now: it may have waited for its approval. */
  madeAt?: number;
}

/**
 * Paragraphs back into an article in the edition's language. Fails with the keys whose entry is
 * missing or does not pass the checks; with none when the whole does not survive the sanitizer.
 */
export function join(joining: Joining): Result<Rendition, string[]> {
  const { article, language, units, known } = joining;
  const pair = { source: article.language, target: language };
  const translated = new Map<string, Translated>();
  const faulty: string[] = [];
  for (const unit of units) {
    const entry = unit.key === null ? null : known.get(unit.key);
    const html = entry && decoded(unit, entry, pair);
    if (unit.key === null) translated.set(unit.place, { html: unit.html, engine: null });
    else if (entry && html?.ok) translated.set(unit.place, { html: html.value, engine: entry.engine });
    else faulty.push(unit.key);
  }
  if (faulty.length > 0) return fail(faulty);
  if (isAllEcho(units, translated)) return fail(units.flatMap(({ key }) => key ?? []));
  const fields = withTranslations(article, (place) => translated.get(place) as Translated);
  if (!isCanonical(bodyHtml(fields.body))) return fail([]);

  const engines = [...translated.values()].flatMap(({ engine }) => engine ?? []);
  return ok({
    ...article,
    ...fields,
    language,
    original: { language: article.language },
    ...provenance(joining, fields, {
      source_language: article.language,
      source_revision: article.revision,
      engines: [...new Set(engines)].sort(),
      reviewed: reviewed(joining, translated),
      stale: false,
    }),
    source_digests: sourceDigests(article),
  });
}

/**
 * What was accepted once stays accepted, so that thresholds may change and nothing is bought again: only the
 * markup has to fit, and of a machine's text, that it is a translation at all (promise 5).
 */
function decoded(unit: PlannedUnit, { target, engine }: { target: string; engine: Engine }, pair: LanguagePair) {
  if (engine === "person") return decodeMarkup(target, unit.encoded.elements);
  const text = accepted(unit, target, pair, { settings: IS_TRANSLATION });
  return text.ok ? ok(text.value.html) : text;
}
const IS_TRANSLATION = onlyThese(DEFAULT_CHECKS, [
  "empty-target",
  "target-same-as-source",
  "script",
  "control-characters",
]);

/** When it was made, and of what. The same text of the same revision, stored once more, is no newer and cost no less. */
function provenance(
  { article, units, bought, previous, byPerson, now, madeAt = now }: Joining,
  fields: ReturnType<typeof withTranslations>,
  origins: Omit<Provenance, "from_memory" | "translated_at">,
): Pick<Rendition, "translation" | "updated_at"> {
  const before = previous?.translation?.source_revision === article.revision ? previous.translation : null;
  const isSame =
    previous !== null && Object.entries(fields).every(([name, value]) => isEqual(value, previous[name as keyof Story]));
  const translatedAt = new Date(now).toISOString();
  const fromMemory = units.filter(({ key }) => key !== null && !bought.has(key)).length;
  const updatedAt = updated(article, previous, translatedAt);
  return {
    updated_at: byPerson && !isSame && previous !== null && updatedAt < translatedAt ? translatedAt : updatedAt,
    translation: {
      ...origins,
      from_memory: before !== null && bought.size === 0 ? before.from_memory : fromMemory,
      translated_at: before !== null && isSame ? before.translated_at : new Date(madeAt).toISOString(),
    },
  };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function reviewed({ article, units, review }: Joining, translated: Map<string, Translated>): Provenance["reviewed"] {
  const texts = units.flatMap(({ place, key }): ReviewedText[] => {
    const { html, engine } = translated.get(place) as Translated;
    return key === null ? [] : [{ key, html, byPerson: engine === "person" }];
  });
  if (!isReviewed(review, article.revision, texts)) return null;
  return { by: review.reviewer, at: new Date(review.reviewed_at).toISOString() };
}

/** Whether nothing at all was translated: short texts may stay as they are one by one, but not all of them. */
function isAllEcho(units: PlannedUnit[], translated: ReadonlyMap<string, Translated>): boolean {
  const worded = units.filter(({ key }) => key !== null);
  if ([...translated.values()].some(({ engine }) => engine === "person")) return false;
  const letters = worded.reduce((sum, { html }) => sum + lettersIn(textOf(html)), 0);
  return letters >= FEW_LETTERS && worded.every(({ place, html }) => isEcho(html, translated.get(place)?.html ?? ""));
}
/** Below this an article may be a name and a picture. */
const FEW_LETTERS = 12;

/** An article in its own language: the rendition is the article. */
export function ownRendition(article: Article): Rendition {
  const paragraphs = article.body.paragraphs.map((p) => ({ ...p, engine: null }));
  return {
    ...article,
    body: { frame: article.body.frame, paragraphs },
    original: { language: article.language },
    translation: null,
  };
}

/** The latest of revision and translation; a minor correction, translated again, moves nothing. */
function updated(article: Article, previous: Rendition | null, translatedAt: string): string {
  if (previous !== null && article.updated_at <= previous.updated_at) return previous.updated_at;
  return article.updated_at > translatedAt ? article.updated_at : translatedAt;
}
