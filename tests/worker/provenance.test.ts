import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Provenance, Rendition } from "../../src/articles/article.ts";
import type { EditionLine } from "../../src/edition/transfer.ts";
import { keys } from "../../src/replica/keys.ts";
import type { ReplicaMetadata } from "../../src/replica/values.ts";
import { edition, get, ORIGIN, put } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { rendition } from "./support/stored.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
const FORMATS = ["", ".json", ".txt", ".md", ".ninjs.json"];
const field = (answer: Response) => answer.headers.get("dragoman-translation");

const provenance: Provenance = {
  source_language: "fr",
  source_revision: 2,
  engines: ["deepl"],
  from_memory: 0,
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: null,
  stale: false,
};

/** Gives the English edition a translation as an export has it, and KV with it. */
async function restored(edited: Partial<Provenance>): Promise<Rendition> {
  const translation = { ...provenance, ...edited };
  const english = rendition("en", "mer", { revision: 2, original: { language: "fr" }, translation });
  const line = {
    kind: "rendition",
    edition: "en",
    slug: "mer",
    article_id: "a1",
    source_language: "fr",
    sequence: 1,
    state: "ready",
    published_at: Date.parse(english.published_at),
    expires_at: null,
    version: 1,
    changed_at: Date.parse("2025-11-25T10:00:00.000Z"),
    title: english.title,
    updated_at: Date.parse(english.updated_at),
    places: [["", 1, 1, 1]],
    rendition: { ...english },
  } satisfies EditionLine;
  expect(await edition("en").restore("en", [line])).toEqual(["created"]);
  await settle("en", 10_000);
  return english;
}

describe("the header of provenance", () => {
  it.each(FORMATS)("is on every answer with a translation: 200, 304 and HEAD of mer%s", async (extension) => {
    await put("mer", { title: "La mer", body_text: "La mer est belle." });
    await equip("en", fakeEngine());
    const path = `/en/articles/mer${extension}`;
    const fresh = await get(path);
    await settle("en");
    const stored = await get(path);
    const again = await get(path, { "if-none-match": stored.headers.get("etag") ?? "" });
    const head = await exports.default.fetch(new Request(ORIGIN + path, { method: "HEAD" }));
    expect([fresh, stored, again, head].map(({ status }) => status)).toEqual([200, 200, 304, 200]);
    const { translation } = await (await get("/en/articles/mer.json")).json<Rendition>();
    const whole = `engines=(deepl), translated_at="${translation?.translated_at}", source_language=fr, source_revision=1, digital_source_type="${TRAINED}"`;
    expect([fresh, stored, again, head].map(field)).toEqual([whole, whole, whole, whole]);
    for (const answer of [fresh, stored, again, head]) {
      expect(answer.headers.get("content-language")).toBe("en");
      expect(answer.headers.get("access-control-expose-headers")).toContain("Dragoman-Translation");
      expect(answer.headers.get("link")).toContain(`<${ORIGIN}/fr/articles/mer${extension}>; rel="via"; hreflang="fr"`);
    }
  });

  it.each(FORMATS)("is on no original: mer%s", async (extension) => {
    await put("mer", {});
    const answer = await get(`/fr/articles/mer${extension}`);
    expect([answer.status, field(answer)]).toEqual([200, null]);
    expect(answer.headers.get("link")).not.toContain('rel="via"');
  });

  it.each<[string, Partial<Provenance>, string]>([
    [
      "a machine's, reviewed",
      { reviewed: { by: "Zoë", at: "2025-11-25T09:00:00.000Z" } },
      `engines=(deepl), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, source_revision=2, reviewed.by=%"Zo%c3%ab", reviewed.at="2025-11-25T09:00:00.000Z", digital_source_type="${COMPOSITE}"`,
    ],
    [
      "a machine's and a person's, of an earlier revision",
      { engines: ["deepl", "person"], stale: true },
      `engines=(deepl person), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, source_revision=2, stale, digital_source_type="${COMPOSITE}"`,
    ],
    [
      "a person's",
      { engines: ["person"] },
      'engines=(person), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, source_revision=2',
    ],
  ])("takes the form of who made it: %s", async (_, edited, expected) => {
    await restored(edited);
    for (const extension of FORMATS) expect(field(await get(`/en/articles/mer${extension}`))).toBe(expected);
  });

  it("is taken from metadata: a 304 parses nothing", async () => {
    await restored({});
    const path = "/en/articles/mer.json";
    const etag = (await get(path)).headers.get("etag") ?? "";
    const parsing = vi.spyOn(JSON, "parse");
    const answer = await get(path, { "if-none-match": etag });
    expect([answer.status, field(answer)?.slice(0, 15)]).toEqual([304, "engines=(deepl)"]);
    const texts = parsing.mock.calls.map(([text]) => text);
    expect(texts.filter((text) => text.includes("Title of mer"))).toEqual([]);
  });
});

describe("a reviewer's name from a file, whatever it is", () => {
  it.each([
    ["a thousand letters of four bytes", "😀".repeat(1_000)],
    ["a thousand quotation marks", '"'.repeat(1_000)],
    ["control characters and half characters", "\u0001\u001F\uD800\u202E".repeat(250)],
    ["markup and a header", "</p><script>alert(1)</script>\r\nSet-Cookie: a=b\u202E"],
  ])("%s: leaves room in KV's metadata, and harms no answer", async (_, by) => {
    const { slug } = await restored({
      engines: ["deepl", "person", "seed", "workers-ai"],
      reviewed: { by, at: "2025-11-25T09:00:00.000Z" },
      stale: true,
    });
    const { metadata } = await env.KV.getWithMetadata<ReplicaMetadata>(keys.rendition("en", slug));
    expect(metadata?.translation?.reviewed?.at).toBe("2025-11-25T09:00:00.000Z");
    const stored = JSON.stringify(metadata);
    expect(stored).toMatch(/^[ -~]{300,950}$/);
    const paths = FORMATS.map((extension) => `/en/articles/mer${extension}`);
    for (const path of [...paths, "/en/", "/en/rss.xml", "/en/atom.xml", "/en/feed.json"]) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get("set-cookie")]).toEqual([path, 200, null]);
      const text = await answer.text();
      expect(text.isWellFormed()).toBe(true);
      for (const character of ["\u202E", "\u0001", "\u001F", "\r"]) expect(text).not.toContain(character);
      if (path === "/en/articles/mer") expect(text).not.toContain("<script>");
    }
  });
});
