import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { Pinger } from "../../src/edition/pinger.ts";
import { type Duty, Schedule } from "../../src/objects/schedule.ts";
import { Settings } from "../../src/objects/settings.ts";
import { publication } from "../unit/pages/samples.ts";
import { edition } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const HUB = "https://hub.example/";
const OTHER = "https://other.example/push?key=1";
/** The end of a slot, so that what changes now is told in 90 and in 150 seconds exactly. */
const START = 1_800_000_000_000;
const MINUTE = 60_000;
const FEEDS = [
  "https://news.example/fr/rss.xml",
  "https://news.example/fr/atom.xml",
  "https://news.example/fr/feed.json",
];

interface Given {
  pinger: Pinger;
  /** What hubs were asked: a hub, the seconds since the start, the feeds. */
  asked: { hub: string; at: number; topics: string[] }[];
  requests: Request[];
  /** Lets time pass until this many milliseconds after the start, and does what is then due; hubs answer, unless none may. */
  until(ms: number, isAwaited?: boolean): Promise<void>;
  /** An object that was evicted: another one on the same rows. */
  restart(): Pinger;
  standing(): { kind: string; count: number; attempts: number }[];
}

type Behaviour = (hub: string, nth: number) => Response | Promise<Response>;
const status = (code: number, headers = {}) => new Response(null, { status: code, headers });

/** A pinger on a schedule of its own, with a clock that the test moves, and hubs that answer as the test says. */
async function withHubs(hubs: string[], behave: Behaviour, test: (given: Given) => Promise<void>): Promise<void> {
  await runInDurableObject(edition("fr"), async (_: Edition, { storage }) => {
    let now = START;
    const asked: Given["asked"] = [];
    const requests: Request[] = [];
    let open: Promise<unknown>[] = [];
    const perform = async (duty: Duty) => given.pinger.ping(duty);
    const schedule = new Schedule(storage, () => now, perform);
    const restart = () =>
      new Pinger({
        language: () => "fr",
        publication: { ...publication, hubs },
        schedule,
        settings: new Settings(storage.sql),
        now: () => now,
        fetch: async (url, init) => {
          requests.push(new Request(url, init));
          const topics = new URLSearchParams(String(init.body)).getAll("hub.url");
          asked.push({ hub: url, at: (now - START) / 1_000, topics });
          return behave(url, asked.filter(({ hub }) => hub === url).length);
        },
        waitUntil: (work) => open.push(work),
      });
    const given: Given = {
      pinger: restart(),
      asked,
      requests,
      restart: () => {
        given.pinger = restart();
        return given.pinger;
      },
      standing: () => schedule.standing().map(({ kind, count, attempts }) => ({ kind, count, attempts })),
      until: async (ms, isAwaited = true) => {
        now = START + ms;
        await schedule.run();
        const begun = open;
        open = [];
        if (isAwaited) await Promise.all(begun);
      },
    };
    await test(given);
    await storage.deleteAlarm();
  });
}

/** KV has a front whose content changed that many milliseconds after the start. */
const changed = (pinger: Pinger, at = 1, key = "front/fr") => pinger.replicated(key, START + at);

