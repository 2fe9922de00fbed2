import type { Article, Engine, Rendition } from "../articles/article.ts";
import { isCanonical } from "../articles/body.ts";
import { bodyHtml } from "../articles/render.ts";
import { fail, ok, type Result } from "../articles/result.ts";
import { textOf } from "../articles/text.ts";
import { isEcho } from "./checks/same-as-source.ts";
import { accepted, type PlannedUnit } from "./plan.ts";
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
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Paragraphs back into an article in the edition's language. Fails with the keys whose entry is
 * missing or does not pass the checks; with none when the whole does not survive the sanitizer.
 */
export function join({ article, language, units, known, bought, previous, now }: Joining): Result<Rendition, string[]> {
  const pair = { source: article.language, target: language };
  const translated = new Map<string, Translated>();
  const faulty: string[] = [];
  for (const unit of units) {
    const entry = unit.key === null ? null : known.get(unit.key);
    const text = entry && accepted(unit, entry.target, pair);
    if (unit.key === null) translated.set(unit.place, { html: unit.html, engine: null });
    else if (entry && text?.ok) translated.set(unit.place, { html: text.value.html, engine: entry.engine });
    else faulty.push(unit.key);
  }
  if (faulty.length > 0) return fail(faulty);
  if (isAllEcho(units, translated)) return fail(units.flatMap(({ key }) => key ?? []));
  const fields = withTranslations(article, (place) => translated.get(place) as Translated);
  if (!isCanonical(bodyHtml(fields.body))) return fail([]);

  const translatedAt = new Date(now).toISOString();
  const engines = [...translated.values()].flatMap(({ engine }) => engine ?? []);
  return ok({
    ...article,
    ...fields,
    language,
    updated_at: updatedAt(article, previous, translatedAt),
    original: { language: article.language },
    translation: {
      source_language: article.language,
      source_revision: article.revision,
      engines: [...new Set(engines)].sort(),
      from_memory: units.filter(({ key }) => key !== null && !bought.has(key)).length,
      translated_at: translatedAt,
      reviewed: null,
      stale: false,
    },
  });
}

/** Whether nothing at all was translated: short texts may stay as they are one by one, but not all of them. */
function isAllEcho(units: PlannedUnit[], translated: ReadonlyMap<string, Translated>): boolean {
  const worded = units.filter(({ key }) => key !== null);
  const letters = worded.reduce((sum, { html }) => sum + (textOf(html).match(/\p{L}/gu)?.length ?? 0), 0);
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
function updatedAt(article: Article, previous: Rendition | null, translatedAt: string): string {
  if (previous !== null && article.updated_at <= previous.updated_at) return previous.updated_at;
  return article.updated_at > translatedAt ? article.updated_at : translatedAt;
}
