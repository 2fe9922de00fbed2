import * as z from "zod";
import { LANGUAGE_TAG } from "./articles/language.ts";
import type { Publication } from "./articles/publication.ts";

/** Secrets are optional, so wrangler's types cannot list them: they are typed here, once. */
export interface Secrets {
  EDITOR_TOKEN?: string;
  DEEPL_API_KEY?: string;
  DEEPL_API_URL?: string;
}

export interface Config {
  publication: Publication;
  budget: {
    /** Characters an edition may buy a day. */
    dailyCharacters: number;
    /** Age in days from which an article may use only half of it. */
    onDemandDays: number;
  };
  translateOnPublish: boolean;
  /** Null where no key is set: then only the translation memory answers. */
  deepl: { apiKey: string; serverUrl: string | null } | null;
  editorToken: string | null;
}

const list = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .pipe(z.array(z.string().regex(LANGUAGE_TAG, "language tags joined by commas")).min(1));

const httpOrigin = z
  .url({ protocol: /^https?$/ })
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ""), "an origin, without a path")
  .transform((value) => new URL(value).origin);

/** A key leaves this machine only over TLS, but for a test server on loopback. */
const engineUrl = z.url({ protocol: /^https?$/ }).refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}, "https, except on loopback");

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Vars = z
  .object({
    PUBLIC_ORIGIN: httpOrigin,
    PUBLICATION_TITLE: z.string().min(1),
    ID_AUTHORITY: z
      .string()
      .regex(/^[A-Za-z0-9.@-]+,\d{4}(-\d\d(-\d\d)?)?$/, "an authority and a date, news.example,2025"),
    EDITIONS: list,
    SOURCE_LANGUAGE: z.string().regex(LANGUAGE_TAG),
    DAILY_CHARACTERS: z.coerce.number().int().nonnegative(),
    ON_DEMAND_DAYS: z.coerce.number().int().positive(),
    TRANSLATE_ON_PUBLISH: z.enum(["true", "false"]),
    NOINDEX_UNREVIEWED: optional(list),
    EDITOR_TOKEN: optional(z.string()),
    DEEPL_API_KEY: optional(z.string()),
    DEEPL_API_URL: optional(engineUrl),
  })
  .refine((vars) => vars.EDITIONS.includes(vars.SOURCE_LANGUAGE), {
    message: "must be one of EDITIONS",
    path: ["SOURCE_LANGUAGE"],
  })
  .refine((vars) => (vars.NOINDEX_UNREVIEWED ?? []).every((edition) => vars.EDITIONS.includes(edition)), {
    message: "must be some of EDITIONS",
    path: ["NOINDEX_UNREVIEWED"],
  });

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
    },
    budget: { dailyCharacters: vars.DAILY_CHARACTERS, onDemandDays: vars.ON_DEMAND_DAYS },
    translateOnPublish: vars.TRANSLATE_ON_PUBLISH === "true",
    deepl: vars.DEEPL_API_KEY ? { apiKey: vars.DEEPL_API_KEY, serverUrl: vars.DEEPL_API_URL ?? null } : null,
    editorToken: vars.EDITOR_TOKEN ?? null,
  };
  read.set(env, config);
  return config;
}
