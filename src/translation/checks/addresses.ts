import type { Check } from "./compared.ts";
import { occurrences, surplus } from "./counts.ts";
import { type Fault, quoted } from "./finding.ts";

/** What stands around an address and is no part of it (RFC 3986 appendix C), Arabic's punctuation too. */
const URL_TEXT = /(?:https?:\/\/|www\.)[^\s<>"«»“”،؛؟]{1,2048}/giu;
/** Only of top-level domains that news sites write alone: “fini.et” is a space forgotten. */
const BARE_HOST =
  /(?<![\p{L}\p{N}@./_-])(?:[a-z0-9][a-z0-9-]{1,62}\.){1,5}(?:com|org|net|int|info|edu|gov|news|example|eu|fr|ma|dz|tn|be|ch|ca|uk|us|de|es|it|pt|nl|io|tv)(?:\/[^\s<>"«»“”،؛؟]{0,512})?(?![\p{L}\p{N}@])/gu;
/** Bounded by RFC 5321 §4.5.3.1, so that text without spaces costs no more than other text. */
const EMAIL = /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/giu;
const TRAILING = /[.,;:!?…'’)\]}]/;

/** URLs written out, `www.…` and bare host names. Links' own addresses are the tags' (tags.ts). */
export const urlMismatch: Check = ({ source, target }) =>
  different(urlsIn(source.text), urlsIn(target.text), "The address");

export const emailMismatch: Check = ({ source, target }) =>
  different(emailsIn(source.text), emailsIn(target.text), "The e-mail address");

function different(source: string[], target: string[], what: string): Fault | null {
  const lost = surplus(source, target);
  const added = surplus(target, source);
  if (lost.length > 0) {
    const instead = added.length > 0 ? `; found ${quoted(added)}` : "";
    return { detail: `${what} ${quoted(lost)} is not in the translation${instead}.` };
  }
  return added.length > 0 ? { detail: `${what} ${quoted(added)} is not in the source.` } : null;
}

function urlsIn(text: string): string[] {
  const found = text.match(URL_TEXT) ?? [];
  const rest = text.replace(URL_TEXT, " ").replace(EMAIL, " ");
  return [...found, ...(rest.match(BARE_HOST) ?? [])].map(trimmed);
}

function emailsIn(text: string): string[] {
  return (text.match(EMAIL) ?? []).map((address) => address.toLowerCase());
}

/** Without the sentence's punctuation; a bracket stays where the address has its partner. */
function trimmed(url: string): string {
  let end = url.length;
  let spare = occurrences(url, /\)/g) - occurrences(url, /\(/g);
  while (end > 0 && TRAILING.test(url[end - 1] as string)) {
    if (url[end - 1] === ")") {
      if (spare <= 0) break;
      spare--;
    }
    end--;
  }
  return url.slice(0, end);
}
