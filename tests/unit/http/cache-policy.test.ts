import { describe, expect, it } from "vitest";
import { type CachePolicy, cacheHeaders } from "../../../src/http/cache-policy.ts";
import { link } from "../../../src/http/representation.ts";

const POLICIES: CachePolicy[] = ["lasting", "brief", "none"];

describe.each(POLICIES)("the %s policy", (policy) => {
  const headers = cacheHeaders(policy);

  it("is explicit: the platform keeps what says nothing for two hours", () => {
    expect(headers["cache-control"]).toMatch(/no-store|max-age=\d+/);
  });

  it("says nothing that switches serving stale content off", () => {
    expect(Object.values(headers).join()).not.toMatch(/s-maxage|must-revalidate|no-cache/);
  });

  it("lets clients keep nothing for longer than a minute: nobody can purge them", () => {
    const seconds = /max-age=(\d+)/.exec(headers["cache-control"] ?? "")?.[1] ?? "0";
    expect(Number(seconds)).toBeLessThanOrEqual(60);
  });
});

it("what is pending is kept for less time than what lasts", () => {
  expect(POLICIES.map((policy) => cacheHeaders(policy)["cache-control"])).toEqual([
    "public, max-age=60",
    "public, max-age=10",
    "no-store",
  ]);
});

describe("what expires", () => {
  it.each([
    ["lasting", 10_000, "public, max-age=60", "max-age=60, stale-while-revalidate=60, stale-if-error=3600"],
    ["lasting", 600, "public, max-age=60", "max-age=60, stale-while-revalidate=60, stale-if-error=540"],
    ["lasting", 100.9, "public, max-age=60", "max-age=60, stale-while-revalidate=40, stale-if-error=40"],
    ["lasting", 60, "public, max-age=60", "max-age=60, stale-while-revalidate=0, stale-if-error=0"],
    ["lasting", 7.5, "public, max-age=7", "max-age=7, stale-while-revalidate=0, stale-if-error=0"],
    ["lasting", 0.2, "public, max-age=0", "max-age=0, stale-while-revalidate=0, stale-if-error=0"],
    ["lasting", -5, "public, max-age=0", "max-age=0, stale-while-revalidate=0, stale-if-error=0"],
    ["brief", 40, "public, max-age=10", "max-age=10, stale-if-error=30"],
    ["brief", 3, "public, max-age=3", "max-age=3, stale-if-error=0"],
  ] as const)("%s, with %d s left, is kept no longer than that", (policy, left, client, platform) => {
    expect(cacheHeaders(policy, left)).toEqual({ "cache-control": client, "cloudflare-cdn-cache-control": platform });
  });

  it("never outlives its end in any cache, fresh or stale (RFC 5861)", () => {
    for (const policy of ["lasting", "brief"] as const) {
      for (let left = 0; left < 4_000; left += 0.5) {
        const headers = Object.values(cacheHeaders(policy, left)).join();
        const seconds = (name: string) =>
          [...headers.matchAll(new RegExp(`${name}=(\\d+)`, "g"))].map((m) => Number(m[1]));
        const fresh = seconds("max-age");
        const stale = [...seconds("stale-while-revalidate"), ...seconds("stale-if-error")];
        expect(Math.max(...fresh) + Math.max(...stale)).toBeLessThanOrEqual(left);
      }
    }
  });

  it("that nobody may keep is kept by nobody", () => {
    expect(cacheHeaders("none", 100)).toEqual({ "cache-control": "no-store" });
  });
});

it("a link carries its relation and parameters (RFC 8288 §3)", () => {
  expect(link("https://news.example/ar/", "alternate", { hreflang: "ar" })).toBe(
    '<https://news.example/ar/>; rel="alternate"; hreflang="ar"',
  );
  expect(link("https://news.example/", "self")).toBe('<https://news.example/>; rel="self"');
});
