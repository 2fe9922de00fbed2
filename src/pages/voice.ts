import { direction } from "../articles/language.ts";
import { html, type Markup, NOTHING } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";

/** The language in which pages for readers of `language` speak in their own voice. */
export function voiceLanguage(language: string): string {
  const m = messagesFor(language);
  return speaks(m, language) ? language : m.language;
}

/** Attributes for an element that speaks in the page's own voice, where that is not the page's language. */
export function ownVoice(language: string, m: Messages): Markup {
  return speaks(m, language) ? NOTHING : html` lang="${m.language}" dir="${direction(m.language)}"`;
}

function speaks(m: Messages, language: string): boolean {
  return language.split("-")[0] === m.language;
}
