import type { Duty, DutyOutcome, Schedule } from "../objects/schedule.ts";
import type { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import type { Drift } from "../replica/drift.ts";
import { keys } from "../replica/keys.ts";
import type { Outbox } from "../replica/outbox.ts";
import type { Seeds } from "../replica/seeds.ts";
import type { Change, Submission, WriteAnswer } from "./answers.ts";
import { findRow } from "./articles.ts";
import { lastSequence, slugsSince } from "./audit.ts";
import { type Backup, REFILL } from "./backup.ts";
import { beginEpoch, headOf, withdrawnSince } from "./changes.ts";
import { forgetKeys } from "./idempotency.ts";
import { Imports } from "./imports.ts";
import { lookAt, plan } from "./plan.ts";
import { publish } from "./publish.ts";
import { revisionRow } from "./revisions.ts";
import { adoptSeeds } from "./seeding.ts";
import { stage } from "./staging.ts";
import { type NewsroomLine, type RestoreResult, restored } from "./transfer.ts";
import { appear, expire } from "./withdraw.ts";

const POKE_TIMEOUT_MS = 5_000;
/** Keys that are too old are looked for this often, milliseconds. */
const FORGET_EVERY_MS = 3_600_000;
/** Editions hear of what was restored once no more of it comes, milliseconds. */
const RESTORED_WITHIN_MS = 3_000;
/** Between two steps of a refill: each has an alarm, and its share of operations, of its own. */
const REFILL_PAUSE_MS = 100;

export interface UpkeepPorts {
  sql: SqlStorage;
  settings: Settings;
  schedule: Schedule;
  outbox: Outbox;
  backup: Backup;
  drift: Drift;
  seeds: Seeds;
  editions: string[];
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
  /** Tells an edition that there is news; resolves with the sequence that it has reached. */
  poke(language: string): Promise<number>;
  /** Tells an edition of withdrawals outright. */
  overtake(language: string, withdrawn: Change[]): Promise<void>;
}

/** What keeps the newsroom going: its duties, and its beginning, or its return after a loss. */
export class Upkeep {
  readonly imports: Imports;
  readonly #ports: UpkeepPorts;
  #founded: Promise<void> | null = null;
  #seeded: Promise<void> | null = null;

  constructor(ports: UpkeepPorts) {
    this.#ports = ports;
    const { sql, schedule, now } = ports;
    this.imports = new Imports({ sql, schedule, now, write: (write) => this.write(write) });
  }

  /** Before anything is answered: what was lost is on its way back, and seeds are articles. */
  async ready(): Promise<void> {
    await this.#found();
    if (this.#ports.backup.isOn()) return;
    await this.#adoptSeedsOnce();
  }

  /** Seeds are looked at again. */
  forgetSeeds(): void {
    this.#seeded = null;
  }

  /**
   * Runs a write, and owes what follows from it: a poke for every edition if it is news to them (where it is
   * urgent, the news itself too), and a backup of each article that it touched. All in one synchronous block.
   */
  write<T>(write: () => T, isUrgent: (answer: T) => boolean = () => false): T {
    const { sql, schedule, commit, editions, now } = this.#ports;
    return commit(() => {
      const [head, last] = [headOf(sql), lastSequence(sql)];
      const answer = write();
      for (const slug of slugsSince(sql, last)) schedule.add("put", keys.article(slug), now());
      if (headOf(sql) === head) return answer;
      for (const language of editions) {
        schedule.add("poke", language, now(), isUrgent(answer));
        if (isUrgent(answer)) schedule.add("overtake", language, now(), true);
      }
      return answer;
    });
  }

  /** What an article will do by itself is scheduled with the write that decided it. */
  planned(answer: WriteAnswer): WriteAnswer {
    const { sql, schedule, now } = this.#ports;
    if (answer.outcome !== "created" && answer.outcome !== "updated") return answer;
    plan(schedule, findRow(sql, answer.article.slug), now());
    return answer;
  }

  async perform(duty: Duty): Promise<DutyOutcome> {
    const { sql, outbox, backup, schedule } = this.#ports;
    const now = this.#ports.now();
    const { kind, subject } = duty;
    switch (kind) {
      case "poke":
        return this.#poke(subject);
      case "overtake":
        // A withdrawal does not wait until an edition has heard all that an import put before it.
        await this.#ports.overtake(subject, withdrawnSince(sql, heardBy(sql, subject)));
        return { done: true };
      case "put":
        return outbox.push(duty);
      case "appear":
        return again(
          this.write(() => appear(sql, subject, now)),
          now,
        );
      case "expire": {
        const isUrgent = () => true;
        return again(
          this.write(() => expire(sql, subject, now), isUrgent),
          now,
        );
      }
      case "release":
        return this.imports.due(subject);
      case "forget-keys":
        return again(forgetKeys(sql, now) ? now + FORGET_EVERY_MS : null, now);
      case "refill":
        if (!(await backup.step())) return { done: false, dueAt: now + REFILL_PAUSE_MS };
        schedule.add("release", REFILL, now);
        for (const language of this.#ports.editions) schedule.add("poke", language, now);
        return { done: true };
      default:
        throw new Error(`unknown duty ${kind}`);
    }
  }

  /** Takes lines of an export one by one, each with what it brings, or not at all. */
  restore(lines: NewsroomLine[]): RestoreResult[] {
    const { sql, commit, schedule, editions, now } = this.#ports;
    let isBehind = false;
    const results = lines.map((line): RestoreResult => {
      try {
        return commit(() => {
          const head = headOf(sql);
          const result = restored(sql, line);
          if (result !== "created" || line.kind !== "article") return result;
          isBehind ||= line.sequence < head;
          plan(schedule, findRow(sql, line.slug), now());
          // It waited for the end of an import when the export was made.
          if (line.state === "published" && line.appeared === 0) {
            const { author } = revisionRow(sql, line.slug, line.revision);
            stage(sql, { import: REFILL, published_at: line.published_at, slug: line.slug, author });
            schedule.postpone("release", REFILL, now() + RESTORED_WITHIN_MS);
          }
          schedule.add("put", keys.article(line.slug), now());
          return result;
        });
      } catch (error) {
        // Its number is another's.
        console.warn(JSON.stringify({ event: "restore-refused", kind: line.kind, error: String(error) }));
        return "conflict";
      }
    });
    // An edition may have followed the log beyond them already.
    if (isBehind) beginEpoch(sql);
    for (const language of editions) schedule.postpone("poke", language, now() + RESTORED_WITHIN_MS);
    return results;
  }

  async #poke(language: string): Promise<DutyOutcome> {
    const { sql, poke, now } = this.#ports;
    const acknowledged = await within(POKE_TIMEOUT_MS, poke(language));
    if (acknowledged === null) throw new Error(`edition ${language} did not acknowledge`);
    sql.exec("INSERT OR REPLACE INTO editions (language, acknowledged) VALUES (?, ?)", language, acknowledged);
    return acknowledged >= headOf(sql) ? { done: true } : { done: false, dueAt: now() };
  }

  /** Rows that were never written, while KV has articles, were lost: they are taken back. */
  #found(): Promise<void> {
    const { sql, settings, schedule, backup, commit, now } = this.#ports;
    this.#founded ??= (async () => {
      if (settings.get("founded") !== null) return;
      const isLost = lastSequence(sql) === 0 && (await backup.isNeeded());
      commit(() => {
        settings.set("founded", new Date(now()).toISOString());
        if (!isLost) return;
        backup.begin();
        schedule.add("refill", "", now());
        console.error(JSON.stringify({ event: "storage-lost", object: "newsroom" }));
      });
      if (isLost) void schedule.run();
    })().catch((error: unknown) => {
      this.#founded = null;
      throw error;
    });
    return this.#founded;
  }

  #adoptSeedsOnce(): Promise<void> {
    const { seeds, settings, sql, now } = this.#ports;
    const save = (seed: Submission) =>
      this.write(() => this.planned(publish(sql, seed, { ifMatch: null, ifNoneMatch: "*" }, now())));
    this.#seeded ??= adoptSeeds(seeds, settings, sql, save).catch((error: unknown) => {
      this.#seeded = null;
      console.error(JSON.stringify({ event: "seeds-failed", error: String(error) }));
    });
    return this.#seeded;
  }
}

/** A piece of work that looks again at a time, or never. */
function again(at: number | null, now: number): DutyOutcome {
  return at === null ? { done: true } : { done: false, dueAt: lookAt(at, now) };
}

/** How far an edition has heard, as it last said. */
function heardBy(sql: SqlStorage, language: string): number {
  const rows = sql.exec<{ acknowledged: number }>("SELECT acknowledged FROM editions WHERE language = ?", language);
  return rows.toArray()[0]?.acknowledged ?? 0;
}
