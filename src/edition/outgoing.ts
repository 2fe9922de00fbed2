import type { Schedule } from "../objects/schedule.ts";
import { keys } from "../replica/keys.ts";
import { MEMORY_PART } from "../replica/values.ts";
import type { Contents } from "./contents.ts";
import type { Effect } from "./effect.ts";
import type { Parts } from "./parts.ts";
import { sitemapPart } from "./replicas.ts";
import type { Line, Timeline } from "./timeline.ts";

/** Sitemaps and backups may be this late, milliseconds: many changes then are one put. */
const SITEMAP_WITHIN_MS = 60_000;
const MEMORY_WITHIN_MS = 15_000;

/** What a front is told: whether its content changed, and whether that is a withdrawal. */
interface Told {
  content: boolean;
  urgent: boolean;
}

export interface OutgoingPorts {
  language: () => string;
  schedule: Schedule;
  timeline: Timeline;
  contents: Contents;
  parts: Parts;
  now: () => number;
}

/** Outbox rows for what a write changed, written in the same synchronous block as the write. */
export class Outgoing {
  readonly #ports: OutgoingPorts;
  #isPushing = false;
  /** Fronts to be told at the end of `together`, and how; null outside of it. */
  #fronts: Map<number, Told> | null = null;

  constructor(ports: OutgoingPorts) {
    this.#ports = ports;
  }

  owe(slug: string, { rendition, pages, told, waiting, aliases, urgent }: Effect): void {
    const { timeline, now } = this.#ports;
    const language = this.#ports.language();
    const lines = new Map<number, boolean>();
    for (const line of waiting) lines.set(line, false);
    for (const { line, page } of pages) if (page >= timeline.frontPage(line)) lines.set(line, true);
    for (const line of told) lines.set(line, true);
    for (const page of pages) {
      if (timeline.full(page) === null) continue;
      const { tag } = timeline.byNumber(page.line);
      this.#put(keys.page(language, page.page, tag), now(), urgent);
    }
    for (const name of [...(rendition ? [slug] : []), ...aliases]) {
      this.#put(keys.rendition(language, name), now(), urgent);
    }
    for (const [line, content] of lines) this.#tell(line, { content, urgent });
    const own = rendition && timeline.places(slug).find(({ tag }) => tag === "");
    if (own) {
      const part = sitemapPart(own.entry);
      this.#ports.parts.touch("sitemap", part, now());
      this.#put(keys.sitemap(language, part), now() + (urgent ? 0 : SITEMAP_WITHIN_MS), false);
    }
  }

  /** Runs changes that commit together: each front is told once, however many of them it has. */
  together(write: () => void): void {
    const fronts = new Map<number, Told>();
    this.#fronts = fronts;
    try {
      write();
    } finally {
      this.#fronts = null;
    }
    for (const [line, told] of fronts) this.#tell(line, told);
  }

  /** A front that KV has to know though nothing changed: else every reader would come to the object. */
  oweFirst(tag: string): void {
    const line = tag === "" ? this.#ports.timeline.open("") : this.#ports.timeline.find(tag);
    if (line !== null) this.#oweFront(line, false, false);
  }

  /** A line's front is told anew, whatever changed. */
  oweAnew(line: Line): void {
    this.#oweFront(line, true, false);
  }

  oweMemory(ids: number[]): void {
    for (const part of new Set(ids.map((id) => Math.floor((id - 1) / MEMORY_PART)))) {
      this.#ports.parts.touch("memory", part, this.#ports.now());
      this.#put(keys.memory(this.#ports.language(), part), this.#ports.now() + MEMORY_WITHIN_MS, false);
    }
  }

  /** Sends what is owed, once the present block has committed. */
  push(): void {
    if (this.#isPushing) return;
    this.#isPushing = true;
    queueMicrotask(() => {
      this.#isPushing = false;
      void this.#ports.schedule.run();
    });
  }

  #tell(line: number, { content, urgent }: Told): void {
    if (this.#fronts === null) {
      this.#oweFront(this.#ports.timeline.byNumber(line), content, urgent);
      return;
    }
    const told = this.#fronts.get(line);
    this.#fronts.set(line, { content: content || !!told?.content, urgent: urgent || !!told?.urgent });
  }

  /** Only if its content changed, or how many of the newest articles it lacks, or KV never had one. */
  #oweFront(line: Line, content: boolean, urgent: boolean): void {
    const { contents, timeline, now } = this.#ports;
    const wanted = contents.wanted(line).length;
    const isNew = line.version === 0;
    if (!content && !isNew && wanted === line.pending) return;
    timeline.tell(line, wanted, content || isNew, now());
    this.#put(keys.front(this.#ports.language(), line.tag), now(), urgent);
  }

  #put(key: string, dueAt: number, urgent: boolean): void {
    this.#ports.schedule.add("put", key, dueAt, urgent);
    this.push();
  }
}
