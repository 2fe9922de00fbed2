import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { interceptCalls } from "./support/crashes.ts";
import { desk, edition, newsroom, put } from "./support/desk.ts";
import { settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const read = (slug: string) =>
  runInDurableObject(edition("fr"), (instance: Edition) => instance.rendition("fr", slug, 0));

/** A log so long that it is not read to its end while anybody waits. */
const withoutEnd = () => interceptCalls(newsroom(), "changesSince", () => new Promise(() => undefined));

describe("an edition that has a long log to read", () => {
  it("answers what it knows meanwhile, and calls nothing unknown", async () => {
    await put("mer", {});
    await settle("fr");
    await abortAllDurableObjects();
    await withoutEnd();
    expect(await read("mer")).toMatchObject({ state: "found" });
    await put("lac", {});
    expect(await read("lac")).toMatchObject({ state: "unavailable", unavailable: { kind: "recovering" } });
    const { editions } = await (await desk("GET", "/api/status")).json<{ editions: Record<string, object> }>();
    expect(editions["fr"]).toMatchObject({ language: "fr", state: "ok", heard: 1 });
    const wording = await desk("GET", "/api/articles/lac/translations/en");
    expect([wording.status, ((await wording.json()) as { type: string }).type]).toEqual([
      503,
      "urn:dragoman:problem:recovering",
    ]);
    expect(await env.KV.get("rendition/fr/lac")).toBeNull();
  });
});
