import slugify from "@sindresorhus/slugify";

/** Slugs and tags: lower-case ASCII words joined by single hyphens, at most 100 characters. */
export const SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function isSlug(value: string): boolean {
  return SLUG.test(value);
}

/** Longest slug, characters. */
const MOST = 100;

/** The library would write them in English whatever the title's language. */
const NO_WORDS: [string, string][] = ["&", "♥", "🦄"].map((symbol) => [symbol, " "]);

/** A slug from a title, in whatever script: ASCII words, cut at one; `article` where nothing is left of it. */
export function slugFromTitle(title: string): string {
  return cutAtWord(slugify(title, { decamelize: false, customReplacements: NO_WORDS }), MOST) || "article";
}

/** `slug-n`, the slug cut so that both fit. */
export function numbered(slug: string, n: number): string {
  const suffix = `-${n}`;
  return cutAtWord(slug, MOST - suffix.length) + suffix;
}

function cutAtWord(slug: string, most: number): string {
  if (slug.length <= most) return slug;
  const end = slug.lastIndexOf("-", most);
  return slug.slice(0, end > 0 ? end : most);
}
