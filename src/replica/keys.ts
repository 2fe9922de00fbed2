/** Every key of the KV namespace, and nothing else names one. README.md has an example of each. */
export const keys = {
  rendition: (language: string, slug: string) => `rendition/${language}/${slug}`,
  /** A tag's, or the edition's own. */
  front: (language: string, tag: string | null = null) => (tag ? `front/${language}/${tag}` : `front/${language}`),
  page: (language: string, page: number, tag: string | null = null) =>
    tag ? `page/${language}/${tag}/${page}` : `page/${language}/${page}`,
  sitemap: (language: string, part: number) => `sitemap/${language}/${part}`,
  memory: (language: string, part: number) => `memory/${language}/${part}`,
  glossary: (language: string, source: string) => `glossary/${language}/${source}`,
  article: (slug: string) => `article/${slug}`,
  seedManifest: "seed/manifest",
  seedArticle: (slug: string) => `seed/article/${slug}`,
  seedMemory: (source: string, target: string) => `seed/memory/${source}-${target}`,
  seedGlossary: (source: string, target: string) => `seed/glossary/${source}-${target}`,
};

/** What a key of an edition names. */
export type EditionKey =
  | { kind: "rendition"; slug: string }
  | { kind: "front"; tag: string }
  | { kind: "page"; tag: string; page: number }
  | { kind: "sitemap" | "memory"; part: number }
  | { kind: "glossary"; source: string };

/** A key of an edition taken apart; null for another's. */
export function editionKey(language: string, key: string): EditionKey | null {
  const [kind, lang, first = "", second] = key.split("/");
  if (lang !== language) return null;
  switch (kind) {
    case "rendition":
      return { kind, slug: first };
    case "front":
      return { kind, tag: first };
    case "page":
      return second === undefined ? { kind, tag: "", page: Number(first) } : { kind, tag: first, page: Number(second) };
    case "sitemap":
    case "memory":
      return { kind, part: Number(first) };
    case "glossary":
      return { kind, source: first };
    default:
      return null;
  }
}
