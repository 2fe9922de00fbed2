import * as z from "zod";
import { PARAGRAPH_TYPES } from "../../articles/article.ts";
import type { Affected } from "../../edition/answers.ts";
import type { ParagraphView, TranslationView } from "../../edition/translation-answers.ts";
import { MEMORY_ORIGINS } from "../../replica/values.ts";
import { CHECK_NAMES, type Finding } from "../../translation/checks/finding.ts";
import { TERM_CASES, TERM_RULES } from "../../translation/terms/term.ts";
import { engine, language, slug, time } from "./article.ts";
import { editionState, next } from "./desk.ts";
import { TRANSLATION_EXAMPLE } from "./examples.ts";

const finding = z
  .strictObject({ check: z.enum(CHECK_NAMES), severity: z.enum(["error", "warning"]), detail: z.string() })
  .meta({
    id: "Finding",
    description: "What a check found. An error is never served.",
  }) satisfies z.ZodType<Finding>;

const ParagraphSchema = z
  .strictObject({
    id: z.string().nullable().meta({ description: "The same as long as the source's text is; null where there is nothing to translate." }),
    type: z.enum([...PARAGRAPH_TYPES, "title", "summary", "image-alt", "image-caption", "correction-note", "tag-label"]),
    source: z.string().meta({ description: "Inline HTML." }),
    target: z.string().nullable().meta({ description: "Inline HTML; null while there is none." }),
    origin: z.enum(MEMORY_ORIGINS).nullable(),
    engine: engine.nullable(),
    reviewer: z.string().nullable().meta({ description: "Whose wording it is." }),
    updated_at: time.nullable(),
    outdated: z.boolean().meta({ description: "Served until it is bought anew." }),
    refused: z.boolean().meta({ description: "Failed its checks, and is served nowhere." }),
    checks: z.array(finding),
  })
  .meta({ id: "TranslatedParagraph" }) satisfies z.ZodType<ParagraphView>; // biome-ignore format: one schema

const view = z.strictObject({
  state: editionState,
  source_language: language,
  source_revision: z.int(),
  reviewed: z.strictObject({ by: z.string(), at: time }).nullable(),
  paragraphs: z.array(ParagraphSchema),
}) satisfies z.ZodType<TranslationView>;

export const TranslationSchema = z.strictObject({ slug, language, ...view.shape }).meta({
  id: "Translation",
  description: "The translation of the current revision, public or not.",
  example: TRANSLATION_EXAMPLE,
});

export const AskedAgainSchema = z.strictObject({ slug, language, state: editionState });

const count = z.int().nonnegative();
export const TmxSummarySchema = z
  .strictObject({
    source: language,
    target: language,
    created: count,
    updated: count,
    unchanged: count,
    units: count.meta({ description: "Units of the pair that the memory could keep." }),
    refused: count,
    problems: z.array(z.strictObject({ line: z.int(), detail: z.string() })).meta({ description: "The first 100." }),
  })
  .meta({ id: "TmxSummary" });

const wordings = z.array(z.string());
const term = z
  .strictObject({
    source: z.string(),
    target: z.string(),
    rule: z.enum(TERM_RULES),
    case: z.enum(TERM_CASES).optional(),
    forms: z.strictObject({ source: wordings.optional(), target: wordings.optional() }).optional(),
    forbidden: wordings.optional(),
  })
  .meta({ id: "Term" });

export const GlossarySchema = z
  .strictObject({ source_language: language, target_language: language, terms: z.array(term) })
  .meta({ id: "Glossary" });

const affected = {
  renditions: z.array(
    z.strictObject({
      slug,
      terms: wordings.meta({ description: "Those that its wording goes against." }),
      stale: z.boolean().meta({ description: "False where no engine can mend it." }),
    }),
  ),
  complete: z.boolean().meta({ description: "Whether every article has been looked at." }),
};
const whole = z.strictObject({ changed_at: time.nullable(), ...affected }) satisfies z.ZodType<Affected>;
export const AffectedSchema = z.strictObject({ ...whole.shape, next }).meta({ id: "AffectedByTerms" });

export const GlossaryWrittenSchema = z.strictObject({
  terms: count,
  etag: z.string(),
  changed: z.strictObject({ added: wordings, removed: wordings, changed: wordings }),
  affected: z.strictObject(affected),
});
