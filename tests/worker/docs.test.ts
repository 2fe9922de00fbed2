import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "../../src/pages/style.ts";
import { get, ORIGIN } from "./support/desk.ts";

describe("the guide for partners", () => {
  it.each([
    ["ar", "ar"],
    ["fr-CA, en;q=0.5", "fr"],
    ["de", "fr"],
  ])("has a door, which leads who asks for %s to the edition in %s", async (asked, language) => {
    const answer = await get("/docs", { "accept-language": asked });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, `${ORIGIN}/${language}/docs`]);
    expect([answer.headers.get("vary"), answer.headers.get("cache-control")]).toEqual(["Accept-Language", "no-store"]);
  });

  it.each(["fr", "en", "ar"])("is in %s, may be kept, and is told unchanged by its entity tag", async (language) => {
    const answer = await get(`/${language}/docs`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`${ORIGIN}/${language}/rss.xml`);
    expect(answer.headers.get("content-language")).toBe(language);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(answer.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
    const again = await get(`/${language}/docs`, { "if-none-match": answer.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });

  it("takes no query, and no edition that there is not", async () => {
    for (const path of ["/docs", "/en/docs", "/docs/api", "/openapi.json", "/docs/api/reference.js"]) {
      const answer = await get(`${path}?a=1`);
      expect([path, answer.status, answer.headers.get("location")]).toEqual([path, 308, ORIGIN + path]);
    }
    expect((await get("/de/docs")).status).toBe(404);
  });
});

describe("the description of every URL", () => {
  it("is read by scripts of any origin, and told unchanged by its entity tag", async () => {
    const answer = await get("/openapi.json");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await answer.json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/" }] });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(answer.headers.get("cloudflare-cdn-cache-control")).toContain("max-age=60");
    const again = await get("/openapi.json", { "if-none-match": answer.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("etag")).toBe(answer.headers.get("etag"));
  });
});
