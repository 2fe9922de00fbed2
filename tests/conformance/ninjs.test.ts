import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Image, Rendition } from "../../src/articles/article.ts";
import { articleNinjs } from "../../src/formats/ninjs.ts";
import { archiveNinjs, frontNinjs } from "../../src/formats/ninjs-package.ts";
import { ninjsWords } from "../../src/pages/ninjs-words.ts";
import { arabic, english, original, publication } from "../unit/pages/samples.ts";
// © 2024 IPTC, https://iptc.org/standards/ninjs/, as published, under CC BY 4.0.
import schema from "./ninjs-schema_3.1.json" with { type: "json" };

const ajv = new Ajv2020({
  strict: false,
  formats: { uri: (value: string) => URL.canParse(value), "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
});
// Of places, which we never have.
ajv.addSchema({ $id: "https://geojson.org/schema/GeoJSON.json" });
const validate = ajv.compile(schema);

/** Read as a partner would, after it has met the schema. */
function read(json: string) {
  const value = JSON.parse(json);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return value;
}

const words = (language: string) => ninjsWords(language, publication);
const article = (rendition: Rendition) => read(articleNinjs(rendition, publication, words(rendition.language)));
const withdrawn = [{ slug: "retire", at: "2025-11-25T08:00:00.000Z" }];
const front = { tag: null, renditions: [original], withdrawn, archive: 2, changed_at: "2025-11-25T08:00:00.000Z" };

it("the schema refuses what is none of ninjs", () => {
  expect(validate({ title: "no uri" })).toBe(false);
  expect(validate({ uri: "tag:a.example,2025:fr/a", headline: "of version 1" })).toBe(false);
  expect(validate({ uri: "tag:a.example,2025:fr/a", pubStatus: "published" })).toBe(false);
});

describe("ninjs 3.1", () => {
  it("has an article whole: text, people, subjects, rights, picture, dates", () => {
    const image = { ...(original.image as Image), bytes: 181_200 };
    const more = { image, expires_at: "2026-01-01T00:00:00.000Z", correction_note: "Une date." };
    expect(article({ ...original, ...more })).toEqual({
      standard: { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" },
      uri: "tag:news.example,2025:fr/interpol-marrakech-2025",
      type: "text",
      representationType: "full",
      pubStatus: "usable",
      version: "1",
      versionCreated: "2025-11-24T10:00:00.000Z",
      contentCreated: "2025-11-24T10:00:00.000Z",
      expires: "2026-01-01T00:00:00.000Z",
      language: "fr",
      title: original.title,
      slugline: "interpol-marrakech-2025",
      by: "La rédaction, A. Benali",
      headlines: [{ role: "main", contentType: "text/plain", value: original.title }],
      descriptions: [
        { role: "summary", contentType: "text/plain", value: original.summary },
        { role: "correction", contentType: "text/plain", value: "Une date." },
      ],
      bodies: [
        { role: "main", contentType: "text/plain", value: "La 93ᵉ Assemblée s’est ouverte.\n\nÀ l’ordre du jour" },
        {
          role: "richtext",
          contentType: "text/html",
          value: "<p>La <strong>93ᵉ</strong> Assemblée s’est ouverte.</p>\n<h2>À l’ordre du jour</h2>",
        },
      ],
      subjects: [
        { name: "Interpol", uri: "https://news.example/fr/tags/interpol/", literal: "interpol" },
        { name: "Maroc", uri: "https://news.example/fr/tags/maroc/", literal: "maroc" },
      ],
      infoSources: [
        { name: "La rédaction", role: "author" },
        { name: "A. Benali", role: "author" },
      ],
      copyrightNotice: "© 2025 Dragoman",
      renditions: [
        {
          name: "web",
          href: "https://news.example/fr/articles/interpol-marrakech-2025",
          contentType: "text/html",
          title: original.title,
        },
        {
          name: "json",
          href: "https://news.example/fr/articles/interpol-marrakech-2025.json",
          contentType: "application/json",
          title: original.title,
        },
        {
          name: "text",
          href: "https://news.example/fr/articles/interpol-marrakech-2025.txt",
          contentType: "text/plain",
          title: original.title,
        },
      ],
      associations: [
        {
          name: "La salle",
          rel: "picture",
          uri: "https://img.example/salle.jpg?w=1200&h=630",
          type: "picture",
          by: "Agence X",
          descriptions: [
            { role: "caption", contentType: "text/plain", value: "La séance inaugurale" },
            { role: "alternative-text", contentType: "text/plain", value: "La salle" },
          ],
          renditions: [
            {
              name: "main",
              href: "https://img.example/salle.jpg?w=1200&h=630",
              contentType: "image/jpeg",
              width: 1200,
              height: 630,
              sizeInBytes: 181_200,
            },
          ],
        },
      ],
    });
  });

  it.each([english, arabic])("says of a translation ($language) what it is, and leads to its original", (rendition) => {
    const item = article(rendition);
    expect(item.language).toBe(rendition.language);
    expect(item.version).toBe("1763978700");
    expect(item.versionCreated >= (rendition.translation?.translated_at ?? "")).toBe(true);
    expect(item.digitalSourceType.uri).toMatch(/^http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/\w+$/);
    const [engine = "person"] = rendition.translation?.engines ?? [];
    const { engines } = words(rendition.language);
    expect(item.infoSources).toContainEqual({ name: engines[engine], role: "translator", literal: engine });
    const notice = item.descriptions.find(({ role }: { role: string }) => role === "translation").value;
    expect(notice).toContain(engines[engine]);
    expect(notice).toContain("<https://news.example/fr/articles/interpol-marrakech-2025>");
    expect(item.associations.at(-1)).toEqual({
      name: "original (fr)",
      rel: "translationOf",
      uri: "tag:news.example,2025:fr/interpol-marrakech-2025",
      type: "text",
      version: "1",
      language: "fr",
      renditions: [
        {
          name: "web",
          href: "https://news.example/fr/articles/interpol-marrakech-2025",
          contentType: "text/html",
        },
      ],
    });
  });

  it("names who reviewed a translation, and has no machine's code where persons made all of it", () => {
    const translation = {
      ...(english.translation as NonNullable<Rendition["translation"]>),
      engines: ["person" as const],
      reviewed: { by: "Zoë\u202E", at: "2025-12-01T00:00:00.000Z" },
    };
    const item = article({ ...english, translation });
    expect(item.digitalSourceType).toBeUndefined();
    expect(item.infoSources).toContainEqual({ name: "Zoë", role: "reviewer" });
    expect(item.versionCreated).toBe("2025-12-01T00:00:00.000Z");
  });

  it("of an article that has no more than it must leaves the rest out", () => {
    const bare = { summary: null, authors: [], tags: [], image: null, rights: null, tag_labels: {} };
    const item = article({ ...original, ...bare });
    for (const member of ["by", "descriptions", "subjects", "infoSources", "copyrightNotice", "associations"])
      expect(item[member]).toBeUndefined();
  });
});

describe("a feed as ninjs", () => {
  it("is one composite object, newest first, with what was withdrawn as canceled, and leads to the archive", () => {
    const value = read(frontNinjs("fr", front, publication, words("fr")));
    expect(value).toMatchObject({
      uri: "tag:news.example,2025:fr",
      type: "composite",
      language: "fr",
      versionCreated: "2025-11-25T08:00:00.000Z",
      renditions: [
        { name: "self", href: "https://news.example/fr/ninjs.json" },
        { name: "prev-archive", href: "https://news.example/fr/archive/2/ninjs.json" },
      ],
    });
    const { standard: _, ...item } = article(original);
    expect(value.associations).toEqual([
      { ...item, name: original.title, rel: "item" },
      {
        name: "retire",
        rel: "item",
        uri: "tag:news.example,2025:fr/retire",
        type: "text",
        pubStatus: "canceled",
        versionCreated: "2025-11-25T08:00:00.000Z",
        language: "fr",
      },
    ]);
  });

  it("of a tag has the tag's own id and place", () => {
    const tag = { tag: "maroc", label: "Maroc" };
    const value = read(frontNinjs("fr", { ...front, tag, archive: null }, publication, words("fr")));
    expect(value.uri).toBe("tag:news.example,2025:fr/tags/maroc");
    expect(value.renditions).toEqual([
      { name: "self", href: "https://news.example/fr/tags/maroc/ninjs.json", contentType: "application/json" },
    ]);
  });

  it("of an archive page leads on and back as the archived feeds do", () => {
    const links = (page: number) =>
      read(archiveNinjs("fr", page, front, publication, words("fr"))).renditions.map(
        ({ name, href }: { name: string; href: string }) => [name, href.replace("https://news.example", "")],
      );
    expect(links(2)).toEqual([
      ["self", "/fr/archive/2/ninjs.json"],
      ["current", "/fr/ninjs.json"],
      ["prev-archive", "/fr/archive/1/ninjs.json"],
      ["next-archive", "/fr/archive/3/ninjs.json"],
    ]);
    expect(links(1).map(([name = ""]: string[]) => name)).toEqual(["self", "current", "next-archive"]);
  });
});
