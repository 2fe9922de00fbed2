import { type Publication, paths } from "../src/articles/publication.ts";
import type { Lookup } from "../src/edition/lookup.ts";
import type { Problem, ProblemKind } from "../src/http/problem.ts";

/** What was wrong and what to do, for each way in which an edition can lack a rendition. */
const DETAILS: Partial<Record<ProblemKind, string>> = {
  "being-translated": "The translation is under way. Ask again in a few seconds.",
  "translation-unavailable":
    "No translation engine is configured, and the translation memory lacks some paragraphs. Read the original.",
  "translation-budget-spent":
    "This edition has spent its characters for the day or the month (UTC). It translates again when there are new ones.",
  "translation-over-budget":
    "One paragraph has more characters than this edition may buy in a whole day or month. An editor has to split it, or an admin to raise the budget (PUT /api/budget).",
  "translation-held":
    "Some paragraphs failed their checks or their answers were lost twice. An editor has to correct them, or ask for them again (POST …/retranslate).",
  "translation-awaits-review":
    "The translation is made. It is public once an editor has approved it (POST …/approve). Read the original.",
  "engine-overloaded": "The engine asks for a pause. The article is translated when it is over.",
  "engine-quota-spent": "The engine's own quota is spent. An operator has to raise it, or wait for its renewal.",
  "engine-refused": "The engine refused the request or its key. An operator has to look at DEEPL_API_KEY.",
  "engine-failed": "The engine answered with an error. The article is translated when it works again.",
  "engine-unreachable": "The engine could not be reached. The article is translated when it can.",
  "engine-garbled": "The engine's answer could not be used. Nothing of it was kept.",
  "engine-awaits-confirmation":
    "The edition lost its storage. Translation starts again once an admin has confirmed what was spent today.",
  recovering:
    "The edition is taking back what it lost, or still reads of all that was published. Ask again in a moment.",
  "engine-silent": "The engine gave no answer in time. The article is asked for again after a pause.",
};

export function lookupProblem(
  lookup: Exclude<Lookup, { state: "found" }>,
  { language, slug }: { language: string; slug: string },
  publication: Publication,
  now: number,
): Problem {
  switch (lookup.state) {
    case "unknown":
      return { kind: "not-found", detail: `The ${language} edition has no article ${slug}.` };
    case "rate-limited":
      return {
        kind: "rate-limited",
        detail: "Too many requests for what is not cached. Wait a minute.",
        retryAfter: 60,
      };
    case "unavailable": {
      const { kind, retryAt, original } = lookup.unavailable;
      return {
        kind,
        detail: DETAILS[kind] ?? "The article could not be translated.",
        retryAfter: (retryAt - now) / 1000,
        extensions: { original: { language: original, url: publication.origin + paths.article(original, slug) } },
      };
    }
  }
}
