import type { Rendition } from "../articles/article.ts";
import { statedProvenance } from "../articles/provenance.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { bodyHtml, paragraphHtml } from "../articles/render.ts";
import { textOf } from "../articles/text.ts";

/**
 * A rendition as JSON. `body` has one element a paragraph, each with its engine; `body_html` is
 * the whole, with lists, tables and images in their places.
 */
export function articleJson(rendition: Rendition, { origin, editions }: Publication): string {
  const { slug, language, body, translation } = rendition;
  const url = (edition: string) => origin + paths.article(edition, slug);
  return JSON.stringify({
    slug,
    language,
    revision: rendition.revision,
    title: rendition.title,
    summary: rendition.summary,
    body: body.paragraphs.map((p) => ({
      type: p.type,
      html: paragraphHtml(p),
      text: textOf(p.html),
      engine: p.engine,
    })),
    body_html: bodyHtml(body),
    authors: rendition.authors,
    tags: rendition.tags,
    tag_labels: rendition.tag_labels,
    image: rendition.image && {
      ...rendition.image,
      bytes: rendition.image.bytes ?? null,
      type: rendition.image.type ?? null,
    },
    rights: rendition.rights,
    correction_note: rendition.correction_note,
    canonical_url: rendition.canonical_url,
    published_at: rendition.published_at,
    updated_at: rendition.updated_at,
    expires_at: rendition.expires_at ?? null,
    url: url(language),
    original: { language: rendition.original.language, url: url(rendition.original.language) },
    alternates: editions.map((edition) => ({ language: edition, url: url(edition) })),
    translation: translation && { ...translation, ...statedProvenance(translation) },
  });
}
