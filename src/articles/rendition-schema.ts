import * as z from "zod";
import { ENGINES, PARAGRAPH_TYPES, type Rendition } from "./article.ts";
import { isCanonical } from "./body.ts";
import { IMAGE_TYPE } from "./image-type.ts";
import { LANGUAGE_TAG } from "./language.ts";
import { bodyHtml } from "./render.ts";
import { httpUrl } from "./sanitize.ts";
import { SLUG } from "./slug.ts";

const text = z.string();
const line = text.nullable();
const slug = text.regex(SLUG);
const language = text.regex(LANGUAGE_TAG);
const time = z.iso.datetime();
const engine = z.enum(ENGINES);
const url = text.refine((value) => httpUrl(value) === value, "an absolute http or https URL");

/**
 * A rendition that comes from a file. Nothing in it is believed: its markup has to be exactly what
 * the sanitizer would leave of it, and its URLs http or https.
 */
export const RenditionSchema: z.ZodType<Rendition> = z.strictObject({
  id: text,
  slug,
  revision: z.int().positive(),
  language,
  title: text.min(1),
  summary: line,
  body: z
    .strictObject({
      frame: z.array(text),
      paragraphs: z.array(
        z.strictObject({ type: z.enum(PARAGRAPH_TYPES), tag: text, html: text, engine: engine.nullable() }),
      ),
    })
    .refine(
      ({ frame, paragraphs }) => frame.length === paragraphs.length + 1,
      "one more piece of frame than paragraphs",
    )
    .refine((body) => isCanonical(bodyHtml(body)), "markup that the sanitizer would change"),
  authors: z.array(z.strictObject({ name: text })),
  tags: z.array(slug).max(10),
  tag_labels: z.record(slug, text),
  image: z
    .strictObject({
      url,
      alt: line,
      caption: line,
      credit: line,
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
      bytes: z.int().positive().exactOptional(),
      type: text.regex(IMAGE_TYPE).exactOptional(),
    })
    .nullable(),
  rights: line,
  correction_note: line,
  canonical_url: url.nullable(),
  expires_at: time.nullable(),
  published_at: time,
  updated_at: time,
  original: z.strictObject({ language }),
  translation: z
    .strictObject({
      source_language: language,
      source_revision: z.int().positive(),
      engines: z.array(engine),
      from_memory: z.int().nonnegative(),
      translated_at: time,
      reviewed: z.strictObject({ by: text, at: time }).nullable(),
      stale: z.boolean(),
    })
    .nullable(),
  source_digests: z
    .strictObject({
      title: text,
      summary: text,
      correction_note: text,
      caption: text,
      paragraphs: z.array(text),
    })
    .exactOptional(),
});
