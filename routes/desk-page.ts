import { createHash } from "node:crypto";
import { Hono } from "hono";
import api from "../src/desk-page/api.js";
import ar from "../src/desk-page/ar.js";
import articles from "../src/desk-page/articles.css";
import chart from "../src/desk-page/chart.js";
import delivery from "../src/desk-page/delivery.js";
import desk from "../src/desk-page/desk.css";
import dom from "../src/desk-page/dom.js";
import en from "../src/desk-page/en.js";
import figures from "../src/desk-page/figures.css";
import fr from "../src/desk-page/fr.js";
import frame from "../src/desk-page/frame.css";
import isolation from "../src/desk-page/isolation.js";
import list from "../src/desk-page/list.js";
import main from "../src/desk-page/main.js";
import page from "../src/desk-page/page.html";
import paragraph from "../src/desk-page/paragraph.js";
import pieces from "../src/desk-page/pieces.js";
import remarks from "../src/desk-page/remarks.js";
import session from "../src/desk-page/session.js";
import signIn from "../src/desk-page/sign-in.js";
import looks from "../src/desk-page/translation.css";
import translation from "../src/desk-page/translation.js";
import usage from "../src/desk-page/usage.js";
import words from "../src/desk-page/words.js";
import { isNotModified } from "../src/http/conditional.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";

const MODULES: Record<string, string> = {
  api, ar, chart, delivery, dom, en, fr, isolation, list, main, paragraph, pieces, remarks, session, "sign-in": signIn, translation, usage, words,
}; // biome-ignore format: a list of words

const SHEETS: Record<string, string> = { desk, frame, articles, translation: looks, figures };

const HTML = "text/html; charset=utf-8";
const CSS = "text/css; charset=utf-8";
const JS = "text/javascript; charset=utf-8";

/** Nothing but its own files and the API; it may stand in no frame and send no form. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

interface File {
  contentType: string;
  text: string;
  /** Strong: the file to the byte (RFC 9110 §8.8.1). */
  etag: string;
}

const file = (contentType: string, text: string): File => ({ contentType, text, etag: `"${digest(text)}"` });
const FILES = new Map<string, File>([
  ["", file(HTML, page)],
  ...Object.entries(SHEETS).map(([name, text]): [string, File] => [`${name}.css`, file(CSS, text)]),
  ...Object.entries(MODULES).map(([name, text]): [string, File] => [`${name}.js`, file(JS, text)]),
]);

/** `/desk/`: the editors' page. It has no way in of its own: all that it shows and does it asks of `/api`. */
export const deskPageRoutes = new Hono<AppEnv>()
  .get("/desk", (c) => c.redirect(`${configOf(c).publication.origin}/desk/`, 308))
  .on("GET", ["/desk/", "/desk/:file"], (c, next) => {
    const name = c.req.param("file") ?? "";
    const found = FILES.get(name);
    return found === undefined ? next() : (withoutQuery(c, `/desk/${name}`) ?? served(c, found));
  })
  .on(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"], ["/desk", "/desk/", "/desk/:file"], (c) =>
    methodNotAllowed(c, "GET, HEAD"),
  );

function served(c: AppContext, { contentType, text, etag }: File): Response {
  const headers = {
    etag,
    // Kept, and asked for each time: after a deploy no page is made of old and new files.
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
  };
  if (isNotModified(c.req.raw.headers, { etag, modifiedAt: null })) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "content-type": contentType } });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
