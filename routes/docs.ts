import { Hono } from "hono";
import { paths } from "../src/articles/publication.ts";
import { lookupLanguage } from "../src/http/accept.ts";
import { cacheHeaders } from "../src/http/cache-policy.ts";
import { link, represent } from "../src/http/representation.ts";
import { docsPage } from "../src/pages/docs-page.ts";
import { referencePage, referencePolicy } from "../src/pages/reference-page.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import { asset } from "./assets.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

const DOCS = "/:language/docs";
const FILE = `${paths.reference}/:file{[a-z-]{1,40}\\.(?:js|css)}`;

/** What partners go by: a guide in each edition's language, the description of every URL, and its page. */
export const docsRoutes = new Hono<AppEnv>()
  .get(paths.docsDoor, (c) => {
    const { editions, sourceLanguage, origin } = configOf(c).publication;
    const language = lookupLanguage(c.req.header("accept-language") ?? null, editions, sourceLanguage);
    c.header("vary", "Accept-Language");
    return withoutQuery(c, paths.docsDoor) ?? c.redirect(origin + paths.docs(language), 302);
  })
  .get(DOCS, (c) => {
    const language = c.req.param("language");
    const { publication } = configOf(c);
    const { editions, origin } = publication;
    if (!editions.includes(language)) return c.notFound();
    return page(c, paths.docs(language), {
      language,
      links: editions.map((hreflang) => link(origin + paths.docs(hreflang), "alternate", { hreflang })),
      policy: contentSecurityPolicy,
      text: () => docsPage(language, publication),
    });
  })
  .get(paths.reference, (c) =>
    page(c, paths.reference, {
      language: "en",
      links: [],
      policy: referencePolicy,
      text: () => referencePage(configOf(c).publication),
    }),
  )
  .get(FILE, (c) => kept(c, `${paths.reference}/${c.req.param("file")}`))
  .get(paths.openapi, (c) => kept(c, paths.openapi))
  .on(["POST", "PUT", "PATCH", "DELETE"], [paths.docsDoor, DOCS, paths.reference, FILE, paths.openapi], (c) =>
    methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );

interface Page {
  language: string;
  links: string[];
  policy: string;
  text(): string;
}

/** A page that follows from the configuration alone. */
function page(c: AppContext, path: string, { language, links, policy, text }: Page): Response | Promise<Response> {
  const bare = withoutQuery(c, path);
  if (bare !== null) return bare;
  return represent(c.req.raw, Date.now(), {
    contentType: "text/html; charset=utf-8",
    language,
    etag: entityTag(path.slice(1).replaceAll("/", "-"), configOf(c).publication),
    modifiedAt: null,
    cache: "lasting",
    expiresAt: null,
    cacheTags: ["configuration"],
    links,
    headers: { "content-security-policy": policy },
    text: async () => text(),
    discard: () => undefined,
  });
}

async function kept(c: AppContext, path: string): Promise<Response> {
  return (await asset(c, path, { ...cacheHeaders("lasting"), "cache-tag": "configuration" })) ?? c.notFound();
}
