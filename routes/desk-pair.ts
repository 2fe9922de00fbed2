import { languagePair } from "../src/articles/language.ts";
import type { LanguagePair } from "../src/translation/engine.ts";
import { type AppContext, configOf } from "./context.ts";

/** The pair that `fr-en` names: what an article is written in, and another edition; null where it is no pair of this publication. */
export function pairOf(c: AppContext, name: string): LanguagePair | null {
  const pair = languagePair(name);
  const { editions } = configOf(c).publication;
  if (pair === null || pair.source === pair.target) return null;
  return editions.includes(pair.source) && editions.includes(pair.target) ? pair : null;
}
