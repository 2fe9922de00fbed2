/** Every key of the KV namespace, and nothing else names one. README.md has an example of each. */
export const keys = {
  rendition: (language: string, slug: string) => `rendition/${language}/${slug}`,
  page: (language: string, page: number) => `page/${language}/${page}`,
  front: (language: string) => `front/${language}`,
  seedManifest: "seed/manifest",
  seedArticle: (slug: string) => `seed/article/${slug}`,
  seedMemory: (source: string, target: string) => `seed/memory/${source}-${target}`,
  seedGlossary: (source: string, target: string) => `seed/glossary/${source}-${target}`,
};
