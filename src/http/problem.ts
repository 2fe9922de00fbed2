/**
 * Problem details (RFC 9457). Each `type` is a stable URN; what was wrong and what to do stand
 * in `detail`.
 */
export interface Problem {
  kind: ProblemKind;
  detail: string;
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  /** Faults of single fields: JSON pointer (RFC 6901) and what is wrong. */
  errors?: { pointer: string; detail: string }[];
  /** Members of the problem's own, such as `original`. */
  extensions?: Record<string, unknown>;
  headers?: Record<string, string>;
}

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
  "translation-budget-spent": [503, "The day's translation budget is spent"],
  "translation-held": [503, "The translation waits for a person"],
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
  "malformed-json": [400, "The body is not JSON"],
  "invalid-article": [422, "The article is not valid"],
  "content-too-large": [413, "The article is too large"],
  "unsupported-media-type": [415, "The body's media type is not taken here"],
  "precondition-failed": [412, "The article is not what the request expects"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemKind = keyof typeof PROBLEMS;

export const problemStatus = (kind: ProblemKind): number => PROBLEMS[kind][0];
export const problemType = (kind: ProblemKind): string => `urn:dragoman:problem:${kind}`;

/** The problem as an answer: never cached, readable from any origin. */
export function problemResponse({ kind, detail, retryAfter, errors, extensions, headers }: Problem): Response {
  const [status, title] = PROBLEMS[kind];
  const body = { type: problemType(kind), title, status, detail, ...(errors && { errors }), ...extensions };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(retryAfter !== undefined && { "retry-after": String(Math.max(1, Math.ceil(retryAfter))) }),
      ...headers,
    },
  });
}
