import { describe, expect, it } from "vitest";
import { articleJson } from "../../../src/formats/json.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { arabic, publication } from "../pages/samples.ts";
import { article } from "../translation/sample.ts";

const own = JSON.parse(articleJson(ownRendition(article()), publication));
const translated = JSON.parse(articleJson(arabic, publication));

describe("an article as JSON", () => {
  it("has these members and no others", () => {
    expect(Object.keys(own)).toEqual([
      "slug",
      "language",
      "revision",
      "title",
      "summary",
      "body",
      "body_html",
      "authors",
      "tags",
      "tag_labels",
      "image",
      "rights",
      "correction_note",
      "canonical_url",
      "published_at",
      "updated_at",
      "expires_at",
      "url",
      "original",
      "alternates",
      "translation",
    ]);
    expect(Object.keys(translated)).toEqual(Object.keys(own));
  });

  it("has one element of body a paragraph, as HTML that stands alone and as text, with its engine", () => {
    expect(own.body).toEqual([
      {
        type: "paragraph",
        html: '<p>Un <b>accord</b> est <a href="https://a.example/1">trouvé</a>.</p>',
        text: "Un accord est trouvé.",
        engine: null,
      },
      { type: "list-item", html: "<li>Suite</li>", text: "Suite", engine: null },
      { type: "list-item", html: "<li>Suite</li>", text: "Suite", engine: null },
      { type: "code", html: "<pre>npm start</pre>", text: "npm start", engine: null },
      { type: "paragraph", html: "<p>2025</p>", text: "2025", engine: null },
      { type: "alternative-text", html: "Une carte", text: "Une carte", engine: null },
    ]);
    expect(translated.body.map(({ engine }: { engine: string }) => engine)).toEqual(["seed", "seed"]);
  });

  it("has its optional fields where they are given", () => {
    expect(own).toMatchObject({
      authors: [{ name: "Amina Benali" }],
      tags: ["maroc", "afp"],
      tag_labels: { maroc: "Maroc" },
      image: {
        url: "https://a.example/i.png",
        alt: "Une salle",
        caption: "La salle du sommet",
        credit: "Photo MAP",
        width: 800,
        height: 600,
        bytes: null,
        type: null,
      },
      rights: "© Dragoman",
      correction_note: "Le lieu a été corrigé.",
      canonical_url: "https://a.example/sommet",
    });
  });

  it("says where it lives, in which languages, and where the original is", () => {
    expect(translated).toMatchObject({
      language: "ar",
      url: "https://news.example/ar/articles/interpol-marrakech-2025",
      original: { language: "fr", url: "https://news.example/fr/articles/interpol-marrakech-2025" },
      alternates: [
        { language: "fr", url: "https://news.example/fr/articles/interpol-marrakech-2025" },
        { language: "en", url: "https://news.example/en/articles/interpol-marrakech-2025" },
        { language: "ar", url: "https://news.example/ar/articles/interpol-marrakech-2025" },
      ],
    });
  });

  it("says where a translation comes from, and null for an original", () => {
    expect(own.translation).toBeNull();
    expect(Object.keys(translated.translation)).toEqual([
      "source_language",
      "source_revision",
      "engines",
      "from_memory",
      "translated_at",
      "reviewed",
      "stale",
      "digital_source_type",
    ]);
    expect(translated.translation.digital_source_type).toBe(
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    );
    const reviewed = { by: "L. Ferré", at: "2025-11-24T11:00:00.000Z" };
    const person = { ...arabic, translation: arabic.translation && { ...arabic.translation, reviewed } };
    expect(JSON.parse(articleJson(person, publication)).translation).toMatchObject({
      reviewed,
      digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    });
  });

  it("says when it expires", () => {
    const expires_at = "2026-01-01T00:00:00.000Z";
    expect(JSON.parse(articleJson(ownRendition(article({ expires_at })), publication)).expires_at).toBe(expires_at);
  });

  it("has null, never nothing, for what was not given", () => {
    const bare = ownRendition(
      article({ summary: null, image: null, rights: null, correction_note: null, canonical_url: null }),
    );
    expect(JSON.parse(articleJson(bare, publication))).toMatchObject({
      summary: null,
      image: null,
      rights: null,
      correction_note: null,
      canonical_url: null,
      expires_at: null,
    });
  });
});
