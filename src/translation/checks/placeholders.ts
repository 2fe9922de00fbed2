import type { Check } from "./compared.ts";
import { surplus } from "./counts.ts";
import { quoted } from "./finding.ts";

/** `{{x}}`, `${x}`, `{name}`, `[[x]]`, `%(x)s`, `%1$d`, `%s`; a `%` after a number is a percentage. */
const PLACEHOLDER =
  /\{\{[^{}\n]{1,100}\}\}|\$?\{[\p{L}_$\d][\p{L}\p{N}_$.:-]{0,99}\}|\[\[[^[\]\n]{1,100}\]\]|%\([\w.]{1,64}\)[sdifx]|(?<![\p{N}%]|\p{N}\s)%(?:\d{1,2}\$)?(?:\.\d{1,2})?[sdifx@](?![\p{L}\p{N}])/gu;

export const placeholderMismatch: Check = ({ source, target }) => {
  const expected = source.text.match(PLACEHOLDER) ?? [];
  const found = target.text.match(PLACEHOLDER) ?? [];
  const lost = surplus(expected, found);
  if (lost.length > 0) return { detail: `The placeholder ${quoted(lost)} is not in the translation.` };
  const added = surplus(found, expected);
  return added.length > 0 ? { detail: `The placeholder ${quoted(added)} is not in the source.` } : null;
};

/** A text whose placeholders are gone: their names and numbers say nothing. */
export function withoutPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, " ");
}
