import { NegativeCache } from "../http/negative-cache.ts";
import { keys } from "../replica/keys.ts";
import { type Found, readReplica } from "../replica/reader.ts";
import type { Replica } from "../replica/values.ts";
import type { FrontAnswer, PageAnswer, RenditionAnswer, Unavailable } from "./answers.ts";
import type { Edition } from "./edition.ts";

/** What a reader's request comes to. */
export type Lookup =
  | { state: "found"; found: Found }
  | { state: "unknown" }
  | { state: "unavailable"; unavailable: Unavailable }
  | { state: "rate-limited" };

type Negative = Exclude<RenditionAnswer, { state: "found" }>;

export interface LookupPorts {
  kv: KVNamespace;
  editions: DurableObjectNamespace<Edition>;
  cache: Cache | null;
  brake: RateLimit;
  /** Who asks, for the brake. */
  client: string;
  now: number;
  waitUntil(work: Promise<unknown>): void;
}

/** KV is asked again for a stale rendition at most this often, seconds. */
const STALE_EVERY = 30;

/**
 * A rendition: from KV, and only if that lacks it from the Edition, behind brake and negative cache.
 * @param waitMs longest wait for a translation, milliseconds
 */
export async function lookupRendition(
  ports: LookupPorts,
  language: string,
  slug: string,
  waitMs: number,
): Promise<Lookup> {
  const key = keys.rendition(language, slug);
  const found = await readReplica(ports.kv, key);
  const edition = () => ports.editions.getByName(language);
  if (found !== null) {
    // The last translation is served; the next one is asked for behind the reader's back.
    const hasExpired = (found.metadata.expiresAt ?? Number.POSITIVE_INFINITY) <= ports.now;
    if (found.metadata.state === "stale" && !hasExpired) {
      ports.waitUntil(onceIn(ports, `/stale/${key}`, STALE_EVERY, () => edition().rendition(language, slug, 0)));
    }
    return { state: "found", found };
  }
  const negatives = new NegativeCache<Negative>(ports.cache);
  const known = await negatives.find(`/${key}`);
  if (known !== null) return known;
  if (!(await mayMiss(ports))) return { state: "rate-limited" };
  const answer = (await edition().rendition(language, slug, waitMs)) as RenditionAnswer;
  if (answer.state === "found") return { state: "found", found: inHand(answer.replica) };
  const life = answer.state === "unknown" ? Number.POSITIVE_INFINITY : lifeOf(answer.unavailable, ports.now);
  ports.waitUntil(negatives.keep(`/${key}`, answer, life));
  return answer;
}

/**
 * The front of an edition or of one of its tags: from KV, and from the Edition where KV lacks it
 * or lacks some of the newest articles.
 */
export async function lookupFront(
  ports: LookupPorts,
  language: string,
  tag: string | null,
  waitMs: number,
): Promise<Lookup> {
  const key = keys.front(language, tag);
  const found = await readReplica(ports.kv, key);
  if (found !== null && !found.metadata.pending) return { state: "found", found };
  const negatives = new NegativeCache<Negative | { state: "pending" }>(ports.cache);
  const known = await negatives.find(`/${key}`);
  if (known !== null && found !== null) return { state: "found", found };
  if (known !== null && known.state !== "pending") return known;
  if (!(await mayMiss(ports))) return found === null ? { state: "rate-limited" } : { state: "found", found };
  const answer = await askFront(ports, language, tag, waitMs, found);
  if (answer.state === "found") {
    found?.discard();
    const pending = answer.replica.metadata.pending ?? 0;
    if (pending > 0) ports.waitUntil(negatives.keep(`/${key}`, { state: "pending" }, STALE_EVERY));
    return { state: "found", found: inHand(answer.replica) };
  }
  // What KV has is better than nothing, and its few missing items come when the object does.
  if (found !== null) return { state: "found", found };
  if (answer.state === "unknown") ports.waitUntil(negatives.keep(`/${key}`, answer, STALE_EVERY));
  return answer;
}

/** The object's answer; where it fails while KV has a front, as good as none. */
async function askFront(
  ports: LookupPorts,
  language: string,
  tag: string | null,
  waitMs: number,
  found: Found | null,
): Promise<FrontAnswer> {
  try {
    return (await ports.editions.getByName(language).front(language, tag, waitMs)) as FrontAnswer;
  } catch (error) {
    if (found === null) throw error;
    console.error(JSON.stringify({ event: "front-failed", language, error: String(error) }));
    return { state: "unknown" };
  }
}

/** Forgets that an article cannot be had, by whichever of its names, where this request came in: it has just been written. */
export async function forgetNegatives(
  cache: Cache | null,
  languages: string[],
  slugs: string[],
  tags: string[] = [],
): Promise<void> {
  const negatives = new NegativeCache<Negative>(cache);
  const forget = (key: string) => negatives.forget(`/${key}`);
  const keysOf = (lang: string) => [
    ...slugs.map((slug) => keys.rendition(lang, slug)),
    ...["", ...tags].map((tag) => keys.front(lang, tag)),
  ];
  await Promise.all(languages.flatMap(keysOf).map(forget));
}

async function mayMiss({ brake, client }: LookupPorts): Promise<boolean> {
  return (await brake.limit({ key: client })).success;
}

async function onceIn(ports: LookupPorts, path: string, seconds: number, work: () => Promise<unknown>): Promise<void> {
  const done = new NegativeCache<true>(ports.cache);
  if ((await done.find(path)) !== null) return;
  await done.keep(path, true, seconds);
  await work();
}

/** A translation under way is worth asking for again at once. */
function lifeOf({ kind, retryAt }: Unavailable, now: number): number {
  return kind === "being-translated" ? 0 : (retryAt - now) / 1000;
}

function inHand({ value, metadata }: Replica): Found {
  return { metadata, text: () => Promise.resolve(value), discard: () => undefined };
}

/** A timeline page: found, filling (its articles are in the front), or unknown. */
export type PageLookup = { state: "found"; found: Found } | { state: "open" } | Exclude<Lookup, { state: "found" }>;

/** A full timeline page of an edition or of a tag: from KV, and from the Edition only if KV lacks it. */
export async function lookupPage(
  ports: LookupPorts,
  language: string,
  tag: string | null,
  page: number,
): Promise<PageLookup> {
  const key = keys.page(language, page, tag);
  const found = await readReplica(ports.kv, key);
  if (found !== null) return { state: "found", found };
  const negatives = new NegativeCache<PageLookup>(ports.cache);
  const known = await negatives.find(`/${key}`);
  if (known !== null) return known;
  if (!(await mayMiss(ports))) return { state: "rate-limited" };
  const answer = (await ports.editions.getByName(language).page(language, tag, page)) as PageAnswer;
  if (answer.state === "found") return { state: "found", found: inHand(answer.replica) };
  if (answer.state !== "unavailable") ports.waitUntil(negatives.keep(`/${key}`, answer, STALE_EVERY));
  return answer;
}
