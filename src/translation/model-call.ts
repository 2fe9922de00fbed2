import type { EngineFailure, EngineFailureKind, LanguagePair } from "./engine.ts";

/** What is used of the platform's binding for models. */
export interface ModelRunner {
  run(model: string, inputs: object, options: { signal: AbortSignal }): Promise<unknown>;
}

const MODEL = "@cf/meta/m2m100-1.2b";

/** One sentence's translation. Never rejects; the text may be anything that the model made. */
export async function translateSentence(
  ai: ModelRunner,
  text: string,
  pair: LanguagePair,
  timeoutMs: number,
): Promise<{ ok: true; text: string } | { ok: false; failure: EngineFailure }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const inputs = { text, source_lang: primary(pair.source), target_lang: primary(pair.target) };
  try {
    const answer = await Promise.race([ai.run(MODEL, inputs, { signal }), over(signal)]);
    const translated = (answer as { translated_text?: unknown } | null)?.translated_text;
    if (typeof translated === "string") return { ok: true, text: translated };
    return { ok: false, failure: { kind: "garbled", detail: "Workers AI gave no text back" } };
  } catch (error) {
    return { ok: false, failure: failureOf(error as Error, timeoutMs) };
  }
}

/** Internal codes that Workers AI puts before its messages (its documentation, "Errors"). */
const KIND_OF_CODE: Record<string, EngineFailureKind> = {
  3036: "quota-spent",
  3040: "overloaded",
  3006: "too-large",
  3007: "silent",
  3008: "silent",
  3003: "refused",
  3023: "refused",
  3039: "refused",
  3041: "refused",
  3042: "refused",
  5004: "refused",
  5005: "refused",
  5007: "refused",
  5016: "refused",
  5018: "refused",
  5019: "refused",
};

function failureOf(error: Error, timeoutMs: number): EngineFailure {
  if (error.name === "TimeoutError") return { kind: "silent", detail: `no answer in ${timeoutMs} ms` };
  const detail = `Workers AI: ${error.message}`.slice(0, 300);
  const code = /\b(3\d{3}|5\d{3})\b/.exec(error.message)?.[1] ?? "";
  const known = KIND_OF_CODE[code];
  if (known !== undefined) return { kind: known, detail };
  if (/neurons|daily free allocation/i.test(error.message)) return { kind: "quota-spent", detail };
  // The platform's own limits: the call was never made.
  if (/\b429\b|rate limit|too many (sub)?requests|capacity/i.test(error.message)) return { kind: "overloaded", detail };
  return { kind: "failed", detail };
}

function over(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

/** The model knows languages without their regions. */
function primary(tag: string): string {
  return tag.split("-")[0] ?? tag;
}
