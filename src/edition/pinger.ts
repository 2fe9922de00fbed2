import { FEED_FORMATS, type Publication, paths } from "../articles/publication.ts";
import type { Duty, DutyOutcome, Schedule } from "../objects/schedule.ts";
import type { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import { editionKey } from "../replica/keys.ts";
import { retryAfterMs } from "../translation/retry-after.ts";

/**
 * How long after KV has the news, milliseconds: by the first it has reached every place, and by the second the
 * platform's cache, which a place may have filled from old KV, has been purged for the last time.
 */
const AFTER_MS = [90_000, 150_000];
/** What changes within one slot is one ping, at the slot's end: never sooner than it should be. */
const SLOT_MS = 30_000;
/** Fronts in one request, each of three feeds: some ten kilobytes. */
const MOST_FRONTS = 20;
/** Duties that are looked through for those of one hub. */
const MOST_LOOKED_AT = 200;
const TIMEOUT_MS = 10_000;
/** A try that has not ended by then never will: its object was evicted. */
const LEASE_MS = 20_000;
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;
const GIVE_UP_MS = 86_400_000;

export interface PingerPorts {
  language: () => string;
  publication: Publication;
  schedule: Schedule;
  settings: Settings;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Rejects where no answer comes in time. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  waitUntil(work: Promise<unknown>): void;
}

/**
 * Tells WebSub hubs that feeds have changed (https://www.w3.org/TR/websub/). How a publisher does that WebSub leaves
 * open; this is PubSubHubbub Core 0.3 §7.1, which its hubs take: `hub.mode=publish`, and `hub.url` as often as there are feeds.
 */
export class Pinger {
  readonly #ports: PingerPorts;
  readonly #hubs: string[];
  /** Until when a hub is left alone: while it is being told, and after a failure. */
  readonly #heldUntil = new Map<string, number>();

  constructor(ports: PingerPorts) {
    this.#ports = ports;
    this.#hubs = ports.publication.hubs ?? [];
    if (this.#hubs.length === 0 || ports.settings.get("pings-since") !== null) return;
    // What is older was there before the hubs.
    ports.settings.set("pings-since", String(ports.now()));
  }

  /**
   * Owes the pings that follow a key's replication: where it is a front whose content is newer than what hubs know of.
   * @param changedAt of what KV has now, milliseconds since the epoch
   */
  replicated(key: string, changedAt: number): void {
    if (this.#hubs.length === 0) return;
    const { language, settings, schedule, now } = this.#ports;
    const front = editionKey(language(), key);
    if (front?.kind !== "front") return;
    const name = `pinged ${front.tag}`;
    if (changedAt <= Number(settings.get(name) ?? settings.get("pings-since"))) return;
    settings.set(name, String(changedAt));
    for (const wait of AFTER_MS) {
      const slot = Math.ceil((now() + wait) / SLOT_MS);
      for (const hub of this.#hubs) schedule.add("ping", `${hub} ${slot} ${front.tag}`, slot * SLOT_MS);
    }
  }

  /** Tells a hub of this front and of every other that is due there, in one request that nobody waits for. */
  ping(duty: Duty): DutyOutcome {
    const { schedule, now, waitUntil } = this.#ports;
    const { hub } = named(duty);
    if (!this.#hubs.includes(hub)) return { done: true };
    const heldUntil = this.#heldUntil.get(hub) ?? 0;
    if (heldUntil > now()) return { done: false, dueAt: heldUntil, isUntried: true };
    const dueAt = now() + LEASE_MS;
    this.#heldUntil.set(hub, dueAt);
    const others = schedule
      .pending("ping", now(), MOST_LOOKED_AT)
      .filter((other) => named(other).hub === hub && other.subject !== duty.subject);
    waitUntil(this.#tell(hub, [duty, ...others.slice(0, MOST_FRONTS - 1)]));
    return { done: false, dueAt, isOpen: true };
  }

  async #tell(hub: string, duties: Duty[]): Promise<void> {
    const { schedule, now } = this.#ports;
    const topics = this.#topics(duties);
    const { failure, isFinal, retryAfter } = await this.#post(hub, topics);
    if (failure === null) {
      this.#heldUntil.delete(hub);
      for (const { subject, revision } of duties) schedule.drop("ping", subject, revision);
      return;
    }
    const attempts = Math.min(Math.max(...duties.map((duty) => duty.attempts)), 10);
    const retryAt = now() + Math.max(retryAfter ?? 0, Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts));
    this.#heldUntil.set(hub, isFinal ? 0 : retryAt);
    const isOver = (duty: Duty) => isFinal || retryAt > named(duty).slot * SLOT_MS + GIVE_UP_MS;
    for (const duty of duties) {
      if (isOver(duty)) schedule.drop("ping", duty.subject, duty.revision);
      else schedule.postpone("ping", duty.subject, retryAt);
    }
    console.warn(JSON.stringify({ event: "ping-failed", hub, failure, topics: topics.length, attempts }));
    const lost = this.#topics(duties.filter(isOver));
    if (lost.length > 0) console.error(JSON.stringify({ event: "ping-given-up", hub, failure, topics: lost }));
  }

  /** The feeds of these fronts, each once. */
  #topics(duties: Duty[]): string[] {
    const { publication, language } = this.#ports;
    const tags = new Set(duties.map((duty) => named(duty).tag));
    return [...tags].flatMap((tag) =>
      FEED_FORMATS.map((format) => publication.origin + paths.feed(language(), format, tag || null)),
    );
  }

  /** A hub that does not want the request will not want it later either, but for one that is asked too often. */
  async #post(hub: string, topics: string[]): Promise<Answer> {
    const { fetch, now, publication } = this.#ports;
    const body = new URLSearchParams([["hub.mode", "publish"], ...topics.map((topic) => ["hub.url", topic])]);
    try {
      const answer = await fetch(hub, {
        method: "POST",
        body: body.toString(),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "user-agent": `Dragoman (+${publication.origin}/)`,
        },
        redirect: "manual",
      });
      await answer.body?.cancel();
      const { ok, status, headers } = answer;
      if (ok) return { failure: null, isFinal: true, retryAfter: null };
      const isFinal = status < 500 && status !== 408 && status !== 429;
      return { failure: String(status), isFinal, retryAfter: retryAfterMs(headers.get("retry-after"), now()) };
    } catch (error) {
      return { failure: String(error), isFinal: false, retryAfter: null };
    }
  }
}

/** A hub's answer, or a rejection once it is waited for no longer. */
export async function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  const silence = new AbortController();
  const answer = await within(TIMEOUT_MS, fetch(url, { ...init, signal: silence.signal }));
  if (answer !== null) return answer;
  silence.abort();
  throw new Error(`no answer in ${TIMEOUT_MS} ms`);
}

interface Answer {
  /** Null where the hub has taken it. */
  failure: string | null;
  isFinal: boolean;
  /** Milliseconds. */
  retryAfter: number | null;
}

/** What a duty's subject names: a hub, the slot at whose end it became due, and a tag or '' for the edition. */
function named({ subject }: Duty): { hub: string; slot: number; tag: string } {
  const [hub = "", slot, tag = ""] = subject.split(" ");
  return { hub, slot: Number(slot), tag };
}
