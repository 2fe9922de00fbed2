import * as z from "zod";
import { LANGUAGE_TAG } from "./articles/language.ts";
import type { Publication } from "./articles/publication.ts";
import { type PerEdition, perEdition } from "./per-edition.ts";
import { type CheckSettings, DEFAULT_CHECKS, parseCheckSettings } from "./translation/checks/settings.ts";

/** Secrets, and bindings that need an account, are optional, so wrangler's types cannot list them: they are typed here, once. */
export interface Secrets {
  EDITOR_TOKEN?: string;
  DEEPL_API_KEY?: string;
  DEEPL_API_URL?: string;
  /** Workers AI; absent where `wrangler.toml` has no `[ai]`, as on a machine without an account. */
  AI?: Pick<Ai, "run">;
}

/** Engines that can be bought from. */
const SELLERS = ["deepl", "workers-ai"] as const;
export type SellerName = (typeof SELLERS)[number];

export interface Config {
  publication: Publication;
  budget: {
    /** Characters an edition may buy a day; an admin may set others (`PUT /api/budget`). */
    dailyCharacters: PerEdition<number>;
    /** Characters an edition may buy a month; null where there is no ceiling. */
    monthlyCharacters: PerEdition<number | null>;
    /** Age in days from which an article may use only half of it. */
    onDemandDays: number;
  };
  translateOnPublish: boolean;
  /** Whether in an edition nothing machine-made is public before a person has approved it. */
  isReviewedFirst(edition: string): boolean;
  /** Whom an edition buys from, the first that can be had. */
  engines: PerEdition<SellerName[]>;
  /** How severe each check of a translation is, and from where on it fails. */
  checks: CheckSettings;
  /** Null where no key is set. */
  deepl: { apiKey: string; serverUrl: string | null } | null;
  /** Workers AI, where the deployment has the binding. */
  ai: Pick<Ai, "run"> | null;
  editorToken: string | null;
}

const list = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .pipe(z.array(z.string().regex(LANGUAGE_TAG, "language tags joined by commas")).min(1));

/** Aborts where it is no URL at all, so that what follows can take it apart. */
const httpUrl = z.url({ protocol: /^https?$/, abort: true });

const httpOrigin = httpUrl
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ""), "an origin, without a path")
  .transform((value) => new URL(value).origin);

/** A key leaves this machine only over TLS, but for a test server on loopback. */
const securedUrl = httpUrl.refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}, "https, except on loopback");

/** WebSub hubs. What they are told is public, but not to be read or changed on its way. */
const hubs = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .pipe(z.array(securedUrl.transform((value) => new URL(value).href)).max(5, "at most 5 hubs"))
  .refine((urls) => new Set(urls).size === urls.length, "each hub once");

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const reviewMode = z.enum(["publish-then-review", "review-then-publish"]);
const characters = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], "a number of characters")
  .pipe(z.int().nonnegative());
const orders = z
  .preprocess(
    (value) => (typeof value === "string" ? value.split(",").map((part) => part.trim()) : value),
    z.array(z.enum(SELLERS, `engines are ${SELLERS.join(" and ")}`)),
  )
  .refine((names) => new Set(names).size === names.length, "each engine once");

const checks = z.string().transform((value, context): CheckSettings => {
  const parsed = parseCheckSettings(value);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: "custom", message: parsed.error });
  return z.NEVER;
});

const Vars = z
  .object({
    PUBLIC_ORIGIN: httpOrigin,
    PUBLICATION_TITLE: z.string().min(1),
    ID_AUTHORITY: z
      .string()
      .regex(/^[A-Za-z0-9.@-]+,\d{4}(-\d\d(-\d\d)?)?$/, "an authority and a date, news.example,2025"),
    EDITIONS: list,
    SOURCE_LANGUAGE: z.string().regex(LANGUAGE_TAG),
    DAILY_CHARACTERS: perEdition(characters),
    MONTHLY_CHARACTERS: optional(perEdition(z.union([z.null(), characters]))),
    ENGINES: optional(perEdition(orders)),
    ON_DEMAND_DAYS: z.coerce.number().int().positive(),
    TRANSLATE_ON_PUBLISH: z.enum(["true", "false"]),
    REVIEW: optional(perEdition(reviewMode)),
    CHECKS: optional(checks),
    NOINDEX_UNREVIEWED: optional(list),
    WEBSUB_HUBS: optional(hubs),
    EDITOR_TOKEN: optional(z.string()),
    DEEPL_API_KEY: optional(z.string()),
    DEEPL_API_URL: optional(securedUrl),
    AI: z.custom<Pick<Ai, "run">>((binding) => typeof binding === "object" && binding !== null).optional(),
  })
  .refine((vars) => vars.EDITIONS.includes(vars.SOURCE_LANGUAGE), {
    message: "must be one of EDITIONS",
    path: ["SOURCE_LANGUAGE"],
  })
  .refine((vars) => (vars.NOINDEX_UNREVIEWED ?? []).every((edition) => vars.EDITIONS.includes(edition)), {
    message: "must be some of EDITIONS",
    path: ["NOINDEX_UNREVIEWED"],
  })
  .superRefine((vars, context) => {
    for (const name of ["DAILY_CHARACTERS", "MONTHLY_CHARACTERS", "ENGINES", "REVIEW"] as const) {
      const unknown = vars[name]?.languages.filter((language) => !vars.EDITIONS.includes(language)) ?? [];
      if (unknown.length === 0) continue;
      context.addIssue({ code: "custom", message: "names a language that has no edition", path: [name] });
    }
  });

/** The names of all that is read of the environment. */
export const VARIABLES = Object.keys(Vars.shape);

/** Variables that cannot be used. The message names them and never their values. */
export class ConfigurationError extends Error {}

const read = new WeakMap<object, Config>();

/**
 * Configuration, checked once per isolate; below this nobody sees raw bindings.
 * @throws ConfigurationError naming every variable that is wrong: a deployment that cannot work says so.
 */
export function readConfig(env: Env & Secrets): Config {
  const known = read.get(env);
  if (known !== undefined) return known;
  const parsed = Vars.safeParse(env);
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; "));
  }
  const vars = parsed.data;
  const config: Config = {
    publication: {
      title: vars.PUBLICATION_TITLE,
      origin: vars.PUBLIC_ORIGIN,
      idAuthority: vars.ID_AUTHORITY,
      editions: vars.EDITIONS,
      sourceLanguage: vars.SOURCE_LANGUAGE,
      noindexUnreviewed: vars.NOINDEX_UNREVIEWED ?? [],
      hubs: vars.WEBSUB_HUBS ?? [],
    },
    budget: {
      dailyCharacters: vars.DAILY_CHARACTERS.of,
      monthlyCharacters: vars.MONTHLY_CHARACTERS?.of ?? (() => null),
      onDemandDays: vars.ON_DEMAND_DAYS,
    },
    translateOnPublish: vars.TRANSLATE_ON_PUBLISH === "true",
    isReviewedFirst: (edition) => vars.REVIEW?.of(edition) === "review-then-publish",
    engines: vars.ENGINES?.of ?? (() => [...SELLERS]),
    checks: vars.CHECKS ?? DEFAULT_CHECKS,
    deepl: vars.DEEPL_API_KEY ? { apiKey: vars.DEEPL_API_KEY, serverUrl: vars.DEEPL_API_URL ?? null } : null,
    ai: vars.AI ?? null,
    editorToken: vars.EDITOR_TOKEN ?? null,
  };
  read.set(env, config);
  return config;
}
