import * as z from "zod";
import type { BudgetAnswer, EditionStatus, EngineStatus, UsageAnswer } from "../../edition/answers.ts";
import type { NewsroomStatus } from "../../newsroom/answers.ts";
import type { DriftReport } from "../../replica/drift.ts";
import { language, time } from "./article.ts";

const count = z.int();
const ceiling = z.int().nullable().meta({ description: "Null: no ceiling." });
const ceilings = { daily_characters: ceiling, monthly_characters: ceiling };

const budget = z.strictObject({
  ...ceilings,
  configured: z.strictObject(ceilings).meta({ description: "The deployment's own." }),
}) satisfies z.ZodType<BudgetAnswer>;
export const BudgetsSchema = z.record(language, budget).meta({ id: "Budgets", description: "By edition." });

const left = z.strictObject({ characters: ceiling, spent: count, left: ceiling, resets_at: time });
const usage = z.strictObject({
  days: z.array(
    z.strictObject({
      day: z.iso.date(),
      engines: z.record(
        z.string(),
        z.strictObject({ characters: count, calls: count, saved: count.meta({ description: "Taken from the memory." }) }),
      ),
      spent: count,
    }),
  ),
  unsettled: z
    .array(z.strictObject({ day: z.string(), engine: z.string(), characters: count, at: time, state: z.string() }))
    .meta({ description: "Calls whose answer was lost." }),
  today: left,
  this_month: left,
}) satisfies z.ZodType<UsageAnswer>; // biome-ignore format: one schema
export const UsageSchema = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    editions: z.record(language, usage),
    deepl: z
      .strictObject({ count: count.nullable(), limit: count.nullable(), reason: z.string().optional() })
      .meta({ description: "DeepL's own count, of everybody who uses the account; null with a reason where it cannot be had." }),
  })
  .meta({ id: "Usage" }); // biome-ignore format: one schema

const drift = z
  .strictObject({
    compared: count,
    repaired: count,
    completed_at: time.nullable(),
    latest: z.array(
      z.strictObject({ key: z.string(), at: time, fault: z.enum(["missing", "other-version", "unknown"]) }),
    ),
  })
  .meta({ id: "Drift", description: "Keys of KV that differed, and were mended." }) satisfies z.ZodType<DriftReport>;
const outbox = z.array(z.strictObject({ kind: z.string(), count, due_at: time, attempts: count }));
const health = z.enum(["ok", "recovering"]);
const engine = z.strictObject({
  name: z.string(),
  state: z.enum(["ready", "paused", "failing", "awaits-confirmation"]),
  until: time.nullable(),
  failures: count,
  failure: z.string().nullable(),
}) satisfies z.ZodType<EngineStatus>;
const newsroom = z.strictObject({
  state: health,
  articles: z.record(z.string(), count),
  head: count,
  editions: z.record(z.string(), count),
  outbox,
  drift,
}) satisfies z.ZodType<NewsroomStatus>;
const edition = z.strictObject({
  language,
  state: health,
  heard: count,
  renditions: z.record(z.string(), count),
  tags: count,
  memory: count,
  outbox,
  engines: z.array(engine),
  spending: z.strictObject({
    day: z.string(),
    settled: count,
    reserved: count,
    daily_characters: ceiling,
    this_month: count,
    monthly_characters: ceiling,
    unsettled: count,
  }),
  drift,
}) satisfies z.ZodType<EditionStatus>;
const unreachable = z.strictObject({ state: z.literal("unreachable") });
export const StatusSchema = z
  .strictObject({
    newsroom: z.union([newsroom, unreachable]),
    editions: z.record(language, z.union([edition, unreachable])),
  })
  .meta({ id: "Status" });

export const ConfirmedSchema = z.strictObject({ language, characters: count, this_month: count.optional() });
