import * as z from "zod";
import { jsonPointer } from "../../articles/json-pointer.ts";
import { identity, LIST_SEPARATOR, MOST_TERMS, nameOf, shortened, type Term, TermSchema } from "./term.ts";

/** What is wrong with one place of a glossary, and what to do. */
export type TermFault = { line: number; message: string } | { pointer: string; message: string };

/** A file's terms; only with no fault are they fit to be taken. */
export interface GlossaryFile {
  terms: Term[];
  faults: TermFault[];
}

const COLUMNS = ["source", "target", "rule", "case", "source_forms", "target_forms", "forbidden"] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = COLUMNS.slice(0, 3);
/** More faults than anybody reads at once are not looked for. */
const MOST_FAULTS = 100;

/**
 * Terms as tab-separated values: a header that names the columns, one term a line, lists joined by `|`. No quoting.
 * A byte order mark, Windows line ends and empty lines at the end are no fault.
 */
export function readTsv(text: string): GlossaryFile {
  let end = text.length;
  while (text[end - 1] === "\n" || text[end - 1] === "\r") end--;
  const [header = "", ...rows] = text.slice(text.startsWith("\uFEFF") ? 1 : 0, end).split(/\r?\n/);
  const columns = header.split("\t");
  const faults: TermFault[] = [];
  if (!REQUIRED.every((column) => columns.includes(column))) {
    return {
      terms: [],
      faults: [{ line: 1, message: "the first line must be source, target and rule, joined by tabs" }],
    };
  }
  for (const [i, column] of columns.entries()) {
    const isKnown = (COLUMNS as readonly string[]).includes(column);
    if (!isKnown) faults.push({ line: 1, message: `“${shortened(column)}” is none of ${COLUMNS.join(", ")}` });
    else if (columns.indexOf(column) < i) faults.push({ line: 1, message: `“${column}” stands twice` });
  }
  if (faults.length > 0) return { terms: [], faults };
  const found = collected(rows, (row, i) => {
    const line = i + 2;
    const values = row.split("\t");
    if (values.length !== columns.length) {
      return [{ line, message: `has ${values.length} columns; the header names ${columns.length}` }];
    }
    const parsed = TermSchema.safeParse(termOf(Object.fromEntries(columns.map((column, at) => [column, values[at]]))));
    if (parsed.success) return { term: parsed.data, at: `line ${line}`, fault: (message) => ({ line, message }) };
    return parsed.error.issues.map(({ path, message }) => ({ line, message: `${columnOf(path)}: ${message}` }));
  });
  if (rows.length > MOST_TERMS) found.faults.unshift({ line: 1, message: `has more than ${MOST_TERMS} terms` });
  return found;
}

/** What `readTsv` reads; terms that need no more have three columns. */
export function writeTsv(terms: readonly Term[]): string {
  const isPlain = terms.every((term) => !term.case && !term.forms && !term.forbidden);
  const columns = isPlain ? REQUIRED : COLUMNS;
  const rows = terms.map((term) => columns.map((column) => cell(term, column)).join("\t"));
  return `${[columns.join("\t"), ...rows].join("\n")}\n`;
}

const JsonSchema = z.strictObject({
  source_language: z.string().optional(),
  target_language: z.string().optional(),
  terms: z.array(z.unknown()),
});

/** Terms as JSON, `{"terms": [{"source", "target", "rule", …}]}`; `pair` is what it says of its languages. */
export function readJson(
  json: unknown,
): GlossaryFile & { pair: { source: string | undefined; target: string | undefined } } {
  const whole = JsonSchema.safeParse(json);
  const { terms = [], source_language: source, target_language: target } = whole.data ?? {};
  const pair = { source, target };
  if (!whole.success) {
    const faults = whole.error.issues.map(({ path, message }) => ({ pointer: jsonPointer(path), message }));
    return { terms: [], faults, pair };
  }
  const found = collected(terms, (term, i) => {
    const parsed = TermSchema.safeParse(term);
    const at = `/terms/${i}`;
    if (parsed.success) return { term: parsed.data, at, fault: (message) => ({ pointer: at, message }) };
    return parsed.error.issues.map(({ path, message }) => ({ pointer: at + jsonPointer(path), message }));
  });
  if (terms.length > MOST_TERMS)
    found.faults.unshift({ pointer: "/terms", message: `has more than ${MOST_TERMS} terms` });
  return { ...found, pair };
}

type Read = { term: Term; at: string; fault(message: string): TermFault } | TermFault[];

/** Reads every entry; a source that was there already is a fault. */
function collected<T>(entries: T[], read: (entry: T, i: number) => Read): GlossaryFile {
  const terms: Term[] = [];
  const faults: TermFault[] = [];
  const places = new Map<string, string>();
  for (const [i, entry] of entries.slice(0, MOST_TERMS).entries()) {
    if (faults.length >= MOST_FAULTS) break;
    const found = read(entry, i);
    if (Array.isArray(found)) {
      faults.push(...found);
      continue;
    }
    const name = identity(found.term);
    const other = places.get(name);
    if (other !== undefined) faults.push(found.fault(`“${nameOf(found.term)}” is already on ${other}`));
    else places.set(name, found.at);
    terms.push(found.term);
  }
  return { terms, faults };
}

function termOf(row: Partial<Record<string, string>>): object {
  const list = (column: Column) => (row[column] ? { [column]: row[column].split(LIST_SEPARATOR) } : {});
  const { source_forms, target_forms } = { ...list("source_forms"), ...list("target_forms") };
  return {
    source: row["source"],
    target: row["target"],
    rule: row["rule"],
    ...(row["case"] && { case: row["case"] }),
    forms: { source: source_forms, target: target_forms },
    ...list("forbidden"),
  };
}

function cell(term: Term, column: Column): string {
  switch (column) {
    case "source_forms":
      return term.forms?.source?.join(LIST_SEPARATOR) ?? "";
    case "target_forms":
      return term.forms?.target?.join(LIST_SEPARATOR) ?? "";
    case "forbidden":
      return term.forbidden?.join(LIST_SEPARATOR) ?? "";
    default:
      return term[column] ?? "";
  }
}

function columnOf(path: PropertyKey[]): string {
  return path[0] === "forms" ? `${String(path[1])}_forms` : String(path[0]);
}
