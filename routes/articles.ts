import { Hono } from "hono";
import type { Rendition } from "../src/articles/article.ts";
import { isUnreviewed, statedProvenance, type ToldProvenance } from "../src/articles/provenance.ts";
import { provenanceField } from "../src/articles/provenance-field.ts";
import { ARTICLE_EXTENSIONS, type ArticleFormat, type Publication, paths } from "../src/articles/publication.ts";
import { isSlug } from "../src/articles/slug.ts";
import { type Lookup, lookupRendition } from "../src/edition/lookup.ts";
import { articleJson } from "../src/formats/json.ts";
import { articleMarkdown } from "../src/formats/markdown.ts";
import { articleNinjs } from "../src/formats/ninjs.ts";
import { articleText } from "../src/formats/plain-text.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { link, movedTo, represent } from "../src/http/representation.ts";
import { articlePage } from "../src/pages/article-page.ts";
import { feedNotice, plainNotice } from "../src/pages/disclosure.ts";
import { messagesFor } from "../src/pages/messages.ts";
import { ninjsWords } from "../src/pages/ninjs-words.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import type { Found } from "../src/replica/reader.ts";
import { type RenditionValue, unpackedProvenance } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { lookupProblem } from "./lookup-problem.ts";
import { methodNotAllowed, pageProblem, problem, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

/** Longest wait for a translation, milliseconds: readers are shown a page, programs can wait. */
const WAIT_MS = { html: 3_000, json: 20_000, txt: 20_000, md: 20_000, ninjs: 20_000 };

const TYPES: Record<ArticleFormat, string> = {
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  ninjs: "application/json; charset=utf-8",
};

const FORMATS = Object.entries(ARTICLE_EXTENSIONS) as [ArticleFormat, string][];

/** `/{lang}/articles/{slug}` and its formats. */
export const articleRoutes = new Hono<AppEnv>()
  .get("/:language/articles/:file", async (c) => {
    const target = targetOf(c);
    if ("fault" in target) return problem(c, { kind: "not-found", detail: target.fault });
    const { language, slug, format } = target;
    const bare = withoutQuery(c, paths.article(language, slug, format));
    if (bare !== null) return bare;
    const lookup = await lookupRendition(lookupPorts(c), language, slug, WAIT_MS[format]);
    return lookup.state === "found" ? found(c, target, lookup.found) : missing(c, target, lookup);
  })
  .on(["POST", "PUT", "PATCH", "DELETE"], "/:language/articles/:file", (c) =>
    "fault" in targetOf(c) ? c.notFound() : methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );

/** What KV or the edition has under the slug: an article, an alias, or that it was withdrawn. */
async function found(c: AppContext, target: Target, { metadata, text, discard }: Found): Promise<Response> {
  const { language, format } = target;
  const { publication } = configOf(c);
  const { state, expiresAt = null, translation } = metadata;
  const now = Date.now();
  if (state === "withdrawn" || (expiresAt !== null && expiresAt <= now)) {
    discard();
    return unavailable(c, target, { kind: "withdrawn", detail: "The newsroom has withdrawn this article." });
  }
  const cacheTags = [`e-${language}`, `${language}-${metadata.id}`];
  if (state === "moved") {
    const url = publication.origin + paths.article(language, articleOf(await text()), format);
    return movedTo(url, cacheTags, expiresAt, now);
  }
  return represent(c.req.raw, now, {
    contentType: TYPES[format],
    language,
    etag: entityTag(metadata.digest, publication),
    modifiedAt: metadata.changedAt,
    cache: state === "ready" ? "lasting" : "brief",
    expiresAt,
    cacheTags,
    links: linksOf(publication, target, translation?.source_language),
    headers: headersOf(target, translation, publication),
    text: async () => render(format, renditionOf(await text()), publication),
    discard,
  });
}

interface Target {
  language: string;
  slug: string;
  format: ArticleFormat;
}

/** What a URL names, or why it names nothing. */
function targetOf(c: AppContext): Target | { fault: string } {
  const language = c.req.param("language") ?? "";
  const file = c.req.param("file") ?? "";
  const slug = file.replace(/\..*$/s, "");
  const format = FORMATS.find(([, extension]) => extension === file.slice(slug.length))?.[0];
  const { editions } = configOf(c).publication;
  if (!editions.includes(language))
    return { fault: `There is no such edition. The editions are ${editions.join(", ")}.` };
  if (!isSlug(slug)) return { fault: "A slug is lower-case ASCII words joined by hyphens, at most 100 characters." };
  if (format === undefined)
    return { fault: "An article's formats are .json, .txt, .md and .ninjs.json; its page has no extension." };
  return { language, slug, format };
}

function render(format: ArticleFormat, rendition: Rendition, publication: Publication): string {
  const m = messagesFor(rendition.language);
  switch (format) {
    case "html":
      return articlePage(rendition, publication);
    case "json":
      return articleJson(rendition, publication);
    case "txt":
      return articleText(rendition, publication, plainNotice(rendition, publication.origin, m));
    case "md":
      return articleMarkdown(rendition, publication, feedNotice(rendition, publication.origin, m));
    case "ninjs":
      return articleNinjs(rendition, publication, ninjsWords(rendition.language, publication));
  }
}

function renditionOf(text: string): Rendition {
  const value = JSON.parse(text) as RenditionValue;
  if (value.state !== "ready") throw new Error("a tombstone's metadata says that it is ready");
  return value.rendition;
}

/** The slug of the article that an alias leads to. */
function articleOf(text: string): string {
  const value = JSON.parse(text) as RenditionValue;
  if (value.state !== "moved" || !isSlug(value.to)) throw new Error("an alias's metadata says that it leads elsewhere");
  return value.to;
}

/** What a translation's headers say of it comes from the metadata, so that a 304 parses nothing. */
function headersOf(
  { language, format }: Target,
  translation: ToldProvenance | undefined,
  { noindexUnreviewed = [] }: Publication,
): Record<string, string> {
  const isLeftOut = translation && isUnreviewed(translation) && noindexUnreviewed.includes(language);
  return {
    ...(format === "html" && { "content-security-policy": contentSecurityPolicy }),
    ...(translation && { "dragoman-translation": provenanceField(statedProvenance(unpackedProvenance(translation))) }),
    // A page says so itself as well; the other formats have no other place.
    ...(isLeftOut && { "x-robots-tag": "noindex" }),
  };
}

/** `via` is the registered relation for where the content comes from (RFC 4287 §4.2.7.2): a translation's original. */
function linksOf({ origin, editions }: Publication, { language, slug, format }: Target, source?: string): string[] {
  const url = (edition: string) => origin + paths.article(edition, slug, format);
  return [
    ...(format === "html" ? [] : [link(origin + paths.article(language, slug), "canonical")]),
    ...editions.map((hreflang) => link(url(hreflang), "alternate", { hreflang })),
    ...(source === undefined ? [] : [link(url(source), "via", { hreflang: source })]),
  ];
}

function missing(c: AppContext, target: Target, lookup: Exclude<Lookup, { state: "found" }>): Response {
  const original = lookup.state === "unavailable" ? lookup.unavailable.original : undefined;
  return unavailable(c, target, lookupProblem(lookup, target, configOf(c).publication, Date.now()), original);
}

function unavailable(c: AppContext, { language, slug, format }: Target, what: Problem, original?: string): Response {
  return format === "html"
    ? pageProblem(c, language, what, { slug, originalLanguage: original })
    : problemResponse(what);
}
