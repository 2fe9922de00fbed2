/** Slugs and tags: lower-case ASCII words joined by single hyphens, at most 100 characters. */
export const SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function isSlug(value: string): boolean {
  return SLUG.test(value);
}
