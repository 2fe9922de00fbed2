import { escapeText } from "../articles/text.ts";

/** Text that is already HTML. Only `html` and `trusted` make it, so that all else is escaped. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Value = string | number | Markup | readonly Markup[] | null;

/**
 * Template tag: every interpolated text is escaped for element content and for attributes in
 * double quotes (always write those quotes); markup and lists of it stand as they are, and null
 * is nothing. Strings, not JSX: a 5 KB article takes 10 µs instead of 150.
 */
export function html(literals: TemplateStringsArray, ...values: Value[]): Markup {
  let source = literals[0] as string;
  for (let i = 0; i < values.length; i++) source += written(values[i] as Value) + (literals[i + 1] as string);
  return new Markup(source);
}

/** Vouches for `source`: canonical HTML of ours (sanitize.ts), or a constant. */
export function trusted(source: string): Markup {
  return new Markup(source);
}

export const NOTHING = new Markup("");

/** Markup pieces with `separator`, a plain text, between them. */
export function joined(pieces: readonly Markup[], separator: string): Markup {
  return new Markup(pieces.map((piece) => piece.source).join(escapeText(separator)));
}

function written(value: Value): string {
  if (typeof value === "string") return escapeText(value);
  if (value === null) return "";
  if (value instanceof Markup) return value.source;
  if (typeof value === "number") return String(value);
  let source = "";
  for (const piece of value) source += piece.source;
  return source;
}
