/**
 * In the place of the package `character-entities-html4` (wrangler.toml, `[alias]`): names of characters that
 * hast-util-to-html would write where it is asked to. The sanitizer asks it for numbers alone (`useNamedReferences`).
 */
export const characterEntitiesHtml4: Record<string, string> = {};
