import { Hono } from "hono";
import type { Rendition } from "../src/articles/article.ts";
import { type Publication, paths } from "../src/articles/publication.ts";
import { isSlug } from "../src/articles/slug.ts";
import { lookupRendition } from "../src/edition/lookup.ts";
import type { Problem } from "../src/http/problem.ts";
import { link, movedTo, represent } from "../src/http/representation.ts";
import { comparePage } from "../src/pages/compare-page.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import type { RenditionValue, ReplicaMetadata } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { lookupProblem } from "./lookup-problem.ts";
import { methodNotAllowed, pageProblem, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

const PATH = "/:language/articles/:slug/compare";
/** Longest wait for a translation, milliseconds; as long as its page's. */
const WAIT_MS = 3_000;

/** A translation beside its original: two KV reads, and an edition only where KV lacks one. */
export const compareRoutes = new Hono<AppEnv>()
  .get(PATH, async (c) => {
    const { language, slug } = c.req.param();
    const { publication } = configOf(c);
    if (!publication.editions.includes(language) || !isSlug(slug)) return c.notFound();
    const bare = withoutQuery(c, paths.compare(language, slug));
    if (bare !== null) return bare;
    const translation = await rendition(c, language, slug);
    if ("answer" in translation) return translation.answer;
    const source = translation.rendition.original.language;
    // An original has nothing beside it.
    if (source === language) return c.redirect(publication.origin + paths.article(language, slug), 302);
    const original = await rendition(c, source, slug, language);
    if ("answer" in original) return original.answer;
    return compared(c, original, translation, publication);
  })
  .on(["POST", "PUT", "PATCH", "DELETE"], PATH, (c) => methodNotAllowed(c, "GET, HEAD, OPTIONS"));

interface Side {
  rendition: Rendition;
  metadata: ReplicaMetadata;
}

function compared(c: AppContext, original: Side, translation: Side, publication: Publication): Promise<Response> {
  const { language, slug } = translation.rendition;
  const sides = [translation, original];
  const ends = sides.flatMap(({ metadata }) => metadata.expiresAt ?? []);
  return represent(c.req.raw, Date.now(), {
    contentType: "text/html; charset=utf-8",
    language,
    etag: entityTag(sides.map(({ metadata }) => metadata.digest).join("-"), publication),
    modifiedAt: Math.max(...sides.map(({ metadata }) => metadata.changedAt)),
    cache: sides.every(({ metadata }) => metadata.state === "ready") ? "lasting" : "brief",
    expiresAt: ends.length === 0 ? null : Math.min(...ends),
    cacheTags: sides.flatMap(({ rendition, metadata }) => [
      `e-${rendition.language}`,
      `${rendition.language}-${metadata.id}`,
    ]),
    links: sides.map(({ rendition: { language: hreflang } }) =>
      link(publication.origin + paths.article(hreflang, slug), "related", { hreflang }),
    ),
    headers: { "content-security-policy": contentSecurityPolicy },
    text: async () => comparePage(original.rendition, translation.rendition, publication),
    discard: () => undefined,
  });
}

/**
 * One edition's version, or the answer that its article's page would give.
 * @param reader the language of who reads the answer
 */
async function rendition(
  c: AppContext,
  language: string,
  slug: string,
  reader = language,
): Promise<Side | { answer: Response }> {
  const { publication } = configOf(c);
  const unavailable = (what: Problem, originalLanguage?: string) => ({
    answer: pageProblem(c, reader, what, { slug, originalLanguage }),
  });
  const lookup = await lookupRendition(lookupPorts(c), language, slug, WAIT_MS);
  if (lookup.state !== "found") {
    const original = lookup.state === "unavailable" ? lookup.unavailable.original : undefined;
    return unavailable(lookupProblem(lookup, { language, slug }, publication, Date.now()), original);
  }
  const { metadata, text } = lookup.found;
  const value = JSON.parse(await text()) as RenditionValue;
  const { expiresAt = null } = metadata;
  if (value.state === "moved") {
    const tags = [`e-${language}`, `${language}-${metadata.id}`];
    const url = publication.origin + paths.compare(reader, value.to);
    return { answer: movedTo(url, tags, expiresAt, Date.now()) };
  }
  if (value.state !== "ready" || (expiresAt !== null && expiresAt <= Date.now())) {
    return unavailable({ kind: "withdrawn", detail: "The newsroom has withdrawn this article." });
  }
  return { rendition: value.rendition, metadata };
}
