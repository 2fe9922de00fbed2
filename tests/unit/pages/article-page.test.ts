import { describe, expect, it } from "vitest";
import type { Provenance } from "../../../src/articles/article.ts";
import { articlePage } from "../../../src/pages/article-page.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { article } from "../translation/sample.ts";
import { all, elements, linkedData, one, parsed, text } from "./parsed.ts";
import { arabic, english, original, publication } from "./samples.ts";

const NOTED = '<p>A word<sup><a href="#a">1</a></sup>.</p><ol><li id="a">Here</li></ol>';
const read = (rendition: typeof original, edited: Partial<typeof original> = {}) =>
  parsed(articlePage({ ...rendition, ...edited }, publication));

describe("an article's page", () => {
  it("gives the same bytes for the same article", () => {
    expect(articlePage(arabic, publication)).toBe(articlePage(structuredClone(arabic), structuredClone(publication)));
  });

  it.each([
    [original, "fr", "ltr"],
    [english, "en", "ltr"],
    [arabic, "ar", "rtl"],
  ] as const)("says its language and direction (%#)", (rendition, lang, dir) => {
    expect(one(read(rendition), "html").properties).toEqual({ lang, dir });
  });

  it("shows the text in full under one heading", () => {
    const page = read(english);
    expect(text(one(page, "h1"))).toBe("Interpol Marrakech 2025: Morocco at the centre");
    expect(text(one(page, "p", { className: ["lede"] }))).toContain("196 countries");
    expect(articlePage(english, publication)).toContain(
      "<p>The <strong>93rd</strong> Assembly has opened.</p>\n<h2>On the agenda</h2>",
    );
  });

  it("shows footnotes whose links find each other on the page, and describes itself without them", () => {
    const body = ownRendition(article({}, NOTED)).body;
    const page = read(english, { body, summary: null });
    const ids = elements(page).flatMap(({ properties: { id } }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual(["main", "fnref-1", "fn-1"]);
    const links = all(page, "a").map(({ properties: { href } }) => href);
    expect(links.filter((href) => String(href).startsWith("#"))).toEqual(["#main", "#fn-1", "#fnref-1"]);
    expect(one(page, "meta", { name: "description" }).properties["content"]).toBe("A word.");
  });

  it("lists every edition, itself and the door for all others as alternates", () => {
    const links = all(read(english), "link").filter((link) => link.properties["hrefLang"] !== undefined);
    expect(links.map(({ properties: { rel, hrefLang, href } }) => [rel, hrefLang, href])).toEqual([
      [["alternate"], "fr", "https://news.example/fr/articles/interpol-marrakech-2025"],
      [["alternate"], "en", "https://news.example/en/articles/interpol-marrakech-2025"],
      [["alternate"], "ar", "https://news.example/ar/articles/interpol-marrakech-2025"],
      [["alternate"], "x-default", "https://news.example/articles/interpol-marrakech-2025"],
    ]);
  });

  it("lists its other formats and its edition's feeds", () => {
    const links = all(read(arabic), "link").filter((link) => link.properties["type"] !== undefined);
    expect(links.map(({ properties: { type, href } }) => [type, href])).toEqual([
      ["application/json", "https://news.example/ar/articles/interpol-marrakech-2025.json"],
      ["text/plain", "https://news.example/ar/articles/interpol-marrakech-2025.txt"],
      ["text/markdown", "https://news.example/ar/articles/interpol-marrakech-2025.md"],
      ["application/rss+xml", "https://news.example/ar/rss.xml"],
      ["application/atom+xml", "https://news.example/ar/atom.xml"],
      ["application/feed+json", "https://news.example/ar/feed.json"],
    ]);
  });

  it("is canonical itself, unless it is an original that appeared elsewhere first", () => {
    const canonical = (page: ReturnType<typeof read>) => one(page, "link", { rel: ["canonical"] }).properties["href"];
    const elsewhere = { canonical_url: "https://elsewhere.example/a" };
    expect(canonical(read(original))).toBe("https://news.example/fr/articles/interpol-marrakech-2025");
    expect(canonical(read(original, elsewhere))).toBe("https://elsewhere.example/a");
    expect(canonical(read(english, elsewhere))).toBe("https://news.example/en/articles/interpol-marrakech-2025");
  });

  it("leads to every edition by its own name, says which is the original, and of no other's more than is known", () => {
    const items = all(one(read(english), "nav", { ariaLabel: "Languages" }), "li");
    expect(items.map(text)).toEqual([
      "Français Original",
      "English Machine translation",
      "العربية Machine translation unless stated otherwise",
    ]);
    expect(items.map((item) => one(item, "a").properties["ariaCurrent"])).toEqual([undefined, "true", undefined]);
    expect(one(items[2] as never, "a").properties).toEqual({
      href: "/ar/articles/interpol-marrakech-2025",
      lang: "ar",
      hrefLang: "ar",
      dir: "rtl",
    });
  });

  it.each<[Partial<Provenance>, string]>([
    [{ engines: ["deepl"] }, "English Machine translation"],
    [
      { engines: ["deepl"], reviewed: { by: "L. F.", at: "2025-11-25T09:00:00.000Z" } },
      "English Machine translation, reviewed",
    ],
    [{ engines: ["deepl", "person"] }, "English Machine translation"],
    [{ engines: ["person"] }, "English Human translation"],
  ])("says of its own version what it knows: %j", (edited, words) => {
    const translation = { ...(english.translation as Provenance), ...edited };
    const items = all(one(read(english, { translation }), "nav", { ariaLabel: "Languages" }), "li");
    expect(items.map(text)[1]).toBe(words);
  });

  it("names its authors as the language joins them", () => {
    const by = (rendition: typeof original) => text(one(read(rendition), "p", { className: ["by"] }));
    expect(by(original)).toBe("Par La rédaction et A. Benali");
    expect(by(english)).toBe("By La rédaction and A. Benali");
    expect(by(arabic)).toBe("بقلم La rédaction وA. Benali");
    expect(all(one(read(arabic), "p", { className: ["by"] }), "bdi")).toHaveLength(2);
  });

  it("leads from a translation to the page that compares it, and from an original nowhere", () => {
    const link = (rendition: typeof original) => all(read(rendition), "a", { className: ["compare"] });
    expect(link(english).map(({ properties: { href } }) => href)).toEqual([
      "/en/articles/interpol-marrakech-2025/compare",
    ]);
    expect(link(original)).toEqual([]);
  });

  it("has its pictures wait, decoration where they have no description, and wide tables in a box for the keyboard", () => {
    const sent =
      '<p>Vue <img src="https://a.example/b.png"></p><img src="https://a.example/c.png" alt="Une > carte"><table><tr><td>1</td></tr></table>';
    const body = ownRendition(article({}, sent)).body;
    const page = read(original, { body, image: null });
    expect(all(page, "img").map(({ properties: { alt, loading } }) => [alt, loading])).toEqual([
      ["", "lazy"],
      ["Une > carte", "lazy"],
    ]);
    const box = one(page, "div", { className: ["scroll"] });
    expect(box.properties).toMatchObject({ role: "group", tabIndex: 0, ariaLabel: "Tableau" });
    expect(all(box, "table")).toHaveLength(1);
  });

  it.each(["<table", "</table>", "<img ", '<img x=">'])("keeps %j in an attribute what it is there", (lang) => {
    const html = `<p lang="${lang.replaceAll('"', "&quot;")} onclick=alert(1)">Texte</p>`;
    const { body } = ownRendition(article({}, html));
    for (const { properties } of elements(read(original, { body }))) expect(properties).not.toHaveProperty("onClick");
  });

  it("asks search engines to leave an unreviewed machine translation out, in the editions that are set so", () => {
    const robots = (rendition: typeof original, edited: Partial<Provenance> = {}, noindexUnreviewed = ["en"]) => {
      const translation = rendition.translation && { ...rendition.translation, ...edited };
      const page = parsed(articlePage({ ...rendition, translation }, { ...publication, noindexUnreviewed }));
      return one(page, "meta", { name: "robots" }).properties["content"];
    };
    const reviewed = { by: "L. F.", at: "2025-11-25T09:00:00.000Z" };
    expect(robots(english)).toBe("noindex");
    expect(robots(english, { reviewed })).toBe("max-image-preview:large");
    expect(robots(english, { engines: ["person"] })).toBe("max-image-preview:large");
    expect(robots(arabic)).toBe("max-image-preview:large");
    expect(robots(original)).toBe("max-image-preview:large");
    expect(robots(english, {}, [])).toBe("max-image-preview:large");
  });

  it("tells when it was published, in UTC, and when it was updated if it was", () => {
    const times = (page: ReturnType<typeof read>) => all(page, "time").map((time) => text(time));
    expect(times(read(original))).toEqual(["24 novembre 2025 à 10:00 UTC"]);
    expect(times(read(original, { updated_at: "2025-11-24T10:00:30.000Z" }))).toHaveLength(1);
    expect(times(read(english, { updated_at: "2025-11-25T08:05:00.000Z" }))[1]).toBe("25 November 2025 at 08:05 UTC");
    expect(times(read(arabic))[0]).toMatch(/24 نوفمبر 2025.*10:00/);
  });

  it("describes its image and keeps room for it", () => {
    const img = one(one(read(original), "figure"), "img");
    expect(img.properties).toMatchObject({ alt: "La salle", width: 1200, height: 630, loading: "eager" });
    expect(text(one(read(original), "figcaption"))).toBe("La séance inaugurale · Agence X");
    const bare = {
      url: "https://img.example/a.jpg",
      alt: null,
      caption: null,
      credit: null,
      width: null,
      height: null,
    };
    expect(one(read(original, { image: bare }), "img").properties).toEqual({
      src: bare.url,
      alt: "",
      loading: "eager",
    });
  });

  it("shows Open Graph the article, its image and its dates", () => {
    const properties = all(read(english), "meta").filter((meta) => meta.properties["property"] !== undefined);
    expect(properties.map(({ properties: { property, content } }) => [String(property), content])).toEqual([
      ["og:type", "article"],
      ["og:site_name", "Dragoman"],
      ["og:title", english.title],
      ["og:url", "https://news.example/en/articles/interpol-marrakech-2025"],
      ["og:locale", "en_GB"],
      ["og:locale:alternate", "fr_FR"],
      ["og:locale:alternate", "ar_AR"],
      ["og:description", english.summary],
      ["og:image", "https://img.example/salle.jpg?w=1200&h=630"],
      ["og:image:width", "1200"],
      ["og:image:height", "630"],
      ["og:image:alt", "La salle"],
      ["article:published_time", "2025-11-24T10:00:00.000Z"],
      ["article:modified_time", "2025-11-24T10:00:00.000Z"],
    ]);
  });

  it("describes an article without summary by how it begins", () => {
    const about = (edited: Partial<typeof original>) =>
      all(read(original, edited), "meta", { name: "description" })[0]?.properties["content"];
    expect(about({ summary: null })).toBe("La 93ᵉ Assemblée s’est ouverte.");
    const long = { type: "paragraph", tag: "p", html: "mot ".repeat(100), engine: null } as const;
    expect(about({ summary: null, body: { frame: ["", ""], paragraphs: [long] } })).toBe(`${"mot ".repeat(49)}mot…`);
    expect(about({ summary: null, body: { frame: [""], paragraphs: [] } })).toBeUndefined();
  });

  it("leaves out what the article does not have", () => {
    const page = read(original, { summary: null, authors: [], tags: [], image: null, rights: null });
    for (const tag of ["figure", "aside", "img"]) expect(all(page, tag)).toEqual([]);
    for (const name of ["lede", "tags", "rights"])
      expect(articlePage(original, publication)).toContain(`class="${name}"`);
    expect(all(page, "bdi")).toHaveLength(1);
  });

  it("shows a correction", () => {
    const note = one(read(english, { correction_note: "The date was wrong." }), "aside", { className: ["correction"] });
    expect(text(note)).toBe("Correction The date was wrong.");
  });

  it("names tags by their labels, and a tag that is a word of the language's runtime by itself", () => {
    const items = all(one(read(arabic, { tags: ["maroc", "constructor"] }), "div", { className: ["tags"] }), "li");
    expect(items.map(text)).toEqual(["المغرب", "constructor"]);
    expect(items.map((item) => one(item, "a", { rel: ["tag"] }).properties["href"])).toEqual([
      "/ar/tags/maroc/",
      "/ar/tags/constructor/",
    ]);
  });

  it("tells machines when it expires, and of one that does not nothing", () => {
    const expires_at = "2026-01-01T00:00:00.000Z";
    const page = read(english, { expires_at });
    expect(linkedData(page)["expires"]).toBe(expires_at);
    expect(one(page, "meta", { property: "article:expiration_time" }).properties["content"]).toBe(expires_at);
    expect(linkedData(read(english))["expires"]).toBeUndefined();
    expect(all(read(english), "meta", { property: "article:expiration_time" })).toEqual([]);
  });

  it("has no script but its data, no inline style and no event", () => {
    const page = articlePage(english, publication);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/ style=| on[a-z]+=|javascript:/);
  });

  it("frames an edition whose words it lacks in English, and says so in the markup", () => {
    const page = parsed(articlePage({ ...english, language: "he" }, { ...publication, editions: ["fr", "he"] }));
    expect(one(page, "html").properties).toEqual({ lang: "he", dir: "rtl" });
    expect(one(page, "footer").properties).toEqual({ lang: "en", dir: "ltr" });
    expect(one(page, "aside").properties).toMatchObject({ lang: "en", dir: "ltr" });
    expect(text(one(page, "a", { lang: "he" }))).toBe("עברית");
  });
});
