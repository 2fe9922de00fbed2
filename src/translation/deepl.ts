import {
  AuthorizationError,
  ConnectionError,
  DeepLClient,
  DeepLError,
  QuotaExceededError,
  type SourceLanguageCode,
  type TargetLanguageCode,
  TooManyRequestsError,
  type Translator,
} from "deepl-node";
import { fail, ok } from "../articles/result.ts";
import type { AskedToWait } from "./axios.ts";
import { deeplGlossaries } from "./deepl-glossaries.ts";
import type {
  AccountUsage,
  EngineAnswer,
  EngineFailure,
  LanguagePair,
  TranslateOptions,
  TranslationEngine,
} from "./engine.ts";

/** Longest wait for an answer, milliseconds. The library's least is 5 s. */
const TIMEOUT_MS = 20_000;
/** Longest wait for a sign of life. */
const CHECK_TIMEOUT_MS = 5_000;
/** DeepL wants a variety for these targets; a British newsroom's English, European Portuguese. */
const TARGETS: Record<string, string> = { en: "en-GB", pt: "pt-PT", zh: "zh-HANS" };
/** Status codes that the library has no class for, read from its message. */
const STATUS_IN_MESSAGE = /^Unexpected status code: (\d+)/;

/** DeepL through its own library; no retry of the library's, which could bill a lost answer twice. */
export function deepl(apiKey: string, serverUrl: string | null, timeoutMs = TIMEOUT_MS): TranslationEngine {
  const translator = new DeepLClient(apiKey, {
    maxRetries: 1, // It means attempts.
    minTimeout: timeoutMs,
    sendPlatformInfo: false,
    ...(serverUrl !== null && { serverUrl }),
  });
  return {
    name: "deepl",
    async translate(texts, pair, options) {
      try {
        return answer(texts, await withinTimeout(timeoutMs, request(translator, texts, pair, options)));
      } catch (error) {
        const why = failure(error);
        return { ok: false, failure: isGlossaryGone(why, options) ? { ...why, glossaryGone: true } : why };
      }
    },
    glossaries: deeplGlossaries(translator, failure),
    async check() {
      try {
        await withinTimeout(CHECK_TIMEOUT_MS, translator.getUsage());
        return null;
      } catch (error) {
        const { kind, detail } = failure(error);
        // A relay may know no usage: it answered, and that was the question.
        return kind === "refused" || kind === "garbled" ? null : { kind, detail };
      }
    },
    async usage() {
      try {
        const { character } = await withinTimeout(CHECK_TIMEOUT_MS, translator.getUsage());
        const usage = countOf(character);
        return usage === null
          ? fail({ kind: "garbled", detail: "the account's usage names no characters" })
          : ok(usage);
      } catch (error) {
        return fail(failure(error));
      }
    },
  };
}

function request(translator: Translator, texts: string[], pair: LanguagePair, { context, glossary }: TranslateOptions) {
  return translator.translateText(
    texts,
    pair.source.split("-")[0] as SourceLanguageCode,
    (TARGETS[pair.target] ?? pair.target) as TargetLanguageCode,
    {
      tagHandling: "html",
      splitSentences: "nonewlines",
      ...(context !== null && { context }),
      ...(glossary !== null && { glossary }),
    },
  );
}

function answer(texts: string[], results: { text: unknown; billedCharacters: unknown }[]): EngineAnswer {
  if (results.length !== texts.length) {
    const detail = `${results.length} texts came back for ${texts.length}`;
    return { ok: false, failure: { kind: "wrong-count", detail } };
  }
  const translated = results.map((result) => result.text);
  if (!translated.every((text) => typeof text === "string")) {
    return { ok: false, failure: { kind: "garbled", detail: "a text that came back is not a string" } };
  }
  const counts = results.map((result) => result.billedCharacters);
  const billed = counts.every((n) => typeof n === "number" && Number.isSafeInteger(n) && n >= 0)
    ? (counts as number[]).reduce((sum, n) => sum + n, 0)
    : null;
  return { ok: true, texts: translated as string[], billed };
}

function countOf(character: { count: unknown; limit: unknown } | undefined): AccountUsage | null {
  const isCount = (n: unknown): n is number => typeof n === "number" && Number.isSafeInteger(n) && n >= 0;
  if (character === undefined || !isCount(character.count)) return null;
  // An account without a limit is told as one of 10^12.
  return { count: character.count, limit: isCount(character.limit) && character.limit < 1e12 ? character.limit : null };
}

/** The library's errors, told apart by class, then by the status in the message (`name` is always "Error"). */
function failure(error: unknown): EngineFailure {
  const detail = error instanceof Error ? error.message.slice(0, 300) : String(error);
  if (error instanceof Silence) return { kind: "silent", detail };
  if (error instanceof AuthorizationError) return { kind: "refused", detail: "DeepL refused the key (403)" };
  if (error instanceof QuotaExceededError) return { kind: "quota-spent", detail };
  if (error instanceof TooManyRequestsError) return { kind: "overloaded", detail };
  if (error instanceof ConnectionError) return connectionFailure(error, detail);
  if (!(error instanceof DeepLError)) return { kind: "failed", detail };
  const status = Number(STATUS_IN_MESSAGE.exec(detail)?.[1]);
  if (!Number.isNaN(status)) return { kind: kindOfStatus(status), detail: `DeepL answered ${status}` };
  if (detail.startsWith("Error parsing response")) return { kind: "garbled", detail };
  if (detail.startsWith("Service unavailable")) return { kind: "overloaded", detail };
  // 400 and 404: the request itself is at fault.
  return { kind: "refused", detail };
}

/** 404, or a 400 that names the glossary: the request would do without it. */
function isGlossaryGone({ kind, detail }: EngineFailure, { glossary }: TranslateOptions): boolean {
  return glossary !== null && kind === "refused" && /^Not found|^Bad request.*glossary/is.test(detail);
}

function kindOfStatus(status: number): EngineFailure["kind"] {
  if (status === 413) return "too-large";
  if (status === 456) return "quota-spent";
  if ([429, 503, 529].includes(status)) return "overloaded";
  // The TLS handshake failed between the platform and DeepL: nothing was read, nothing is billed.
  if (status >= 521 && status <= 523) return "unreachable";
  if (status === 525 || status === 526) return "unreachable";
  // A gateway gave up on an answer that may have been made, and billed.
  if ([502, 504, 520, 524].includes(status)) return "silent";
  return status < 500 ? "refused" : "failed";
}

/** Before anything was sent nothing can be billed; after that nobody knows. */
function connectionFailure(error: ConnectionError, detail: string): EngineFailure {
  const cause = error.error as { code?: string } | undefined;
  if (cause?.code === "ERR_RETRY_AFTER") {
    const { status, retryAfterMs } = cause as AskedToWait;
    return { kind: kindOfStatus(status), detail: `DeepL answered ${status}`, retryAfterMs };
  }
  const code = cause?.code ?? "";
  if (["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].includes(code)) return { kind: "unreachable", detail };
  if (/refused|could not be resolved|dns/i.test(detail)) return { kind: "unreachable", detail };
  return { kind: "silent", detail };
}

class Silence extends Error {}

async function withinTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(`no answer in ${timeoutMs} ms`)), timeoutMs + 500);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
