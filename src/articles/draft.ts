import * as z from "zod";
import type { Article, Body } from "./article.ts";
import { type BodySource, parseBody } from "./body.ts";
import { containersIn, MOST_CONTAINERS } from "./containers.ts";
import { IMAGE_TYPE } from "./image-type.ts";
import { LANGUAGE_TAG } from "./language.ts";
import { fail, ok, type Result } from "./result.ts";
import { httpUrl } from "./sanitize.ts";
import { SLUG } from "./slug.ts";
import { cleanText } from "./text.ts";

/** What `PUT /api/articles/{slug}` takes: an article as its editor writes it. */
export const DraftSchema = z
  .strictObject({
    language: z.string().regex(LANGUAGE_TAG, "a language tag such as fr, en or pt-BR"),
    title: line(300),
    summary: line(2_000).nullish(),
    body_markdown: z.string().optional(),
    body_html: z.string().optional(),
    body_text: z.string().optional(),
    authors: z
      .array(z.strictObject({ name: line(200) }))
      .max(20)
      .default([]),
    tags: z.array(slug()).max(10, "at most 10 tags").default([]),
    tag_labels: z.record(slug(), line(100)).default({}),
    image: z
      .strictObject({
        url: url(),
        alt: line(1_000).nullish(),
        caption: line(2_000).nullish(),
        credit: line(300).nullish(),
        width: z.int().positive().nullish(),
        height: z.int().positive().nullish(),
        bytes: z.int().positive().nullish(),
        type: imageType().nullish(),
      })
      .nullish(),
    rights: line(500).nullish(),
    correction_note: line(2_000).nullish(),
    canonical_url: url().nullish(),
    published_at: time().optional(),
    expires_at: time().nullish(),
    aliases: z.array(slug()).max(20, "at most 20 aliases").default([]),
    minor: z.boolean().default(false),
  })
  .superRefine((draft, context) => {
    const bodies = BODY_FIELDS.filter((field) => draft[field] !== undefined);
    if (bodies.length !== 1) {
      const message = `give exactly one of ${BODY_FIELDS.join(", ")}`;
      context.addIssue({ code: "custom", message, path: [bodies[1] ?? "body_markdown"] });
    }
    for (const [i, alias] of draft.aliases.entries()) {
      if (draft.aliases.indexOf(alias) === i) continue;
      context.addIssue({ code: "custom", message: "is listed twice", path: ["aliases", i] });
    }
    for (const tag of Object.keys(draft.tag_labels)) {
      if (draft.tags.includes(tag)) continue;
      context.addIssue({ code: "custom", message: "labels a tag that tags does not list", path: ["tag_labels", tag] });
    }
  });

export type Draft = z.output<typeof DraftSchema>;

/** What `POST /api/articles` takes: a draft, and a slug where the title should not make it. */
export const NewArticleSchema = z.looseObject({ slug: slug().nullish() });

/** What `DELETE /api/articles/{slug}` may say. */
export const WithdrawalSchema = z.strictObject({ reason: line(500).nullish() });

/** A draft has exactly one of these. */
export const BODY_FIELDS = ["body_markdown", "body_html", "body_text"] as const;

/** The article's content: all that a revision holds but its identity and its dates. */
export type Content = Omit<Article, "id" | "slug" | "revision" | "published_at" | "updated_at">;

/** Largest body that is taken, as sent, bytes of UTF-8. */
const MOST_BODY_SOURCE_BYTES = 1024 * 1024;
/** Largest content that is kept: it has to fit one SQLite row (2 MB), and so should its translations. */
const MOST_CONTENT_BYTES = 1_250_000;
/** Largest draft that is kept, comments and stripped markup included, for the same reason. */
const MOST_DRAFT_BYTES = 1_900_000;

export type ContentFault = "body-empty" | "body-intricate" | "body-unsettled" | "content-too-large";

/** A draft's content, its body sanitized and split into paragraphs. */
export function contentOf(draft: Draft): Result<Content, ContentFault> {
  const sent = bodySource(draft);
  if (Buffer.byteLength(sent.source) > MOST_BODY_SOURCE_BYTES) return fail("content-too-large");
  if (jsonBytes(draft) > MOST_DRAFT_BYTES) return fail("content-too-large");
  if (sent.format === "markdown" && containersIn(sent.source) > MOST_CONTAINERS) return fail("body-intricate");
  const canonical_url = draft.canonical_url ?? null;
  const body = parseBody(sent, canonical_url);
  if (body === null) return fail("body-unsettled");
  if (isBlank(body)) return fail("body-empty");
  const { image } = draft;
  const content: Content = {
    language: draft.language,
    title: draft.title,
    summary: draft.summary ?? null,
    body,
    authors: draft.authors,
    tags: [...new Set(draft.tags)],
    tag_labels: draft.tag_labels,
    image: image
      ? {
          url: image.url,
          alt: image.alt ?? null,
          caption: image.caption ?? null,
          credit: image.credit ?? null,
          width: image.width ?? null,
          height: image.height ?? null,
          // Left out where nobody gave them: content that was kept before they could be given stays the same.
          ...(typeof image.bytes === "number" && { bytes: image.bytes }),
          ...(typeof image.type === "string" && { type: image.type }),
        }
      : null,
    rights: draft.rights ?? null,
    correction_note: draft.correction_note ?? null,
    canonical_url,
    expires_at: draft.expires_at ?? null,
  };
  if (jsonBytes(content) > MOST_CONTENT_BYTES) return fail("content-too-large");
  return ok(content);
}

function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The body as sent. */
export function bodySource(draft: Draft): BodySource {
  if (draft.body_markdown !== undefined) return { format: "markdown", source: draft.body_markdown };
  if (draft.body_html !== undefined) return { format: "html", source: draft.body_html };
  return { format: "text", source: draft.body_text ?? "" };
}

function isBlank(body: Body): boolean {
  return body.paragraphs.length === 0 && !body.frame.some((markup) => markup.includes("<img"));
}

/** One line of plain text, 1 to `most` characters once cleaned. */
function line(most: number) {
  return z
    .string()
    .transform((value) => cleanText(value).replace(/[ \t\r\n\f]+/g, " ").trim()) // biome-ignore format: one chain
    .pipe(z.string().min(1, "must not be empty").max(most, `at most ${most} characters`));
}

function slug() {
  return z.string().regex(SLUG, "lower-case ASCII words joined by hyphens, at most 100 characters");
}

function time() {
  return (
    z.iso
      .datetime({ offset: true, error: "an RFC 3339 date and time such as 2025-11-24T10:00:00Z" })
      .transform((value) => new Date(value).toISOString())
      // In UTC a year may have five digits, or a sign, which no RFC 3339 date has.
      .refine((value) => /^\d{4}-/.test(value), "a year from 0000 to 9999 in UTC")
  );
}

/** RFC 6838 §4.2; media types are case-insensitive (§4.2 too), and kept in lower case. */
function imageType() {
  return z.string().toLowerCase().pipe(z.string().regex(IMAGE_TYPE, "a media type of images such as image/jpeg"));
}

function url() {
  return z
    .string()
    .max(2_000)
    .refine((value) => httpUrl(value) !== null, "an absolute http or https URL")
    .transform((value) => httpUrl(value) as string);
}
