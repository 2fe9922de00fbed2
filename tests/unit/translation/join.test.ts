import { describe, expect, it } from "vitest";
import type { Article, Engine, Rendition } from "../../../src/articles/article.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { sourceDigests } from "../../../src/articles/source-digests.ts";
import { join, ownRendition } from "../../../src/translation/join.ts";
import { plan } from "../../../src/translation/plan.ts";
import { article } from "./sample.ts";

const NOW = Date.UTC(2025, 10, 24, 13);

const ENGLISH: Record<string, string> = {
  title: "Summit in Marrakech",
  summary: "Three days of debate.",
  "body.0": 'A <b id="0">deal</b> has been <a id="1">reached</a>.',
  "body.1": "Continued",
  "body.5": "A map",
  "image.alt": "A &amp; room",
  "image.caption": "The summit's room",
  correction_note: "The place has been corrected.",
  "tag.maroc": "Morocco",
};

/** A memory that knows each place's text; `engineAt` says who made which. */
function memoryOf(source: Article, texts: Record<string, string>, engineAt: Record<string, Engine> = {}) {
  return new Map(
    plan(source, "en").flatMap(({ place, key }) =>
      key !== null && texts[place] !== undefined
        ? [[key, { target: texts[place], engine: engineAt[place] ?? "deepl" }] as const]
        : [],
    ),
  );
}

function joined(source: Article, over: Partial<Parameters<typeof join>[0]> = {}, texts = ENGLISH) {
  return join({
    article: source,
    language: "en",
    units: plan(source, "en"),
    known: memoryOf(source, texts),
    bought: new Set(),
    previous: null,
    review: null,
    byPerson: false,
    now: NOW,
    ...over,
  });
}

function rendition(source: Article, over: Partial<Parameters<typeof join>[0]> = {}, texts = ENGLISH): Rendition {
  const result = joined(source, over, texts);
  if (!result.ok) throw new Error(`not joined: ${result.error.join()}`);
  return result.value;
}

describe("a joined rendition", () => {
  const source = article();
  const english = rendition(source);

  it("has every text in the edition's language, in its place", () => {
    expect(english).toMatchObject({
      language: "en",
      title: "Summit in Marrakech",
      summary: "Three days of debate.",
      image: {
        alt: "A & room",
        caption: "The summit's room",
        credit: "Photo MAP",
        url: "https://a.example/i.png",
        width: 800,
      },
      correction_note: "The place has been corrected.",
      tag_labels: { maroc: "Morocco" },
    });
    expect(bodyHtml(english.body)).toBe(
      '<p>A <b>deal</b> has been <a href="https://a.example/1">reached</a>.</p>\n' +
        "<ul><li>Continued</li><li>Continued</li></ul>\n<pre>npm start</pre>\n<p>2025</p>\n" +
        '<p><img src="https://a.example/2.png" alt="A map"></p>',
    );
  });

  it("keeps what it was made from, so that a later original is not taken for its source", () => {
    expect(english.source_digests).toEqual(sourceDigests(source));
    expect(ownRendition(source).source_digests).toBeUndefined();
  });

  it("keeps what is no text of the edition's", () => {
    const { id, slug, revision, authors, tags, rights, canonical_url, published_at } = source;
    expect(english).toMatchObject({ id, slug, revision, authors, tags, rights, canonical_url, published_at });
    expect(english.body.frame).toEqual(source.body.frame);
    expect(english.original).toEqual({ language: "fr" });
  });

  it("says who produced each paragraph, and nobody for code and numbers", () => {
    expect(english.body.paragraphs.map(({ engine }) => engine)).toEqual([
      "deepl",
      "deepl",
      "deepl",
      null,
      null,
      "deepl",
    ]);
  });

  it("says where it comes from", () => {
    expect(english.translation).toEqual({
      source_language: "fr",
      source_revision: 3,
      engines: ["deepl"],
      from_memory: 10,
      translated_at: "2025-11-24T13:00:00.000Z",
      reviewed: null,
      stale: false,
    });
  });

  it("lists every engine once, sorted, and keeps the engine of a reused entry", () => {
    const known = memoryOf(source, ENGLISH, { title: "seed", summary: "person", "body.0": "person" });
    const { translation, body } = rendition(source, { known });
    expect(translation?.engines).toEqual(["deepl", "person", "seed"]);
    expect(body.paragraphs[0]?.engine).toBe("person");
  });

  it("counts what was bought for it, in all its places, as not from memory", () => {
    const keys = new Map(plan(source, "en").map(({ place, key }) => [place, key]));
    const bought = new Set([keys.get("title"), keys.get("body.1")].filter((key) => typeof key === "string"));
    expect(rendition(source, { bought }).translation?.from_memory).toBe(7);
  });

  it("leaves the article as it was", () => {
    expect(source).toEqual(article());
  });
});

