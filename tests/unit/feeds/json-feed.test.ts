import { describe, expect, it } from "vitest";
import type { FeedEntry } from "../../../src/feeds/feed.ts";
import { jsonFeed } from "../../../src/feeds/json-feed.ts";
import { fullEntry, sampleFeed, sparseEntry } from "./sample.ts";

const only = (entry: FeedEntry) => JSON.parse(jsonFeed({ ...sampleFeed(), entries: [entry] })).items[0];

describe("JSON Feed 1.1, top level", () => {
  it("says the version first", () => {
    expect(jsonFeed(sampleFeed())).toMatch(/^\{"version":"https:\/\/jsonfeed\.org\/version\/1\.1",/);
  });

  it("names itself, its home page and its language", () => {
    expect(JSON.parse(jsonFeed({ ...sampleFeed("ar"), entries: [] }))).toEqual({
      version: "https://jsonfeed.org/version/1.1",
      title: "دراغومان",
      home_page_url: "https://news.example/ar/",
      feed_url: "https://news.example/ar/feed.json",
      description: "الأخبار بلغتك",
      language: "ar",
      items: [],
    });
  });
});

it("JSON Feed 1.1, hubs: names each with its type", () => {
  const hubs = ["https://hub.example/?a=1&b=2"];
  expect(JSON.parse(jsonFeed({ ...sampleFeed(), hubs })).hubs).toEqual([{ type: "WebSub", url: hubs[0] }]);
});

describe("JSON Feed 1.1, item", () => {
  it("says everything that an entry has, provenance and all", () => {
    expect(only(fullEntry())).toEqual({
      id: "tag:news.example,2025:en/interpol-marrakech-2025",
      url: "https://news.example/en/articles/interpol-marrakech-2025",
      title: "Marrakech: INTERPOL’s General Assembly opens today",
      summary: "More than 800 delegates are expected from 24 to 27 November.",
      content_html: fullEntry().html,
      image: "https://cdn.example/marrakech.jpg?w=1200&h=630",
      date_published: "2025-11-24T09:05:00.000Z",
      date_modified: "2025-11-25T08:30:00.000Z",
      authors: [{ name: "Amina Benali" }, { name: "Luc Ferré" }],
      tags: ["Police cooperation", "Maroc"],
      language: "en",
      attachments: [
        {
          url: "https://cdn.example/marrakech.jpg?w=1200&h=630",
          mime_type: "image/jpeg",
          title: "Le palais des congrès",
          size_in_bytes: 184_320,
        },
      ],
      _dragoman: {
        source_language: "fr",
        source_revision: 2,
        engines: ["deepl"],
        translated_at: "2025-11-25T08:29:58.000Z",
        reviewed: null,
        stale: false,
        original_url: "https://news.example/fr/articles/interpol-marrakech-2025",
        digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        correction_note: "196, not 195.",
        rights: "© 2025 Dragoman",
        expires_at: "2026-11-25T00:00:00.000Z",
        image: {
          width: 1200,
          height: 630,
          alt: "Le palais",
          caption: "Le palais des congrès",
          credit: "AFP / L. Ferré",
        },
      },
    });
  });

  it("leaves out what an entry has not", () => {
    expect(Object.keys(only(sparseEntry()))).toEqual([
      "id",
      "url",
      "title",
      "content_html",
      "date_published",
      "date_modified",
      "language",
    ]);
  });

  it("says of an entry that expires when, and of nothing else", () => {
    const expiresAt = "2026-01-01T00:00:00.000Z";
    expect(only({ ...sparseEntry(), expiresAt })._dragoman).toEqual({ expires_at: expiresAt });
  });

  it("claims no provenance for an original", () => {
    expect(only({ ...sparseEntry(), rights: "© Dragoman" })._dragoman).toEqual({ rights: "© Dragoman" });
  });

  it("mends lone surrogates and drops control characters, wherever they are", () => {
    const item = only({ ...sparseEntry(), title: "a\uD800b", html: "<p>\u0008C:\\users 😀</p>" });
    expect([item.title, item.content_html]).toEqual(["a\uFFFDb", "<p>C:\\users 😀</p>"]);
  });
});
