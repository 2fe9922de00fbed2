import type { TranslationAct, TranslationAnswer } from "../src/edition/translation-answers.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type { AppContext } from "./context.ts";
import { editionRecovering } from "./desk-answers.ts";

type Refused = Extract<TranslationAnswer, { outcome: "refused" }>["paragraphs"];

/** What became of a translation, as the desk answers it. */
export function answered(
  c: AppContext,
  slug: string,
  language: string,
  act: TranslationAct,
  answer: TranslationAnswer,
): Response {
  if (answer.outcome !== "done") return problemResponse(problemOf(slug, language, act, answer));
  const { view, etag } = answer;
  if (act.act === "retranslate") return c.json({ slug, language, state: view.state }, 202, { etag });
  return c.json({ slug, language, ...view }, 200, { etag });
}

export function unknownTranslation(slug: string, language: string): Problem {
  return { kind: "not-found", detail: `There is no article ${slug} in ${language}.` };
}

function problemOf(
  slug: string,
  language: string,
  act: TranslationAct,
  answer: Exclude<TranslationAnswer, { outcome: "done" }>,
): Problem {
  switch (answer.outcome) {
    case "unknown":
      return unknownTranslation(slug, language);
    case "original": {
      const detail = `${slug} is written in ${answer.language}; what is no translation is corrected at /api/articles/${slug}.`;
      return { kind: "not-found", detail };
    }
    case "withdrawn":
      return { kind: "withdrawn", detail: "The article was withdrawn. PUT it to bring it back." };
    case "recovering":
      return editionRecovering();
    case "precondition-failed": {
      const detail = `The translation has changed; its entity tag is ${answer.etag} now. Fetch it and try again.`;
      return { kind: "precondition-failed", detail, extensions: { current: { slug, language, etag: answer.etag } } };
    }
    case "unknown-paragraphs":
      return {
        kind: "not-found",
        detail: "The article has no such paragraph, or not any more. Fetch the translation for those that it has.",
        errors: answer.ids.map((id) => ({ pointer: pointerTo(act, id), detail: `no paragraph ${id}` })),
      };
    case "incomplete":
      return {
        kind: "translation-incomplete",
        detail: "Some paragraphs have no translation yet, or one that is refused. Word them, or have them translated.",
        errors: answer.ids.map((id) => ({ pointer: "", detail: `${id} has no translation` })),
      };
    case "refused":
      return refusal(act, answer.paragraphs);
  }
}

/** Every finding, by its place in the request; a text with nothing but warnings may be sent again with the flag. */
function refusal(act: TranslationAct, paragraphs: Refused): Problem {
  const found = paragraphs.flatMap(({ id, checks }) => checks.map((check) => ({ id, ...check })));
  const isHopeless = found.some(({ severity }) => severity === "error");
  const detail = isHopeless
    ? "The text has errors that no translation may have; see errors."
    : 'The checks warn of something. Where the text is right as it is, send it again with "allow_warnings": true.';
  const errors = found.map(({ id, check, severity, detail }) => ({
    pointer: `${pointerTo(act, id)}/target`,
    detail: `${severity}: ${check}: ${detail}`,
  }));
  return { kind: "translation-refused", detail, errors, extensions: { paragraphs } };
}

/** Where a request names a paragraph; its URL does, where it is about a single one. */
function pointerTo(act: TranslationAct, id: string): string {
  if (act.act === "reword") return act.sameStays ? `/paragraphs/${act.targets.findIndex((one) => one.id === id)}` : "";
  return act.act === "retranslate" ? `/paragraphs/${(act.ids ?? []).indexOf(id)}` : "";
}
