import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import type { Edition } from "../../src/edition/edition.ts";
import { statusOf } from "../../src/edition/status.ts";
import type { Line } from "../../src/edition/timeline.ts";
import { Upkeep } from "../../src/edition/upkeep.ts";
import { workings } from "../../src/edition/workings.ts";
import { keys } from "../../src/replica/keys.ts";
import { edition, ORIGIN, put } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

const HUB = "https://hub.example/";
const HUBBED = { ...env, WEBSUB_HUBS: `${HUB}, https://other.example/push` };
const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

/** GET of a public URL from a service that names its hubs. */
const get = (path: string) => app.fetch(new Request(ORIGIN + path), HUBBED, context);
const linksOf = (answer: Response) =>
  (answer.headers.get("link") ?? "").split(", ").filter((link) => /rel="(hub|self)"/.test(link));

describe("WebSub §4: a feed", () => {
  it.each(["rss.xml", "atom.xml", "feed.json", "tags/eau/rss.xml", "tags/eau/feed.json"])(
    "%s names its hubs and itself in its headers and in its text",
    async (file) => {
      await put("mer", { tags: ["eau"] });
      const answer = await get(`/fr/${file}`);
      expect(linksOf(answer)).toEqual([
        `<${ORIGIN}/fr/${file}>; rel="self"`,
        `<${HUB}>; rel="hub"`,
        '<https://other.example/push>; rel="hub"',
      ]);
      expect((await answer.text()).split(HUB)).toHaveLength(2);
    },
  );

  it("names them in a 304 too, and pages, lists and archives name none", async () => {
    await put("mer", {});
    const etag = (await get("/fr/atom.xml")).headers.get("etag") ?? "";
    const request = new Request(`${ORIGIN}/fr/atom.xml`, { headers: { "if-none-match": etag } });
    const unchanged = await app.fetch(request, HUBBED, context);
    expect([unchanged.status, linksOf(unchanged).length]).toEqual([304, 3]);
    for (const path of ["/fr/", "/fr/withdrawn.json", "/fr/articles/mer"]) {
      expect((await get(path)).headers.get("link") ?? "").not.toContain('rel="hub"');
    }
  });
});

it("a change that KV has is told, shown in the status until then, and told once only", async () => {
  await put("mer", { tags: ["eau"] });
  const sent = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(null, { status: 204 }));
  await runInDurableObject(edition("fr"), async (_: Edition, state) => {
    let now = Date.now();
    const begun: Promise<unknown>[] = [];
    const of = workings(state, { ...env, WEBSUB_HUBS: HUB } as typeof env, {
      now: () => now,
      language: () => "fr",
      isReviewedFirst: () => false,
      engines: () => [],
      budget: () => ({ daily_characters: 0, monthly_characters: null }),
      random: () => 0,
      sleep: async () => undefined,
      perform: (duty) => upkeep.perform(duty),
    });
    const upkeep: Upkeep = new Upkeep(of, {
      language: () => "fr",
      now: () => now,
      hasEngine: () => false,
      changesSince: () => Promise.reject(new Error("nobody asks")),
      waitUntil: (work) => begun.push(work),
    });
    const later = async (ms: number) => {
      now += ms;
      await of.schedule.run();
    };
    const pings = () =>
      statusOf(of, { language: "fr", heard: 0, now, engines: [] }).outbox.filter(({ kind }) => kind === "ping");

    await later(1_000);
    expect(pings()).toEqual([]);
    of.outgoing.oweAnew(of.timeline.find("eau") as Line);
    await later(1_000);
    expect(pings()).toEqual([{ kind: "ping", count: 2, due_at: expect.any(String), attempts: 0 }]);
    await later(120_000);
    await vi.waitFor(() => expect(pings()).toMatchObject([{ count: 1 }]));
    expect(
      sent.mock.calls.map(([url, init]) => [url, new URLSearchParams(String(init?.body)).getAll("hub.url")]),
    ).toEqual([[HUB, ["rss.xml", "atom.xml", "feed.json"].map((file) => `${ORIGIN}/fr/tags/eau/${file}`)]]);
    await later(60_000);
    await vi.waitFor(() => expect(pings()).toEqual([]));
    // A sweep puts it again, and nothing of it is new.
    of.schedule.add("put", keys.front("fr", "eau"), now);
    await later(1_000);
    expect(pings()).toEqual([]);
  });
});
