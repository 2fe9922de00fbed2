import type { Draft } from "../src/articles/draft.ts";
import type { Faults } from "./faults.ts";
import { filesIn, type SeedFile } from "./files.ts";
import { readDraft } from "./read-draft.ts";

export interface SeedArticle {
  slug: string;
  draft: Draft;
}

/**
 * `articles/{slug}.{lang}.md`, each a draft that the desk would take, with the date and the tag labels
 * that a seed cannot do without.
 * @param now milliseconds since the epoch; an article of a later date would never be published
 */
export function readArticles(directory: string, faults: Faults, now: number): SeedArticle[] {
  const slugs = new Map<string, string>();
  return filesIn(directory, "articles", faults).flatMap((file) => {
    const article = readArticle(file, now);
    if (article === null) return [];
    const other = slugs.get(article.slug);
    if (other !== undefined) file.report(1, `the slug ${article.slug} is already that of ${other}`);
    slugs.set(article.slug, file.name);
    return [article];
  });
}

function readArticle(file: SeedFile, now: number): SeedArticle | null {
  const read = readDraft(file);
  if (read === null) return null;
  const { slug, draft, lineOf } = read;
  if (draft.published_at === undefined) file.report(1, "published_at: is missing");
  else if (Date.parse(draft.published_at) > now) {
    file.report(lineOf(["published_at"]), "published_at: lies in the future");
  }
  for (const tag of draft.tags.filter((tag) => draft.tag_labels[tag] === undefined)) {
    file.report(lineOf(["tag_labels"]), `tag_labels: has no label for ${tag}`);
  }
  return { slug, draft };
}
