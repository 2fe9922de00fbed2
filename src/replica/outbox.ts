import type { Duty, DutyOutcome } from "../objects/schedule.ts";
import type { Replica, ReplicaMetadata } from "./values.ts";

/** KV takes one write a second per key. */
const APART_MS = 1_000;
const TIMEOUT_MS = 10_000;
/** A put whose answer was lost may land late, over a newer one: the newest is put again after this. */
const CONFIRM_MS = 60_000;

export interface OutboxPorts {
  /** A key's value as the rows have it now; null where KV need not know it. */
  build(key: string): Replica | null;
  /** KV has a key's news, of which these are the metadata. */
  replicated(key: string, metadata: ReplicaMetadata): void;
}

/**
 * Pushes an object's rows to KV. A duty names the key; the value is built when it is pushed, so
 * only the newest is ever sent. The schedule keeps one put in flight per key.
 */
export class Outbox {
  readonly #kv: KVNamespace;
  readonly #now: () => number;
  readonly #ports: OutboxPorts;
  readonly #putAt = new Map<string, number>();
  readonly #ambiguous = new Set<string>();

  constructor(kv: KVNamespace, now: () => number, ports: OutboxPorts) {
    this.#kv = kv;
    this.#now = now;
    this.#ports = ports;
  }

  async push({ subject: key, attempts }: Duty): Promise<DutyOutcome> {
    const free = (this.#putAt.get(key) ?? 0) + APART_MS;
    if (free > this.#now()) return { done: false, dueAt: free, isUntried: true };
    const replica = this.#ports.build(key);
    if (replica === null) return { done: true };
    // Attempts outlive the object, so a put that failed before an eviction is confirmed too.
    if (attempts > 0) this.#ambiguous.add(key);
    if (this.#putAt.size > 1_000) this.#putAt.clear();
    this.#putAt.set(key, this.#now());
    await this.#put(key, replica);
    this.#ports.replicated(key, replica.metadata);
    if (!this.#ambiguous.delete(key)) return { done: true };
    return { done: false, dueAt: this.#now() + CONFIRM_MS };
  }

  async #put(key: string, { value, metadata }: Replica): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`KV put of ${key} took over ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    });
    try {
      await Promise.race([this.#kv.put(key, value, { metadata }), silence]);
    } catch (error) {
      this.#ambiguous.add(key);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
