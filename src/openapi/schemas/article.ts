import * as z from "zod";
import { ENGINES, type Image, PARAGRAPH_TYPES } from "../../articles/article.ts";
import { LANGUAGE_TAG } from "../../articles/language.ts";
import type { StatedProvenance } from "../../articles/provenance.ts";
import { SLUG } from "../../articles/slug.ts";
import { ARTICLE_EXAMPLE } from "./examples.ts";

/** Pieces that other schemas are made of. */
export const language = z.string().regex(LANGUAGE_TAG).meta({ example: "en" });
export const slug = z.string().regex(SLUG).meta({ example: "interpol-marrakech-2025" });
export const time = z.iso.datetime().meta({ example: "2025-11-24T10:00:00.000Z" });
export const engine = z
  .enum(ENGINES)
  .meta({ id: "Engine", description: "Who made a text; `seed` is what came with it." });
export const author = z.strictObject({ name: z.string() });
export const tagLabels = z.record(slug, z.string()).meta({ description: "Labels of tags, in the article's language." });

/** What an article's JSON says of an image: null where nobody did. */
type Shown<I> = { [name in keyof I]-?: Exclude<I[name], undefined> | (undefined extends I[name] ? null : never) };

export const ImageSchema = z
  .strictObject({
    url: z.url(),
    alt: z.string().nullable(),
    caption: z.string().nullable(),
    credit: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    bytes: z.int().positive().nullable(),
    type: z.string().nullable().meta({ description: "Media type." }),
  })
  .meta({ id: "Image", description: "Never fetched by the service; sizes are the editor's, in pixels." }) satisfies z.ZodType<Shown<Image>>; // biome-ignore format: one schema

const review = z.strictObject({ by: z.string(), at: time });

const stated = {
  source_language: language,
  source_revision: z
    .int()
    .positive()
    .meta({ description: "The revision of the original that it is a translation of." }),
  engines: z.array(engine).meta({ description: "Everybody who made some of the text." }),
  translated_at: time,
  reviewed: review.nullable().meta({ description: "Who approved it; null while nobody has." }),
  stale: z.boolean().meta({ description: "The original has been corrected since." }),
  digital_source_type: z.url().nullable().meta({
    description: "IPTC's code for how it was made, as a URI; null where persons translated all of it.",
    example: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
  }),
};

/** What feeds and headers tell of a translation. */
export const told = z.strictObject(stated) satisfies z.ZodType<StatedProvenance>;

const ProvenanceSchema = z
  .strictObject({ ...stated, from_memory: z.int().meta({ description: "Paragraphs that the memory had." }) })
  .meta({ id: "Provenance", description: "Where a translation comes from." });

/** An article as `/{language}/articles/{slug}.json` has it. */
export const ArticleSchema = z
  .strictObject({
    slug,
    language,
    revision: z.int().positive(),
    title: z.string(),
    summary: z.string().nullable(),
    body: z
      .array(
        z.strictObject({
          type: z.enum(PARAGRAPH_TYPES),
          html: z.string(),
          text: z.string(),
          engine: engine.nullable().meta({ description: "Null where it is the author's own." }),
        }),
      )
      .meta({ description: "The text paragraph by paragraph." }),
    body_html: z.string().meta({ description: "The text whole, sanitized, with lists, tables and images in place." }),
    authors: z.array(author),
    tags: z.array(slug),
    tag_labels: tagLabels,
    image: ImageSchema.nullable(),
    rights: z.string().nullable(),
    correction_note: z.string().nullable(),
    canonical_url: z.url().nullable().meta({ description: "Where the original appeared first." }),
    published_at: time,
    updated_at: time,
    expires_at: time.nullable().meta({ description: "When it is withdrawn by itself." }),
    url: z.url(),
    original: z.strictObject({ language, url: z.url() }),
    alternates: z.array(z.strictObject({ language, url: z.url() })).meta({ description: "The article in every edition." }),
    translation: ProvenanceSchema.nullable().meta({ description: "Null on an original." }),
  })
  .meta({ id: "Article", example: ARTICLE_EXAMPLE }); // biome-ignore format: one schema
