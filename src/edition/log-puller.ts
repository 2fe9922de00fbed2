import type { Change, Changes } from "../newsroom/answers.ts";
import type { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";

/** The Newsroom is asked about the same unknown slug at most this often, milliseconds. */
const UNKNOWN_EVERY_MS = 30_000;
const MOST_UNKNOWN = 1_000;
/** Longest that a request waits for the log to be read, milliseconds. */
const PULLED_WITHIN_MS = 3_000;

export interface PullPorts {
  settings: Settings;
  now: () => number;
  changesSince(cursor: string | null): Promise<Changes>;
  /** Runs what applies some changes as one transaction. */
  together(write: () => void): void;
  /** Applies one change and runs `advance` in the same transaction. */
  apply(change: Change, advance: () => void): void;
  /** The log is another one than the cursor was of: every change is to be heard again. */
  restart(): void;
}

/** Follows the Newsroom's log from this edition's own cursor, one pull at a time. */
export class LogPuller {
  readonly #ports: PullPorts;
  #pulling: Promise<void> | null = null;
  #again = false;
  /** Whether somebody has waited in vain for the pull under way. */
  #isLong = false;
  readonly #unknown = new Map<string, number>();

  constructor(ports: PullPorts) {
    this.#ports = ports;
  }

  /** The sequence up to which this edition has heard. */
  heard(): number {
    return Number.parseInt(this.#cursor() ?? "0", 10);
  }

  /** Forgets the cursor: the log is read again from the start, and what is known stays as it is. */
  restart(): void {
    this.#ports.settings.delete("cursor");
    this.#ports.restart();
  }

  /** Pulls to the log's head; a call that comes during a pull is answered by one more. */
  pull(): Promise<void> {
    if (this.#pulling !== null) {
      this.#again = true;
      return this.#pulling;
    }
    this.#pulling = this.#pullAll().finally(() => {
      this.#pulling = null;
      this.#isLong = false;
    });
    return this.#pulling;
  }

  /** Waits for what the log brings; where that is much, only who comes first does. Returns whether it has come. */
  async patiently(work: Promise<unknown>): Promise<boolean> {
    if (this.#isLong) return false;
    const come = await within(
      PULLED_WITHIN_MS,
      work.then(() => true),
    );
    if (come === null && this.#pulling !== null) this.#isLong = true;
    return come === true;
  }

  /**
   * A slug nobody here has heard of may be news whose poke is still on its way. Returns whether the log has been
   * read to its head: where it is long, that takes minutes, and nobody is kept waiting for it.
   */
  async pullFor(slug: string): Promise<boolean> {
    const now = this.#ports.now();
    // What is being pulled may bring it.
    if (this.#pulling !== null) return this.patiently(this.#pulling);
    if (now - (this.#unknown.get(slug) ?? Number.NEGATIVE_INFINITY) < UNKNOWN_EVERY_MS) return true;
    if (this.#unknown.size >= MOST_UNKNOWN) this.#unknown.clear();
    if (!(await this.patiently(this.pull()))) return false;
    this.#unknown.set(slug, now);
    return true;
  }

  async #pullAll(): Promise<void> {
    let behind = true;
    while (behind || this.#again) {
      this.#again = false;
      const { changes, head, restarted } = await this.#ports.changesSince(this.#cursor());
      if (restarted) {
        this.restart();
        continue;
      }
      this.#apply(changes);
      behind = changes.length > 0 && this.heard() < head;
    }
  }

  /** All at once, which is what an import needs; where one cannot be applied, those before it are. */
  #apply(changes: Change[]): void {
    const apply = (change: Change) =>
      this.#ports.apply(change, () => this.#ports.settings.set("cursor", change.cursor));
    try {
      this.#ports.together(() => {
        for (const change of changes) apply(change);
      });
    } catch (error) {
      if (changes.length === 1) throw error;
      for (const change of changes) apply(change);
    }
  }

  #cursor(): string | null {
    return this.#ports.settings.get("cursor");
  }
}
