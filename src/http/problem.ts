/**
 * Problem details (RFC 9457). Each `type` is a stable URN; what was wrong and what to do stand
 * in `detail`.
 */
export interface Problem {
  kind: ProblemKind;
  detail: string;
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  /** Faults of single fields, by JSON pointer (RFC 6901), of query parameters, by name, or of lines, by number. */
  errors?: ProblemError[];
  /** Members of the problem's own, such as `original`. */
  extensions?: Record<string, unknown>;
  headers?: Record<string, string>;
}

type ProblemError = ({ pointer: string } | { parameter: string } | { line: number }) & { detail: string };

/** Every kind of problem: its status and title. */
export const PROBLEMS = {
  "not-found": [404, "There is nothing here"],
  withdrawn: [410, "The article was withdrawn"],
  "method-not-allowed": [405, "This URL does not take that method"],
  "rate-limited": [429, "Too many requests"],
  "internal-error": [500, "Something broke on our side"],
  misconfigured: [500, "The service is not configured"],
  "being-translated": [503, "The article is being translated"],
  "translation-unavailable": [503, "No translation can be had now"],
  "translation-budget-spent": [503, "The translation budget is spent"],
  "translation-over-budget": [503, "A paragraph is larger than the translation budget"],
  "translation-held": [503, "The translation waits for a person"],
  "translation-awaits-review": [503, "The translation waits for its approval"],
  "translation-refused": [422, "The translation does not pass its checks"],
  "translation-incomplete": [409, "The translation is not whole"],
  "invalid-translation": [422, "The translation is not valid"],
  "invalid-tmx": [422, "The file is no TMX that can be read"],
  "engine-overloaded": [503, "The translation engine is overloaded"],
  "engine-quota-spent": [503, "The translation engine's quota is spent"],
  "engine-refused": [503, "The translation engine refused the request"],
  "engine-failed": [503, "The translation engine failed"],
  "engine-unreachable": [503, "The translation engine cannot be reached"],
  "engine-garbled": [503, "The translation engine's answer made no sense"],
  "engine-awaits-confirmation": [503, "The day's spending has to be confirmed"],
  recovering: [503, "The service is taking back what it lost"],
  "engine-silent": [503, "The translation engine did not answer"],
  "newsroom-busy": [503, "The newsroom cannot take this now"],
  "desk-closed": [503, "The desk has no token"],
  unauthorized: [401, "A token is needed"],
  "insufficient-scope": [403, "The token is not for this"],
  "invalid-token-request": [422, "No such token can be made"],
  "token-name-taken": [409, "There is a token of that name"],
  "too-many-tokens": [409, "There are too many tokens"],
  "malformed-json": [400, "The body is not JSON"],
  "invalid-article": [422, "The article is not valid"],
  "invalid-query": [400, "The query is not valid"],
  "invalid-spending": [422, "The spending is not valid"],
  "invalid-budget": [422, "The budget is not valid"],
  "nothing-to-confirm": [409, "Nothing waits for this"],
  "import-conflict": [409, "There is something else in its place"],
  "invalid-import": [422, "The line cannot be imported"],
  "invalid-idempotency-key": [400, "The Idempotency-Key is none"],
  "idempotency-key-reused": [422, "The Idempotency-Key was used for another request"],
  "slug-taken": [409, "There is an article with this slug"],
  "content-too-large": [413, "The body is too large"],
  "unsupported-media-type": [415, "The body's media type is not taken here"],
  "precondition-failed": [412, "The article is not what the request expects"],
  "invalid-glossary": [422, "The glossary is not valid"],
  "glossary-changed": [412, "The glossary is not what the request expects"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemKind = keyof typeof PROBLEMS;

export const problemStatus = (kind: ProblemKind): number => PROBLEMS[kind][0];
export const problemType = (kind: ProblemKind): string => `urn:dragoman:problem:${kind}`;

/** The problem as JSON has it (RFC 9457 §3). */
export function problemDetails({ kind, detail, errors, extensions }: Problem) {
  const [status, title] = PROBLEMS[kind];
  return { type: problemType(kind), title, status, detail, ...(errors && { errors }), ...extensions };
}

/** The problem as an answer: never cached, readable from any origin. */
export function problemResponse(problem: Problem): Response {
  const { kind, retryAfter, headers } = problem;
  return new Response(`${JSON.stringify(problemDetails(problem))}\n`, {
    status: problemStatus(kind),
    headers: {
      "content-type": "application/problem+json",
      ...(retryAfter !== undefined && { "retry-after": String(Math.max(1, Math.ceil(retryAfter))) }),
      ...headers,
    },
  });
}
