import * as z from "zod";
import { author, ImageSchema, language, slug, time, told } from "./article.ts";
import { JSON_FEED_EXAMPLE, WITHDRAWN_EXAMPLE } from "./examples.ts";

/** JSON Feed 1.1 (https://jsonfeed.org/version/1.1) with one extension object an item. */
export const JsonFeedSchema = z
  .strictObject({
    version: z.literal("https://jsonfeed.org/version/1.1"),
    title: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    next_url: z.url().optional().meta({ description: "The archive page of the articles before these." }),
    description: z.string(),
    language,
    hubs: z
      .array(z.strictObject({ type: z.literal("WebSub"), url: z.url() }))
      .optional()
      .meta({ description: "Where a subscriber is told of changes (`WEBSUB_HUBS`)." }),
    items: z.array(
      z.strictObject({
        id: z.string().meta({
          description: "A `tag:` URI (RFC 4151) that no correction changes.",
          example: "tag:news.example,2025:en/interpol-marrakech-2025",
        }),
        url: z.url(),
        title: z.string(),
        summary: z.string().optional(),
        content_html: z.string().meta({ description: "Full text; in `<div lang dir=rtl>` where it runs right to left." }),
        image: z.url().optional(),
        attachments: z
          .array(
            z.strictObject({
              url: z.url(),
              mime_type: z.string(),
              title: z.string().optional(),
              size_in_bytes: z.int().positive().optional(),
            }),
          )
          .optional()
          .meta({ description: "The image as a file, where its type is known." }),
        date_published: time,
        date_modified: time.meta({ description: "Moves with every correction that is not minor." }),
        authors: z.array(author).optional(),
        tags: z.array(z.string()).optional().meta({ description: "Labels, in the feed's language." }),
        language,
        _dragoman: told
          .partial()
          .extend({
            original_url: z.url().optional(),
            correction_note: z.string().optional(),
            rights: z.string().optional(),
            expires_at: time.optional(),
            image: ImageSchema.omit({ url: true, bytes: true, type: true })
              .partial()
              .optional()
              .meta({ description: "What the editor said of the image." }),
          })
          .optional()
          .meta({ description: "A translation's provenance, and what JSON Feed has no word for." }),
      }),
    ),
  })
  .meta({ id: "JsonFeed", example: JSON_FEED_EXAMPLE }); // biome-ignore format: one schema

export const WithdrawnSchema = z
  .strictObject({
    language,
    updated_at: time,
    withdrawn: z.array(
      z.strictObject({
        id: z.string().meta({ description: "The entry's id, as feeds had it." }),
        slug,
        url: z.url(),
        withdrawn_at: time,
      }),
    ),
  })
  .meta({
    id: "Withdrawn",
    description: "What was withdrawn in the last 30 days, newest first.",
    example: WITHDRAWN_EXAMPLE,
  });

export const HealthSchema = z
  .strictObject({
    status: z.literal("ok"),
    origin: z.url(),
    editions: z.array(language),
    source_language: language,
    engines: z.record(language, z.array(z.strictObject({ name: z.string(), configured: z.boolean() }))),
    desk: z.enum(["open", "closed"]),
    translate_on_publish: z.boolean(),
  })
  .meta({ id: "Health" });
