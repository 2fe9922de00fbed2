import type { Provenance, Rendition } from "../articles/article.ts";
import { byMachine } from "./disclosure.ts";
import { type Messages, messagesFor } from "./messages.ts";

/**
 * What each edition's version of an article is, for the language switcher. A page is one read of KV, and knows the engines
 * of its own version alone. Another's is called a machine's with a reserve, since a person may have worded or reviewed it:
 * its own page tells.
 */
export function versionsOf({ language, original, translation }: Rendition): (edition: string) => string | null {
  const m = messagesFor(language);
  return (edition) => {
    if (edition === original.language) return m.original;
    return edition === language && translation !== null ? versionName(translation, m) : m.presumedMachine;
  };
}

/** In a few words who made a translation; null where there was nothing to translate. */
export function versionName(translation: Provenance, m: Messages): string | null {
  if (translation.engines.length === 0) return null;
  if (!byMachine(translation)) return m.humanTranslation;
  return translation.reviewed === null ? m.machineTranslation : m.reviewedTranslation;
}
