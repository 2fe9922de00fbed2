import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { SCOPES } from "../../src/newsroom/author.ts";
import document from "../../src/public/openapi.json" with { type: "json" };
import { desk, problem, put } from "./support/desk.ts";
import { createdToken } from "./support/tokens.ts";
import { wipe } from "./support/wipe.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
type Operation = { security: { token?: string[] }[] };
const PATHS = document.paths as Record<string, Record<string, Operation>>;

/** Routes that stand for several URLs, or whose parameter has another name in the description. */
const SPELLED: Record<string, string[]> = {
  "/:language/articles/:file": ["", ".json", ".txt", ".md", ".ninjs.json"].map((extension) => `/{language}/articles/{slug}${extension}`),
  "/api/memory/:file": ["/api/memory/{source}-{target}.tmx"],
  "/api/glossary/:pair": ["/api/glossary/{source}-{target}"],
  "/api/glossary/:pair/affected": ["/api/glossary/{source}-{target}/affected"],
  "/sitemap/:language/:file{[1-9][0-9]{0,4}\\.xml}": ["/sitemap/{language}/{file}.xml"],
}; // biome-ignore format: a table

/** Paths of the app's routes, as the description spells them. Middleware stands at paths that end in `*`, or at a route's. */
function routed(): string[] {
  const paths = app.routes.map(({ path }) => path).filter((path) => !path.endsWith("*"));
  const spelled = (path: string) => path.replace(/:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, "{$1}");
  return [...new Set(paths)].flatMap((path) => SPELLED[path] ?? [spelled(path)]);
}

const VALUES: Record<string, string> = {
  language: "en", slug: "decrit", tag: "decrit", page: "1", revision: "1", id: "inconnu", source: "fr", target: "en",
}; // biome-ignore format: a table
const FILES: Record<string, string> = { "/docs/api/{file}": "reference.js", "/desk/{file}": "main.js" };

function filled(path: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? FILES[path] ?? "1");
}

beforeAll(async () => {
  await put("decrit", { tags: ["decrit"] });
});
afterAll(wipe);

describe("the description of every URL", () => {
  it("has the app's routes, all of them and no others", () => {
    expect(routed().toSorted()).toEqual(Object.keys(PATHS).toSorted());
  });

  it.each(Object.keys(PATHS))("has the methods that %s takes, and no others", async (path) => {
    // A language or a tag without its slash is nothing but a redirect for who types it.
    const refused = path.endsWith("{language}") || path.endsWith("{tag}") ? [404, 405] : [405];
    for (const method of METHODS) {
      const answer = await desk(method, filled(path), undefined, { accept: "application/json" });
      await answer.body?.cancel();
      const isDescribed = method.toLowerCase() in (PATHS[path] ?? {});
      expect([method, refused.includes(answer.status)]).toEqual([method, !isDescribed]);
    }
  });

  it("names the scope that each request of the desk is refused without", async () => {
    const others = async (scope: string) => {
      const scopes = SCOPES.filter((one) => one !== scope && one !== "admin");
      return (await createdToken(`tout sauf ${scope}`, scopes)).token;
    };
    const tokens = Object.fromEntries(await Promise.all(SCOPES.map(async (scope) => [scope, await others(scope)])));
    for (const [path, item] of Object.entries(PATHS)) {
      for (const [method, { security }] of Object.entries(item)) {
        const [scope] = security[0]?.token ?? [];
        if (scope === undefined) continue;
        const authorization = `Bearer ${tokens[scope]}`;
        const answer = await desk(method.toUpperCase(), filled(path), undefined, { authorization });
        const told = [method, path, answer.status, answer.headers.get("www-authenticate")];
        expect(told).toEqual([method, path, 403, `Bearer error="insufficient_scope", scope="${scope}"`]);
        expect((await problem(answer)).type).toBe("urn:dragoman:problem:insufficient-scope");
      }
    }
  });
});