describe("a hub", () => {
  it("is told of the edition's three feeds 90 s after KV has the news, and once the platform's cache is surely fresh", async () => {
    await withHubs(
      [HUB],
      () => status(204),
      async ({ pinger, asked, requests, until, standing }) => {
        changed(pinger);
        expect(standing()).toEqual([{ kind: "ping", count: 2, attempts: 0 }]);
        await until(89_999);
        expect(asked).toEqual([]);
        await until(90_000);
        expect(asked).toEqual([{ hub: HUB, at: 90, topics: FEEDS }]);
        const [request] = requests;
        expect(request?.method).toBe("POST");
        expect(request?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
        expect(await request?.text()).toMatch(
          /^hub\.mode=publish&hub\.url=https%3A%2F%2Fnews\.example%2Ffr%2Frss\.xml&hub\.url=/,
        );
        await until(150_000);
        expect(asked.map(({ at }) => at)).toEqual([90, 150]);
        expect(standing()).toEqual([]);
      },
    );
  });

  it("is told once of what changed within half a minute, and again of what changed later", async () => {
    await withHubs(
      [HUB],
      () => status(202),
      async ({ pinger, asked, until }) => {
        changed(pinger, 1);
        changed(pinger, 2);
        await until(10_000);
        changed(pinger, 10_000);
        await until(20_000);
        changed(pinger, 20_000);
        for (let at = 30; at <= 300; at += 5) await until(at * 1_000);
        // 90 and 150 for what changed at 0; 120 and 180 for what came at 10 and at 20.
        expect(asked.map(({ at }) => at)).toEqual([90, 120, 150, 180]);
      },
    );
  });

  it("is told of an edition and its tags in one request", async () => {
    await withHubs(
      [HUB],
      () => status(200),
      async ({ pinger, asked, until }) => {
        changed(pinger);
        changed(pinger, 1, "front/fr/maroc");
        changed(pinger, 1, "front/fr/interpol");
        await until(90_000);
        expect(asked).toHaveLength(1);
        expect(asked[0]?.topics).toHaveLength(9);
        expect(asked[0]?.topics).toContain("https://news.example/fr/tags/maroc/feed.json");
      },
    );
  });

  it("is told of at most twenty fronts at once, and of all in the end", async () => {
    await withHubs(
      [HUB],
      () => status(204),
      async ({ pinger, asked, until, standing }) => {
        for (let i = 0; i < 90; i++) changed(pinger, 1, `front/fr/t${i}`);
        for (let at = 90; at <= 200; at += 5) await until(at * 1_000);
        expect(Math.max(...asked.map(({ topics }) => topics.length))).toBe(60);
        expect(new Set(asked.flatMap(({ topics }) => topics)).size).toBe(270);
        expect(standing()).toEqual([]);
      },
    );
  });

  it("is not told of what readers cannot see: other keys, the same content put again, what is older than the hubs", async () => {
    await withHubs(
      [HUB],
      () => status(204),
      async ({ pinger, standing, until, restart }) => {
        for (const key of ["rendition/fr/mer", "page/fr/1", "sitemap/fr/0", "memory/fr/0", "front/en", "article/mer"])
          changed(pinger, 1, key);
        // Only how many translations it lacks is new.
        changed(pinger, -MINUTE);
        expect(standing()).toEqual([]);
        changed(pinger, 5);
        await until(90_000);
        await until(150_000);
        // Put again for certainty's sake, by a sweep, by an object that was evicted.
        changed(pinger, 5);
        changed(restart(), 5);
        expect(standing()).toEqual([]);
      },
    );
  });
});

describe("a hub that does not take it", () => {
  it.each([500, 503, 429, 408])("with %i is asked again, ever more seldom, until it does", async (code) => {
    await withHubs(
      [HUB],
      (_, nth) => status(nth <= 3 ? code : 204),
      async ({ pinger, asked, until, standing }) => {
        changed(pinger);
        for (let at = 90; at <= 1_200; at += 10) await until(at * 1_000);
        expect(asked.map(({ at }) => at)).toEqual([90, 150, 270, 510]);
        expect(standing()).toEqual([]);
      },
    );
  });

  it("is left alone for as long as it asks for", async () => {
    await withHubs(
      [HUB],
      (_, nth) => (nth === 1 ? status(429, { "retry-after": "1800" }) : status(204)),
      async ({ pinger, asked, until }) => {
        changed(pinger);
        for (let at = 90; at <= 2_400; at += 30) await until(at * 1_000);
        expect(asked.map(({ at }) => at)).toEqual([90, 1_890]);
      },
    );
  });

  it("says in the status how often it was tried", async () => {
    await withHubs(
      [HUB],
      () => status(500),
      async ({ pinger, until, standing }) => {
        changed(pinger);
        for (let at = 90; at <= 1_000; at += 10) await until(at * 1_000);
        expect(standing()).toEqual([{ kind: "ping", count: 2, attempts: 5 }]);
      },
    );
  });

  it.each([404, 410, 400, 308])("with %i, for good, is not asked again", async (code) => {
    await withHubs(
      [HUB],
      () => status(code),
      async ({ pinger, asked, until, standing }) => {
        changed(pinger);
        await until(90_000);
        await until(150_000);
        expect(standing()).toEqual([]);
        await until(10 * MINUTE);
        expect(asked.map(({ at }) => at)).toEqual([90, 150]);
      },
    );
  });

  it("for a day is given up, at most once an hour in the end, and told of the next change", async () => {
    let isBack = false;
    await withHubs(
      [HUB],
      () => {
        if (isBack) return status(204);
        throw new TypeError("connection refused");
      },
      async ({ pinger, asked, until, standing }) => {
        const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
        changed(pinger);
        for (let at = 1.5; at <= 24 * 60 + 5; at += 0.5) await until(at * MINUTE);
        expect(standing()).toEqual([]);
        expect(asked.length).toBeLessThan(35);
        expect(said.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
          { event: "ping-given-up", hub: HUB, failure: "TypeError: connection refused", topics: FEEDS },
        ]);
        isBack = true;
        changed(pinger, 25 * 60 * MINUTE);
        await until(25 * 60 * MINUTE);
        expect(asked.at(-1)?.at).toBe(25 * 3_600);
      },
    );
  });

  it("keeps the others from nothing", async () => {
    await withHubs(
      [HUB, OTHER],
      (hub) => status(hub === HUB ? 500 : 204),
      async ({ pinger, asked, until, standing }) => {
        changed(pinger);
        for (let at = 90; at <= 160; at += 10) await until(at * 1_000);
        expect(asked.filter(({ hub }) => hub === OTHER).map(({ at }) => at)).toEqual([90, 150]);
        expect(standing()).toEqual([{ kind: "ping", count: 2, attempts: expect.any(Number) }]);
      },
    );
  });

  it("by never answering holds up nothing, and is asked again by the object that comes after", async () => {
    await withHubs(
      [HUB],
      (_, nth) => (nth === 1 ? new Promise<Response>(() => undefined) : status(204)),
      async ({ pinger, asked, until, restart, standing }) => {
        changed(pinger);
        // The schedule is done though the request is not.
        await until(90_000, false);
        expect(standing()).toEqual([{ kind: "ping", count: 2, attempts: 1 }]);
        restart();
        await until(111_000);
        expect(asked.map(({ at }) => at)).toEqual([90, 111]);
      },
    );
  });

  it("is not asked any more once it is no longer named", async () => {
    await withHubs(
      [HUB],
      () => status(204),
      async ({ pinger, standing }) => {
        changed(pinger);
        expect(standing()).toHaveLength(1);
      },
    );
    await withHubs(
      [OTHER],
      () => status(204),
      async ({ pinger, asked, until, standing }) => {
        pinger.replicated("front/fr/mer", START + 1);
        for (const at of [90, 120, 150]) await until(at * 1_000);
        expect(new Set(asked.map(({ hub }) => hub))).toEqual(new Set([OTHER]));
        expect(standing()).toEqual([]);
      },
    );
  });
});

it("without hubs nothing is owed and nothing is kept", async () => {
  await runInDurableObject(edition("fr"), async (_: Edition, { storage }) => {
    const settings = new Settings(storage.sql);
    const before = storage.sql.exec("SELECT * FROM state").toArray();
    await withHubs(
      [],
      () => status(204),
      async ({ pinger, standing }) => {
        changed(pinger);
        expect(standing()).toEqual([]);
      },
    );
    expect(settings.get("pings-since")).toBeNull();
    expect(storage.sql.exec("SELECT * FROM state").toArray()).toEqual(before);
  });
});
