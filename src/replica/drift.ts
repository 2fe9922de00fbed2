import type { Schedule } from "../objects/schedule.ts";
import type { Settings } from "../objects/settings.ts";
import type { Listed, Walk } from "./walk.ts";

/** Keys compared in one step, one list operation of KV; fewer where each value has to be built. */
const STEP = { versions: 1_000, digests: 50 };
/** A younger change may not have reached the list yet, milliseconds: KV takes a minute to be the same everywhere. */
const SETTLED_MS = 120_000;
const MOST_EXAMPLES = 20;

interface Position {
  family: string;
  cursor: string | null;
  /** The last key compared. */
  after: string;
}

/** A key that KV should have. */
export interface Expected {
  key: string;
  version: number;
  /** Last change, milliseconds since the epoch. */
  changed_at: number;
}

/** A stretch of keys, by their bytes: later than `after`, up to `upTo` or the end of the family. */
export interface Stretch {
  after: string;
  upTo: string | null;
}

/** What the comparison of KV with the rows has come to, for operators. */
export interface DriftReport {
  /** Keys compared since the beginning. */
  compared: number;
  /** Keys that KV lacked or had otherwise, and that were put again or taken back. */
  repaired: number;
  /** When every key had been compared last; RFC 3339. */
  completed_at: string | null;
  /** The latest of them. */
  latest: { key: string; at: string; fault: DriftFault }[];
}

/** KV lacked the key, had another version, or had one that the rows knew nothing of. */
export type DriftFault = "missing" | "other-version" | "unknown";

const NONE: DriftReport = { compared: 0, repaired: 0, completed_at: null, latest: [] };

/** One object's keys in KV. */
export interface DriftPorts {
  settings: Settings;
  schedule: Schedule;
  walk: Walk;
  now: () => number;
  /** Prefixes of the object's keys, each a family that is compared in turn. */
  families: () => string[];
  /** Prefixes may be shared: whether a key is this object's. */
  isOwn(key: string): boolean;
  /** The keys of a family that KV should have, in a stretch of it. */
  expected(family: string, stretch: Stretch): Expected[];
  /** Lifts a key's version above one that KV has. */
  raise(key: string, version: number): void;
  /** Of a key's value as the rows make it now. */
  digestOf(key: string): string | null;
  /** Takes back a key that the rows know nothing of. */
  adopt(listed: Listed): Promise<void>;
}

/** Compares KV with the rows, a thousand keys a step, and mends what differs. */
export class Drift {
  readonly #ports: DriftPorts;

  constructor(ports: DriftPorts) {
    this.#ports = ports;
  }

  report(): DriftReport {
    const stored = this.#ports.settings.get("drift-report");
    return stored === null ? NONE : (JSON.parse(stored) as DriftReport);
  }

  /** The next step begins a round. */
  restart(): void {
    this.#ports.settings.delete("drift");
  }

  /**
   * The next step. Returns whether it was the last of a round.
   * @param by versions say what was put; digests also say whether it is what the rows make of it now
   */
  async step(by: "versions" | "digests" = "versions"): Promise<boolean> {
    const { settings, walk, now, isOwn } = this.#ports;
    const families = this.#ports.families();
    const { family, cursor, after } = this.#position(families);
    const page = await walk.list(family, cursor, STEP[by]).catch((error: unknown) => {
      // A cursor that KV takes no more: the round begins anew.
      this.restart();
      throw error;
    });
    const listed = page.keys.filter(({ key }) => isOwn(key));
    const upTo = page.cursor === null ? null : (page.keys.at(-1)?.key ?? after);
    const faults = await this.#compare(family, listed, { after, upTo }, by);
    const next = page.cursor === null ? families[families.indexOf(family) + 1] : family;
    const isLast = next === undefined;
    const position: Position = {
      family: next ?? "",
      cursor: page.cursor,
      after: page.cursor === null ? "" : (upTo ?? ""),
    };
    settings.set("drift", JSON.stringify(position));
    this.#note(listed.length, faults, isLast ? now() : null);
    return isLast;
  }

  async #compare(
    family: string,
    listed: Listed[],
    stretch: Stretch,
    by: "versions" | "digests",
  ): Promise<{ key: string; fault: DriftFault }[]> {
    const { schedule, now, adopt, digestOf, raise, expected } = this.#ports;
    const inKv = new Map(listed.map((item) => [item.key, item]));
    const faults: { key: string; fault: DriftFault }[] = [];
    for (const { key, version, changed_at } of expected(family, stretch)) {
      const found = inKv.get(key);
      inKv.delete(key);
      const stored = found?.metadata;
      if (stored?.version === version && (by === "versions" || stored.digest === digestOf(key))) continue;
      if ((by === "versions" && changed_at > now() - SETTLED_MS) || schedule.has("put", key)) continue;
      // Versions only rise: one that KV has from before a restore is overtaken.
      if (stored && stored.version >= version) raise(key, stored.version + 1);
      schedule.add("put", key, now());
      faults.push({ key, fault: found === undefined ? "missing" : "other-version" });
    }
    for (const unknown of inKv.values()) {
      try {
        await adopt(unknown);
        faults.push({ key: unknown.key, fault: "unknown" });
      } catch (error) {
        // What cannot be taken back keeps nothing else from being compared.
        console.error(JSON.stringify({ event: "drift-refused", key: unknown.key, error: String(error) }));
      }
    }
    return faults;
  }

  /** Families may have changed since. */
  #position(families: string[]): Position {
    const stored = this.#ports.settings.get("drift");
    const position = stored === null ? null : (JSON.parse(stored) as Position);
    if (position !== null && families.includes(position.family)) return position;
    return { family: families[0] ?? "", cursor: null, after: "" };
  }

  #note(compared: number, faults: { key: string; fault: DriftFault }[], completedAt: number | null): void {
    const { settings, now } = this.#ports;
    const before = this.report();
    const at = new Date(now()).toISOString();
    for (const fault of faults) console.warn(JSON.stringify({ event: "drift", ...fault }));
    const report: DriftReport = {
      compared: before.compared + compared,
      repaired: before.repaired + faults.length,
      completed_at: completedAt === null ? before.completed_at : at,
      latest: [...faults.map((fault) => ({ ...fault, at })), ...before.latest].slice(0, MOST_EXAMPLES),
    };
    settings.set("drift-report", JSON.stringify(report));
  }
}
