import { Hono } from "hono";
import { expiryOf } from "../src/articles/expiry.ts";
import { type Publication, paths } from "../src/articles/publication.ts";
import { NEWS_FOR_MS, newsSitemap } from "../src/feeds/news-sitemap.ts";
import { LIMITS, SITEMAP_TYPE, sitemapFiles, sitemapIndex, urlset } from "../src/feeds/sitemap.ts";
import { represent } from "../src/http/representation.ts";
import { lastEntry, readSitemapParts, type SitemapEntry, sitemapAt } from "../src/replica/sitemaps.ts";
import { SITEMAP_PART } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, problem, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

const FILE = "/sitemap/:language/:file{[1-9][0-9]{0,4}\\.xml}";
/** Parts in one file of an edition's sitemap. */
const FILE_PARTS = LIMITS.perFile / SITEMAP_PART;

/** Sitemaps of what is ready to read, from KV alone: no edition is asked, and nothing is translated for them. */
export const sitemapRoutes = new Hono<AppEnv>()
  .get("/sitemap.xml", async (c) => {
    const bare = withoutQuery(c, "/sitemap.xml");
    if (bare !== null) return bare;
    const { publication } = configOf(c);
    const sizes = await sizesOf(c, publication);
    const files = sitemapFiles(sizes);
    if (files !== null) return index(c, files, publication);
    const parts = sizes.flatMap(({ language, entries }) => partsOf(language, 0, Math.ceil(entries / SITEMAP_PART)));
    const sitemap = sitemapAt(await readSitemapParts(c.env.KV, parts), expiryOf, Date.now());
    return serve(c, {
      ...sitemap,
      kind: "sitemap",
      languages: publication.editions,
      text: () => urlset(sitemap.sections, publication),
    });
  })
  .get(FILE, async (c) => {
    const language = c.req.param("language");
    const file = Number.parseInt(c.req.param("file"), 10);
    const { publication } = configOf(c);
    if (!publication.editions.includes(language)) return c.notFound();
    const bare = withoutQuery(c, paths.sitemap(language, file));
    if (bare !== null) return bare;
    const found = await readSitemapParts(c.env.KV, partsOf(language, (file - 1) * FILE_PARTS, file * FILE_PARTS));
    const detail = `The ${language} edition's sitemap has no file ${file}.`;
    if (found.length === 0) return problem(c, { kind: "not-found", detail });
    const sitemap = sitemapAt(found, expiryOf, Date.now());
    return serve(c, {
      ...sitemap,
      kind: "sitemap",
      languages: [language],
      text: () => urlset(sitemap.sections, publication),
    });
  })
  .get("/news-sitemap.xml", async (c) => {
    const bare = withoutQuery(c, "/news-sitemap.xml");
    if (bare !== null) return bare;
    const { publication } = configOf(c);
    // What is new has a high entry number, but for late translations and backdated articles.
    const parts = (await sizesOf(c, publication)).flatMap(({ language, entries }) => {
      const end = Math.ceil(entries / SITEMAP_PART);
      return partsOf(language, Math.max(0, end - 2), end);
    });
    const news = sitemapAt(await readSitemapParts(c.env.KV, parts), newsEnd, Date.now());
    return serve(c, {
      ...news,
      kind: "news",
      languages: publication.editions,
      text: () => newsSitemap(news.sections, publication),
    });
  })
  .on(["POST", "PUT", "PATCH", "DELETE"], ["/sitemap.xml", FILE, "/news-sitemap.xml"], (c) =>
    methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );

interface Sitemap {
  /** Part of the entity tag: the same parts make two texts. */
  kind: "sitemap" | "index" | "news";
  digest: string;
  modifiedAt: number | null;
  expiresAt: number | null;
  /** The editions in it. */
  languages: string[];
  text(): string | Iterable<string>;
}

function serve(c: AppContext, { kind, digest, modifiedAt, expiresAt, languages, text }: Sitemap): Promise<Response> {
  return represent(c.req.raw, Date.now(), {
    contentType: SITEMAP_TYPE,
    language: null,
    etag: entityTag(`${kind}-${digest}`, configOf(c).publication),
    modifiedAt,
    cache: "lasting",
    expiresAt,
    cacheTags: languages.flatMap((language) => [`e-${language}`, `s-${language}`]),
    links: [],
    text: async () => text(),
    discard: () => undefined,
  });
}

/** The index follows from how many files each edition has; the files say themselves when they changed. */
function index(c: AppContext, files: { language: string; file: number }[], publication: Publication) {
  const { editions } = publication;
  const counts = editions.map((edition) => files.filter(({ language }) => language === edition).length);
  const text = () => sitemapIndex(files, publication);
  return serve(c, {
    kind: "index",
    digest: counts.join("-"),
    modifiedAt: null,
    expiresAt: null,
    languages: editions,
    text,
  });
}

function sizesOf(c: AppContext, { editions }: Publication) {
  return Promise.all(editions.map(async (language) => ({ language, entries: await lastEntry(c.env.KV, language) })));
}

function partsOf(language: string, from: number, to: number): { language: string; part: number }[] {
  return Array.from({ length: to - from }, (_, i) => ({ language, part: from + i }));
}

/** When an article is no longer news: two days after its publication, or when it expires. */
function newsEnd(entry: SitemapEntry): number {
  return Math.min(Date.parse(entry.published_at) + NEWS_FOR_MS, expiryOf(entry) ?? Number.POSITIVE_INFINITY);
}