it("an article without optional texts is joined without them", () => {
  const bare = article({ summary: null, image: null, correction_note: null, tags: [], tag_labels: {} }, "<p>Suite</p>");
  const english = rendition(bare, {}, { title: "Summit", "body.0": "Continued" });
  expect(english).toMatchObject({ title: "Summit", summary: null, image: null, correction_note: null, tag_labels: {} });
});

it("an article of nothing but numbers and code has no engine", () => {
  const source = article(
    { title: "2025", summary: null, image: null, correction_note: null, tag_labels: {} },
    "<p>1 + 1</p>",
  );
  const english = rendition(source, {}, {});
  expect([english.title, english.translation?.engines, english.translation?.from_memory]).toEqual(["2025", [], 0]);
});

describe("a rendition is refused with the keys to buy", () => {
  const source = article();
  const keyOf = (place: string) => plan(source, "en").find((unit) => unit.place === place)?.key as string;
  const without = (...places: string[]) =>
    Object.fromEntries(Object.entries(ENGLISH).filter(([p]) => !places.includes(p)));

  it.each<[string, Record<string, string>, string[]]>([
    ["what the memory lacks", without("title", "tag.maroc"), ["title", "tag.maroc"]],
    ["a paragraph that stands twice, for each place", without("body.1"), ["body.1", "body.2"]],
    ["an entry that lost the source's markup", { ...ENGLISH, "body.0": "A deal has been reached." }, ["body.0"]],
    ["an entry with markup of its own", { ...ENGLISH, title: "<b>Summit</b>" }, ["title"]],
    ["an entry that is empty", { ...ENGLISH, summary: " " }, ["summary"]],
    [
      "an entry that is the source's text",
      { ...ENGLISH, correction_note: "Le lieu a été corrigé." },
      ["correction_note"],
    ],
    ["an entry with a broken character", { ...ENGLISH, "image.caption": "The summit\ufffds room" }, ["image.caption"]],
  ])("%s", (_, texts, places) => {
    const result = joined(source, {}, texts);
    expect(result.ok ? [] : result.error).toEqual(places.map(keyOf));
  });

  it("none of them, when the whole does not survive the sanitizer", () => {
    const [open, ...frame] = source.body.frame;
    const broken = { ...source, body: { ...source.body, frame: [`<script>${open}`, ...frame] } };
    expect(joined(broken)).toEqual({ ok: false, error: [] });
  });
});

describe("updated_at", () => {
  const at = (hour: number) => `2025-11-24T${hour}:00:00.000Z`;
  const previously = (updated_at: string) => ({ ...rendition(article()), updated_at });

  it.each<[string, string, Rendition | null, string]>([
    ["a first translation: when it was made", at(12), null, at(13)],
    ["of an article revised meanwhile: the later of the two", at(14), null, at(14)],
    ["of a correction: when it was made", at(12), previously(at(11)), at(13)],
    ["of a minor correction, which moved nothing: as before", at(12), previously(at(12)), at(12)],
    ["of a minor correction after a first translation: as before", at(10), previously(at(11)), at(11)],
  ])("%s", (_, updated_at, previous, expected) => {
    expect(rendition(article({ updated_at }), { previous }).updated_at).toBe(expected);
  });
});

describe("an article in its own language", () => {
  it("is its own rendition, translated from nothing by nobody", () => {
    const source = article();
    const own = ownRendition(source);
    expect(own).toMatchObject({ ...source, original: { language: "fr" }, translation: null });
    expect(own.body.paragraphs.map(({ engine }) => engine)).toEqual([null, null, null, null, null, null]);
  });
});
