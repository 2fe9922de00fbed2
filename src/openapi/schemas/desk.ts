import * as z from "zod";
import { RENDITION_STATES } from "../../edition/renditions.ts";
import { ARTICLE_STATES, type AuditEntry, type ListedArticle, type RevisionSummary } from "../../newsroom/answers.ts";
import { SCOPES } from "../../newsroom/author.ts";
import type { ListedToken } from "../../newsroom/tokens.ts";
import { author, language, slug, tagLabels, time } from "./article.ts";

const state = z.enum(ARTICLE_STATES);
export const editionState = z.enum(RENDITION_STATES);
const editions = z.record(language, editionState).meta({ description: "Edition → the article's state there." });
export const next = z.string().nullable().meta({ description: "Where to go on (`cursor`); null at the end." });

const text = z.string().nullish();

/** A draft as it was sent, what was left out filled in. */
const sent = {
  language,
  title: z.string(),
  summary: text,
  body_markdown: z.string().optional(),
  body_html: z.string().optional(),
  body_text: z.string().optional(),
  authors: z.array(author),
  tags: z.array(slug),
  tag_labels: tagLabels,
  image: z
    .strictObject({
      url: z.url(),
      alt: text,
      caption: text,
      credit: text,
      width: z.int().nullish(),
      height: z.int().nullish(),
      bytes: z.int().positive().nullish(),
      type: z.string().nullish(),
    })
    .nullish(),
  rights: text,
  correction_note: text,
  canonical_url: z.url().nullish(),
  expires_at: time.nullish(),
  aliases: z.array(slug),
};

const kept = {
  slug,
  state,
  revision: z.int().positive(),
  published_at: time,
  updated_at: time,
  withdrawn: z
    .strictObject({ at: time, by: z.string(), reason: z.string().nullable() })
    .optional()
    .meta({ description: "On a withdrawn article alone." }),
  urls: z.record(language, z.url()).meta({ description: "Edition → its public URL." }),
};

export const WrittenSchema = z
  .strictObject({ ...sent, ...kept })
  .meta({ id: "DeskArticle", description: "An article as it was sent, with what the newsroom made of it." });

export const ShownSchema = z
  .strictObject({ ...sent, ...kept, editions: z.record(language, z.strictObject({ state: editionState })) })
  .meta({ id: "DeskArticleWithEditions" });

const summary = { revision: z.int().positive(), updated_at: time, title: z.string(), by: z.string() };
export const RevisionsSchema = z.strictObject({
  revisions: z.array(z.strictObject(summary) satisfies z.ZodType<RevisionSummary>),
});
export const RevisionSchema = z
  .strictObject({
    slug,
    ...summary,
    draft: z.strictObject({ ...sent, published_at: time.optional(), minor: z.boolean() }),
  })
  .meta({ id: "Revision", description: "A revision whole, as it was sent." });

const listed = z.strictObject({
  slug,
  title: z.string(),
  language,
  state,
  revision: z.int(),
  published_at: time,
  updated_at: time,
  expires_at: time.nullable(),
  tags: z.array(slug),
}) satisfies z.ZodType<ListedArticle>;
export const ListingSchema = z
  .strictObject({ articles: z.array(z.strictObject({ ...listed.shape, editions })), next })
  .meta({ id: "Listing" });

export const AuditSchema = z.strictObject({
  entries: z.array(
    z.strictObject({
      sequence: z.int(),
      at: time,
      by: z.string(),
      action: z.string().meta({ example: "publish" }),
      slug: slug.nullable(),
      revision: z.int().nullable(),
      reason: z.string().nullable(),
    }) satisfies z.ZodType<AuditEntry>,
  ),
  next,
});

const scopes = z.array(z.enum(SCOPES));
const tokenId = z.string().meta({ example: "Ab3dE6gH" });
export const MeSchema = z.strictObject({ name: z.string(), scopes });

export const TokensSchema = z.strictObject({
  tokens: z.array(
    z.strictObject({
      id: tokenId,
      name: z.string(),
      scopes,
      created_at: time,
      created_by: z.string(),
      last_used_at: time.nullable().meta({ description: "To the hour." }),
    }) satisfies z.ZodType<ListedToken>,
  ),
});
export const CreatedTokenSchema = z.strictObject({
  id: tokenId,
  name: z.string(),
  scopes,
  created_at: time,
  token: z.string().meta({ description: "Shown this once; kept only as a hash." }),
});

export const ImportedLineSchema = z
  .strictObject({
    line: z.int().positive(),
    slug: z.string().nullable(),
    result: z.enum(["created", "updated", "unchanged", "error"]),
    problem: z.looseObject({}).optional().meta({ description: "A `Problem`, where the result is `error`." }),
  })
  .meta({ id: "ImportedLine", description: "What became of one line." });
