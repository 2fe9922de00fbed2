export type Severity = "error" | "warning";

/** Every check, named as CAT tools name theirs. */
export const CHECK_NAMES = [
  "empty-target", "target-same-as-source", "number-mismatch", "date-mismatch", "url-mismatch", "email-mismatch",
  "tag-mismatch", "placeholder-mismatch", "bracket-mismatch", "quotation-mismatch", "end-punctuation", "script",
  "length-ratio", "sentence-count", "repetition", "doubled-words", "term-missing", "do-not-translate", "forbidden-term",
  "control-characters", "bidi-characters", "inconsistent-translation",
] as const; // biome-ignore format: a list of words
export type CheckName = (typeof CHECK_NAMES)[number];

/** What a check found in a translation. An error is never served; a warning is shown to the editor. */
export interface Finding {
  check: CheckName;
  severity: Severity;
  /** For an editor: what was expected and what was found; plain text, ≤ 200 characters. */
  detail: string;
}

/** What a check says of a pair of texts, before the settings give it a severity. */
export interface Fault {
  detail: string;
  /** Whether a right translation may look like this too: then it is a warning at most. */
  doubtful?: boolean;
}

/** Longest detail, characters. */
const MOST_DETAIL = 200;

/** Text for a detail: one line, no character that turns or hides another, never longer than a detail may be. */
export function detailOf(text: string): string {
  const line = text
    .slice(0, MOST_DETAIL * 2)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFFFD]/gu, "\uFFFD")
    .toWellFormed();
  return line.length <= MOST_DETAIL ? line : `${line.slice(0, MOST_DETAIL - 1).toWellFormed()}…`;
}

/** A few things for a detail: the first ones, each in quotes and shortened. */
export function quoted(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_QUOTED).map((text) => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`);
  return shown.join(", ") + (texts.length > MOST_QUOTED ? ` and ${texts.length - MOST_QUOTED} more` : "");
}
const MOST_QUOTED = 4;
