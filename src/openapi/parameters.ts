import * as z from "zod";
import { LANGUAGE_TAG } from "../articles/language.ts";
import { SLUG } from "../articles/slug.ts";

/** Parameters that several operations share; each becomes a component under its id. */
const language = z
  .string()
  .regex(LANGUAGE_TAG)
  .meta({
    description: "An edition's language. `/health` lists the editions.",
    example: "en",
    param: { id: "Language" },
  });
const slug = z
  .string()
  .regex(SLUG)
  .meta({
    description: "An article's slug, its identity in every edition. An alias leads to it.",
    example: "interpol-marrakech-2025",
    param: { id: "Slug" },
  });
const tag = z
  .string()
  .regex(SLUG)
  .meta({ description: "A tag.", example: "maroc", param: { id: "Tag" } });
const page = z
  .int()
  .positive()
  .max(999_999_999)
  .meta({
    description: "Number of an archive page, from 1, the oldest.",
    example: 1,
    param: { id: "Page" },
  });
const source = z
  .string()
  .regex(LANGUAGE_TAG)
  .meta({
    description: "The language that is translated from.",
    example: "fr",
    param: { id: "Source" },
  });
const target = z
  .string()
  .regex(LANGUAGE_TAG)
  .meta({
    description: "The language that is translated into.",
    example: "en",
    param: { id: "Target" },
  });

export const inEdition = z.object({ language });
export const ofTag = z.object({ language, tag });
export const archivePage = z.object({ language, page });
export const tagArchivePage = z.object({ language, tag, page });
export const ofArticle = z.object({ slug });
export const ofRendition = z.object({ language, slug });
export const ofPair = z.object({ source, target });
export const ofRevision = z.object({
  slug,
  revision: z.int().nonnegative().meta({ description: "The revision's number, from 1.", example: 1 }),
});
export const ofParagraph = z.object({
  slug,
  language,
  id: z.string().meta({ description: "The paragraph's `id`, as the translation shows it.", example: "p-4Xk2nQ" }),
});

export const ifMatch = z
  .string()
  .optional()
  .meta({
    description: "Only if this is the entity tag still (RFC 9110 §13.1.1); else 412.",
    example: '"3-a1b2c3"',
    param: { id: "If-Match" },
  });
export const ifNoneMatch = z.string().optional().meta({
  description: "`*`: only if there is no such article yet (RFC 9110 §13.1.2); else 412.",
  example: "*",
});
export const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description:
      "Names the request for 24 hours: sent again it gets its first answer (`Idempotency-Replayed: true`), and another request under the same key gets 422. 1 to 255 printable ASCII characters, bare or in double quotes.",
    example: "5f2c1d0e-publish",
    param: { id: "Idempotency-Key" },
  });
/** At the doors. `Accept` decides too; OpenAPI has it told by the answers' types alone. */
export const acceptLanguage = z.object({
  "Accept-Language": z
    .string()
    .optional()
    .meta({
      description: "Languages, the most wanted first (RFC 4647 lookup); the source edition where none fits.",
      example: "ar, en;q=0.5",
      param: { id: "Accept-Language" },
    }),
});
/** Of public URLs: what a client has already. */
export const conditional = z.object({
  "If-None-Match": z
    .string()
    .optional()
    .meta({
      description: "The `ETag` of the last answer: 304 while nothing has changed. Goes before `If-Modified-Since`.",
      example: 'W/"1v9xS2.Qm3kT1aB"',
      param: { id: "If-None-Match" },
    }),
  "If-Modified-Since": z
    .string()
    .optional()
    .meta({
      description: "The `Last-Modified` of the last answer, for clients that keep no entity tags.",
      example: "Mon, 24 Nov 2025 10:00:00 GMT",
      param: { id: "If-Modified-Since" },
    }),
});
