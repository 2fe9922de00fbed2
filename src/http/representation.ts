import { type CachePolicy, cacheHeaders } from "./cache-policy.ts";
import { isNotModified } from "./conditional.ts";
import { Rendered } from "./rendered.ts";

/** One representation of one URL, its text made only when it is needed. */
export interface Representation {
  contentType: string;
  /** Language of the text (Content-Language); null for what has none. */
  language: string | null;
  etag: string;
  /** Milliseconds since the epoch; null where nobody knows. */
  modifiedAt: number | null;
  cache: CachePolicy;
  /** When it is no longer to be shown, milliseconds since the epoch; null for never. */
  expiresAt: number | null;
  cacheTags: string[];
  /** Values of Link (RFC 8288). */
  links: string[];
  headers?: Record<string, string>;
  /** Its text, or the pieces of one that is too long to be held whole. */
  text(): Promise<string | Iterable<string>>;
  /** Lets go of the content when a 304 does not need it. */
  discard(): void;
}

/** Answers GET or HEAD with a representation, or 304 with what RFC 9110 §15.4.5 asks for. */
export async function represent(request: Request, now: number, representation: Representation): Promise<Response> {
  const { etag, modifiedAt, language, links, cacheTags } = representation;
  const headers: Record<string, string> = {
    ...cacheHeaders(representation.cache, secondsUntil(representation.expiresAt, now)),
    etag,
    // Never later than the answer itself (RFC 9110 §8.8.2.1).
    ...(modifiedAt !== null && { "last-modified": new Date(Math.min(modifiedAt, now)).toUTCString() }),
    ...(language !== null && { "content-language": language }),
    "cache-tag": cacheTags.join(","),
    ...(links.length > 0 && { link: links.join(", ") }),
    ...representation.headers,
  };
  if (isNotModified(request.headers, { etag, modifiedAt })) {
    representation.discard();
    return new Response(null, { status: 304, headers });
  }
  headers["content-type"] = representation.contentType;
  return new Response(await bodyOf(new URL(request.url).pathname, representation), { headers });
}

/** Answers 301 with where it is now, for as long as caches keep what lasts. `url` is ours, never the request's. */
export function movedTo(url: string, cacheTags: string[], expiresAt: number | null, now: number): Response {
  const cache = cacheHeaders("lasting", secondsUntil(expiresAt, now));
  return new Response(null, { status: 301, headers: { location: url, ...cache, "cache-tag": cacheTags.join(",") } });
}

function secondsUntil(expiresAt: number | null, now: number): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : (expiresAt - now) / 1000;
}

const rendered = new Rendered();
const encoder = new TextEncoder();

/** The text, rendered once in this isolate for as long as it is asked for; a long one is streamed each time. */
async function bodyOf(path: string, { etag, text, discard }: Representation): Promise<Uint8Array | ReadableStream> {
  // By its path: an entity tag is the content's, which two editions' empty fronts share, and two formats of one media type.
  const key = `${path} ${etag}`;
  const known = rendered.find(key);
  if (known !== null) {
    discard();
    return known;
  }
  const whole = await text();
  if (typeof whole !== "string") return streamOf(whole);
  const bytes = encoder.encode(whole);
  rendered.keep(key, bytes);
  return bytes;
}

/** Each piece is made when the client has room for it. */
function streamOf(pieces: Iterable<string>): ReadableStream {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

/** One value of Link. */
export function link(url: string, rel: string, parameters: Record<string, string> = {}): string {
  const rest = Object.entries(parameters).map(([name, value]) => `; ${name}="${value}"`);
  return `<${url}>; rel="${rel}"${rest.join("")}`;
}
