import { type Publication, paths, tagUri } from "../articles/publication.ts";

/** What was withdrawn in the last 30 days, for subscribers of RSS and JSON Feed, which have no word for it. */
export function withdrawnJson(
  language: string,
  { changed_at, withdrawn }: { changed_at: string; withdrawn: { slug: string; at: string }[] },
  publication: Publication,
): string {
  return JSON.stringify({
    language,
    updated_at: changed_at,
    withdrawn: withdrawn.map(({ slug, at }) => ({
      id: tagUri(publication, language, slug),
      slug,
      url: publication.origin + paths.article(language, slug),
      withdrawn_at: at,
    })),
  });
}
