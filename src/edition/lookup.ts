import { NegativeCache } from "../http/negative-cache.ts";
import { keys } from "../replica/keys.ts";
import { type Found, readReplica } from "../replica/reader.ts";
import type { Replica } from "../replica/values.ts";
import type { RenditionAnswer, Unavailable } from "./answers.ts";
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
    if (found.metadata.state === "stale") {
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

/** The front: from KV, and from the Edition where KV lacks it or lacks some of the newest articles. */
export async function lookupFront(ports: LookupPorts, language: string, waitMs: number): Promise<Lookup> {
  const key = keys.front(language);
  const found = await readReplica(ports.kv, key);
  if (found !== null && !found.metadata.pending) return { state: "found", found };
  const negatives = new NegativeCache<{ pending: number }>(ports.cache);
  if (found !== null && (await negatives.find(`/${key}`)) !== null) return { state: "found", found };
  if (!(await mayMiss(ports))) return found === null ? { state: "rate-limited" } : { state: "found", found };
  let replica: Replica;
  try {
    replica = (await ports.editions.getByName(language).front(language, waitMs)) as Replica;
  } catch (error) {
    if (found === null) throw error;
    // What KV has is better than nothing, and its few missing items come when the object does.
    console.error(JSON.stringify({ event: "front-failed", language, error: String(error) }));
    return { state: "found", found };
  }
  found?.discard();
  const pending = replica.metadata.pending ?? 0;
  if (pending > 0) ports.waitUntil(negatives.keep(`/${key}`, { pending }, STALE_EVERY));
  return { state: "found", found: inHand(replica) };
}

/** Forgets that an article cannot be had, where this request came in: it has just been written. */
export async function forgetNegatives(cache: Cache | null, languages: string[], slug: string): Promise<void> {
  const negatives = new NegativeCache<Negative>(cache);
  const forget = (key: string) => negatives.forget(`/${key}`);
  await Promise.all(languages.flatMap((lang) => [forget(keys.rendition(lang, slug)), forget(keys.front(lang))]));
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
export type PageLookup =
  | { state: "found"; found: Found }
  | { state: "open" }
  | { state: "unknown" }
  | { state: "rate-limited" };

/** A full timeline page: from KV, and from the Edition only if KV lacks it. */
export async function lookupPage(ports: LookupPorts, language: string, page: number): Promise<PageLookup> {
  const key = keys.page(language, page);
  const found = await readReplica(ports.kv, key);
  if (found !== null) return { state: "found", found };
  const negatives = new NegativeCache<PageLookup>(ports.cache);
  const known = await negatives.find(`/${key}`);
  if (known !== null) return known;
  if (!(await mayMiss(ports))) return { state: "rate-limited" };
  const answer = (await ports.editions.getByName(language).page(language, page)) as Replica | "open" | null;
  if (answer !== null && answer !== "open") return { state: "found", found: inHand(answer) };
  const missing: PageLookup = { state: answer === "open" ? "open" : "unknown" };
  ports.waitUntil(negatives.keep(`/${key}`, missing, STALE_EVERY));
  return missing;
}
