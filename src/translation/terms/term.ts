import * as z from "zod";

/** Most terms of a language pair, and the largest file of them in bytes. */
export const MOST_TERMS = 10_000;
export const MOST_GLOSSARY_BYTES = 1024 * 1024;
/** Longest wording, code points; and how many a list of them holds. */
const MOST_CHARACTERS = 200;
const MOST_WORDINGS = 20;

/**
 * `translate`: where `source` stands, the translation has `target`.
 * `keep`: `source` stays as it is; `target` is the same.
 * `forbid`: the translation never has `target`; with a `source`, only where that stands.
 */
export const TERM_RULES = ["translate", "keep", "forbid"] as const;
export type TermRule = (typeof TERM_RULES)[number];

/** What a newsroom has decided about a wording. */
export interface Term {
  /** Empty only where a wording is forbidden wherever it would stand. */
  source: string;
  target: string;
  rule: TermRule;
  /** Left out: capitals do not matter, except those of acronyms (OTAN, UE). */
  case?: TermCase;
  forms?: {
    /** With these, only they and `source` itself are the term; without, its inflections are too. */
    source?: string[];
    /** Other wordings that are as right as `target`. */
    target?: string[];
  };
  /** Wordings that no translation of `source` may have. */
  forbidden?: string[];
}

export const TERM_CASES = ["sensitive", "insensitive"] as const;
export type TermCase = (typeof TERM_CASES)[number];

/** Parts wordings of a list in TSV, so none can have it. */
export const LIST_SEPARATOR = "|";

const wording = z.string().superRefine((value, c) => {
  const fault = faultOf(value);
  if (fault !== null) c.addIssue(fault);
});

const wordings = z
  .array(wording.refine((value) => !value.includes(LIST_SEPARATOR), `must not have “${LIST_SEPARATOR}”`))
  .max(MOST_WORDINGS, `has more than ${MOST_WORDINGS}`)
  .transform((list) => [...new Set(list)])
  .optional();

/** A term as a file or a request has it; what is empty is left out, so that equal terms are equal text. */
export const TermSchema = z
  .strictObject({
    source: z.string(),
    target: wording,
    rule: z.string(),
    case: z.enum(TERM_CASES, "is neither sensitive nor insensitive").optional(),
    forms: z.strictObject({ source: wordings, target: wordings }).optional(),
    forbidden: wordings,
  })
  .superRefine((term, c) => {
    const { source, target, rule, forms, forbidden = [] } = term;
    const report = (path: string[], message: string) => c.addIssue({ code: "custom", path, message });
    const isRule = (TERM_RULES as readonly string[]).includes(rule);
    if (!isRule) report(["rule"], `“${shortened(rule)}” is none of ${TERM_RULES.join(", ")}`);
    const fault = faultOf(source);
    if (fault !== null && !(rule === "forbid" && source === "")) report(["source"], fault);
    if (rule === "keep" && target !== source) report(["target"], "a term to keep has its source as its target");
    if (rule === "forbid" && forms?.target?.length) report(["forms", "target"], "put further wordings into forbidden");
    if (source === "" && forms?.source?.length) report(["forms", "source"], "a term without source has no forms of it");
    if (rule !== "forbid" && forbidden.includes(target)) report(["forbidden"], `“${target}” is what is to be written`);
  })
  .transform(canonical);

/** What is wrong with a wording, or null. */
function faultOf(value: string): string | null {
  if (value.trim() === "") return "must not be empty";
  if (value !== value.trim()) return "begins or ends with a space";
  if ([...value].length > MOST_CHARACTERS) return `has more than ${MOST_CHARACTERS} characters`;
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFFD]/u.test(value)) return "has a tab, a line end or another control character";
  return /[\p{L}\p{N}]/u.test(value) ? null : "has no letter and no digit";
}

interface Parsed {
  source: string;
  target: string;
  rule: string;
  case?: TermCase | undefined;
  forms?: { source?: string[] | undefined; target?: string[] | undefined } | undefined;
  forbidden?: string[] | undefined;
}

function canonical({ source, target, rule, case: letters, forms, forbidden }: Parsed): Term {
  const kept = {
    ...(forms?.source?.length && { source: forms.source }),
    ...(forms?.target?.length && { target: forms.target }),
  };
  return {
    source,
    target,
    rule: rule as TermRule,
    ...(letters && { case: letters }),
    ...(Object.keys(kept).length > 0 && { forms: kept }),
    ...(forbidden?.length && { forbidden }),
  };
}

/** By this a term is known: a glossary says of one source once what becomes of it. */
export function identity({ source, target, rule }: Term): string {
  return rule === "forbid" ? `forbid\t${source}\t${target}` : source;
}

/** What a term is called where people read of it. */
export function nameOf({ source, target }: Pick<Term, "source" | "target">): string {
  return source === "" ? target : source;
}

/** Terms in their one order, whatever order they came in. */
export function sorted(terms: readonly Term[]): Term[] {
  return terms.toSorted((a, b) => compared(a.source, b.source) || compared(a.target, b.target));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text;
}
