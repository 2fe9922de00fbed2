import { billableCharacters } from "./batches.ts";
import {
  COST_OF_FAILURE,
  type EngineAnswer,
  type EngineFailure,
  type LanguagePair,
  type TranslationEngine,
} from "./engine.ts";
import { loops } from "./loops.ts";
import { type ModelRunner, translateSentence } from "./model-call.ts";
import { aligned, type PlacedSentence, placed } from "./placeholders.ts";
import { joined, type Segment } from "./segments.ts";

/** Longest wait for a sentence, milliseconds. */
const TIMEOUT_MS = 8_000;
/** Sentences at once: the platform opens six connections a request. */
const AT_ONCE = 4;
/** So few texts a call that a slow model ends within the lease. */
const MOST_TEXTS = 4;

/**
 * Workers AI, the engine to fall back to: `m2m100` takes no markup and is at its best with single
 * sentences. A sentence with tags is sent with placeholders in their place; where one does not
 * come back once, in its element, the pieces between the tags are sent instead. So a text with
 * markup may cost twice its characters. A text that the model answers with a loop comes back
 * empty, which no check lets pass.
 */
export function workersAi(ai: ModelRunner, timeoutMs = TIMEOUT_MS): TranslationEngine {
  return {
    name: "workers-ai",
    mostTexts: MOST_TEXTS,
    mostBilled: (text) => billableCharacters(text) * (text.includes("<") ? 2 : 1),
    async translate(texts, pair) {
      const done: string[] = [];
      const call = new Call(ai, pair, timeoutMs);
      for (const text of texts) {
        const before = call.billed;
        const translated = await translateText(call, text);
        if (call.failure !== null) return broken(call.failure, done, call.billed, before);
        done.push(translated);
      }
      return { ok: true, texts: done, billed: call.billed };
    },
  };
}

function broken(failure: EngineFailure, texts: string[], billed: number, before: number): EngineAnswer {
  if (billed === 0) return { ok: false, failure };
  return { ok: false, failure: { ...failure, partial: { texts, isNextBegun: billed > before, billed } } };
}

/** Sentences sent for one answer: what they cost, and the failure that ended it. */
class Call {
  billed = 0;
  failure: EngineFailure | null = null;
  readonly #ai: ModelRunner;
  readonly #pair: LanguagePair;
  readonly #timeoutMs: number;

  constructor(ai: ModelRunner, pair: LanguagePair, timeoutMs: number) {
    this.#ai = ai;
    this.#pair = pair;
    this.#timeoutMs = timeoutMs;
  }

  get language(): string {
    return this.#pair.source;
  }

  /** A text without markup, between the spaces that it stands between; empty where the model failed or looped. */
  async say(text: string, characters: number): Promise<string> {
    const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    if (this.failure !== null || !/\p{L}/u.test(words)) return text;
    const answer = await translateSentence(this.#ai, words, this.#pair, this.#timeoutMs);
    if (!answer.ok) {
      this.failure ??= answer.failure;
      if (COST_OF_FAILURE[answer.failure.kind] !== "free") this.billed += characters;
      return "";
    }
    this.billed += characters;
    return loops(words, answer.text) || answer.text.trim() === "" ? "" : before + answer.text.trim() + after;
  }
}

async function translateText(call: Call, encoded: string): Promise<string> {
  const sentences = placed(encoded, call.language);
  const translated: (Segment[] | null)[] = sentences.map(() => null);
  const waiting = sentences.entries();
  const lane = async () => {
    for (const [i, sentence] of waiting) translated[i] = await translateSentenceOf(call, sentence);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return translated.some((segments) => segments === null) ? "" : joined(translated.flatMap((s) => s ?? []));
}

/** A sentence's segments in the other language; null where the model gave nothing that can be used. */
async function translateSentenceOf(call: Call, sentence: PlacedSentence): Promise<Segment[] | null> {
  const characters = codePoints(sentence.segments);
  const whole = await call.say(sentence.text, characters);
  if (whole === "") return null;
  const segments = aligned(whole, sentence);
  if (segments !== null) return segments;
  const pieces: Segment[] = [];
  for (const segment of sentence.segments) {
    const text = "text" in segment ? await call.say(segment.text, codePoints([segment])) : "";
    if ("text" in segment && text === "" && segment.text !== "") return null;
    pieces.push("text" in segment ? { text } : segment);
  }
  return pieces;
}

/** What is billed: code points of text, without what stands for markup. */
function codePoints(segments: Segment[]): number {
  return segments.reduce((sum, segment) => sum + ("text" in segment ? [...segment.text].length : 0), 0);
}
