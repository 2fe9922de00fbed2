import { within } from "../objects/within.ts";
import type { Replica } from "../replica/values.ts";
import type { FrontAnswer, PageAnswer, RenditionAnswer, Unavailable } from "./answers.ts";
import type { Workings } from "./workings.ts";

/** When a reader of a pending translation may ask again, milliseconds. */
const ASK_AGAIN_MS = 3_000;
const RECOVERING_MS = 15_000;

export interface ReadingPorts {
  now: () => number;
  /** Asks the Newsroom for an article that this edition has not heard of. Returns whether it would have heard by now. */
  pullFor(slug: string): Promise<boolean>;
  waitUntil(work: Promise<unknown>): void;
}

/** What readers are answered whom KV could not serve. */
export class Reading {
  readonly #of: Workings;
  readonly #ports: ReadingPorts;

  constructor(of: Workings, ports: ReadingPorts) {
    this.#of = of;
    this.#ports = ports;
  }

  /** An article, translated now if it has to be; waits for it up to `waitMs` milliseconds. */
  async rendition(slug: string, waitMs: number): Promise<RenditionAnswer> {
    const { renditions, replicas, flights, refill } = this.#of;
    const hasHeard = refill.isOn() || renditions.find(slug) !== null || (await this.#ports.pullFor(slug));
    const replica = replicas.rendition(slug);
    const row = renditions.find(slug);
    if (row?.state === "stale" || row?.state === "held") this.#ports.waitUntil(flights.start(slug));
    if (replica !== null) return { state: "found", replica };
    if (refill.isOn() || (row === null && !hasHeard)) {
      return { state: "unavailable", unavailable: this.#recovering() };
    }
    if (row === null) return { state: "unknown" };
    const end = await flights.awaited(slug, waitMs);
    const landed = replicas.rendition(slug);
    if (landed !== null) return { state: "found", replica: landed };
    const original = row.source_language;
    if (end?.end === "failed") {
      return { state: "unavailable", unavailable: { kind: end.kind, retryAt: end.retryAt, original } };
    }
    const retryAt = this.#ports.now() + ASK_AGAIN_MS;
    return { state: "unavailable", unavailable: { kind: "being-translated", retryAt, original } };
  }

  /** The front of the edition or of a tag: what is ready after waiting up to `waitMs` milliseconds for the newest that are not. */
  async front(tag: string | null, waitMs: number): Promise<FrontAnswer> {
    const { timeline, contents, flights, outgoing, replicas, refill, commit } = this.#of;
    if (refill.isOn()) return { state: "unavailable", unavailable: this.#recovering() };
    const line = tag === null ? timeline.open("") : timeline.find(tag);
    if (line === null) return { state: "unknown" };
    // Oldest first, so that entry numbers follow dates where everything is in memory.
    await within(waitMs, Promise.all(contents.wanted(line).map((slug) => flights.start(slug))));
    // An edition without articles has a front too: KV has to know it, or every reader would come here.
    commit(() => outgoing.oweFirst(line.tag));
    return { state: "found", replica: replicas.front(line.tag) as Replica };
  }

  /** A full timeline page of the edition or of a tag; `open` for the one that is filling. */
  page(tag: string | null, page: number): PageAnswer {
    const { timeline, replicas, refill } = this.#of;
    if (refill.isOn()) return { state: "unavailable", unavailable: this.#recovering() };
    const line = timeline.find(tag ?? "");
    const replica = replicas.page(tag ?? "", page);
    if (replica !== null) return { state: "found", replica };
    return { state: line !== null && page === timeline.openPage(line.line) ? "open" : "unknown" };
  }

  #recovering(): Unavailable {
    const original = this.#of.config.publication.sourceLanguage;
    return { kind: "recovering", retryAt: this.#ports.now() + RECOVERING_MS, original };
  }
}
