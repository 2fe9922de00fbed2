import { isUiLanguage, type Messages, messages } from "./messages.ts";

/** What a language calls itself: `Français`, `العربية`. */
export function ownName(language: string): string {
  if (isUiLanguage(language)) return messages[language].ownName;
  return named(language, language);
}

/** What the page's language calls it: `French` on an English page. */
export function languageName(language: string, m: Messages): string {
  if (isUiLanguage(language)) return m.languageNames[language];
  return named(language, m.locale);
}

const names = new Map<string, Intl.DisplayNames>();

function named(language: string, locale: string): string {
  let known = names.get(locale);
  if (known === undefined) {
    known = new Intl.DisplayNames([locale], { type: "language" });
    names.set(locale, known);
  }
  return known.of(language) ?? language;
}
