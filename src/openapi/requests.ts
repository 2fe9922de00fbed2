import * as z from "zod";
import type { ZodOpenApiOverrideContext } from "zod-openapi";
import { AuditQuerySchema } from "../../routes/desk-audit.ts";
import { ChangeSchema } from "../../routes/desk-budget.ts";
import { AffectedQuerySchema } from "../../routes/desk-glossary.ts";
import { listQuerySchema } from "../../routes/desk-list.ts";
import { LimitSchema } from "../../routes/desk-query.ts";
import { SpendingSchema } from "../../routes/desk-status.ts";
import { TokenSchema } from "../../routes/desk-tokens.ts";
import { AnewSchema, WordingSchema, WordingsSchema } from "../../routes/desk-translations.ts";
import { UsageQuerySchema } from "../../routes/desk-usage.ts";
import { DraftSchema, NewArticleSchema, WithdrawalSchema } from "../articles/draft.ts";
import { TermSchema } from "../translation/terms/term.ts";
import { language } from "./schemas/article.ts";

/**
 * What requests bring, by the schemas that the routes themselves validate with. What is said of their members is said
 * here, so that the Worker does not carry it.
 */
type Said = string | z.GlobalMeta;

function say(schema: z.ZodType, said: Said): void {
  z.globalRegistry.add(schema, typeof said === "string" ? { description: said } : said);
}

function sayEach(shape: Record<string, z.ZodType>, said: Record<string, Said>): void {
  for (const [name, one] of Object.entries(said)) say(shape[name] as z.ZodType, one);
}

export const DRAFT_EXAMPLE = {
  language: "fr",
  title: "La mer monte",
  summary: "Trois villages ont été évacués dans la nuit.",
  body_markdown: "Trois villages de la côte ont été **évacués** dans la nuit.\n\nLes habitants sont logés au lycée.",
  authors: [{ name: "Amina Benali" }],
  tags: ["climat"],
  tag_labels: { climat: "Climat" },
};

sayEach(DraftSchema.shape, {
  language: "The language it is written in; the publication has an edition in it.",
  title: "One line, at most 300 characters.",
  summary: "One line, at most 2,000 characters.",
  body_markdown: "CommonMark with tables, strikethrough and footnotes. Exactly one of the three bodies, at most 1 MiB.",
  body_html: "HTML; sanitized on its way in.",
  body_text: "Plain text, paragraphs parted by empty lines.",
  tags: "At most 10.",
  tag_labels: "Tag → what readers see, in the article's language. Translated like the text.",
  image: "A picture for the article. Its texts are translated; the picture is never fetched.",
  correction_note: "What was corrected; shown in every edition.",
  canonical_url: "Where the article appeared first. Relative links are resolved against it.",
  published_at: "In the future it is an embargo: nothing is public until then. Left out: now, or what it was.",
  expires_at: "When the article is withdrawn by itself.",
  aliases: "Up to 20 other slugs that lead to it (301).",
  minor: "A correction that does not move `updated_at`.",
});
say(DraftSchema, { id: "Draft", description: "An article as its editor writes it.", example: DRAFT_EXAMPLE });

export const NewDraftSchema = DraftSchema.safeExtend({
  slug: NewArticleSchema.shape.slug.meta({ description: "Left out: made from the title, in whatever script." }),
}).meta({
  id: "NewDraft",
  description: "A draft, and a slug where the title should not make it.",
  example: { ...DRAFT_EXAMPLE, slug: "la-mer-monte" },
});

/** A merge patch has any member of what it patches, and null where one is to go (RFC 7396). */
export const PatchSchema = z
  .strictObject(
    Object.fromEntries(
      Object.entries(DraftSchema.shape).map(([name, schema]) => [name, (schema as z.ZodType).nullish()]),
    ),
  )
  .meta({ id: "DraftPatch", description: "Members of a draft to change; null removes one.", example: { minor: true } });

say(WithdrawalSchema, { id: "Withdrawal", example: { reason: "Sources withdrew their statement." } });

sayEach(WordingSchema.shape, {
  target: "The wording, as inline HTML.",
  allow_warnings: "Take it though checks warn; errors are refused all the same.",
});
say(WordingSchema, { id: "Wording", example: { target: "The sea is <em>rising</em>." } });
sayEach(WordingsSchema.shape, { paragraphs: "What is worded as it was stays whose it was." });
say(WordingsSchema, {
  id: "Wordings",
  example: { paragraphs: [{ id: "p-4Xk2nQ", target: "The sea is rising." }], allow_warnings: false },
});
say(AnewSchema, { id: "BoughtAnew", example: { paragraphs: ["p-4Xk2nQ"] } });
say(TermSchema, { id: "NewTerm", example: { source: "garde à vue", target: "police custody", rule: "translate" } });

export const NewGlossarySchema = z
  .strictObject({
    source_language: language.optional(),
    target_language: language.optional(),
    terms: z.array(TermSchema).max(10_000),
  })
  .meta({ id: "NewGlossary", description: "The pair's terms, whole." });

say(ChangeSchema, { id: "BudgetChange" });
export const BudgetsChangeSchema = z.record(language, ChangeSchema).meta({
  description:
    "Edition → ceilings: a number, null for none, `configured` for the deployment's. What is left out stays.",
  example: { ar: { daily_characters: 6000, monthly_characters: null } },
});
say(SpendingSchema, { id: "Spending", example: { characters: 12_000 } });
sayEach(TokenSchema.shape, {
  name: "Under which writes are recorded; at most 60 printable characters.",
  scopes: "`admin` includes the others, which include nothing but themselves.",
});
say(TokenSchema, { id: "NewToken", example: { name: "Anna", scopes: ["read", "write"] } });

say(LimitSchema, {
  override: ({ jsonSchema }: ZodOpenApiOverrideContext) => {
    delete jsonSchema.pattern;
    Object.assign(jsonSchema, { type: "integer", minimum: 1, maximum: 100 });
  },
  description: "Entries on a page; a page may be shorter.",
});
const CURSOR = { description: "Where to go on: `next` of the page before.", example: "WzE3NjM5NzEyMDAwMDAsImEiXQ" };
for (const { shape } of [AuditQuerySchema, AffectedQuerySchema]) say(shape.cursor, CURSOR);
sayEach(UsageQuerySchema.in.shape, {
  from: { description: "First day (UTC); left out: the first of the month of `to`.", example: "2025-11-01" },
  to: { description: "Last day (UTC), at most 366 days on; left out: today.", example: "2025-11-30" },
});

export const ListQuerySchema = listQuerySchema(["en"]);
sayEach(ListQuerySchema.shape, {
  edition: { description: "Whose `state` is asked for.", override: { type: "string", enum: undefined, example: "en" } },
  tag: "Articles with this tag.",
  state: "The article's state; with `edition` its state there.",
  q: "Words and beginnings of words in title, summary and slug, at most 10.",
  cursor: CURSOR,
});

export { AffectedQuerySchema, AnewSchema, AuditQuerySchema, DraftSchema, SpendingSchema, TokenSchema, UsageQuerySchema, WithdrawalSchema, WordingSchema, WordingsSchema }; // biome-ignore format: one line
