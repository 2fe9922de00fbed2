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

it("a link carries its relation and parameters (RFC 8288 §3)", () => {
  expect(link("https://news.example/ar/", "alternate", { hreflang: "ar" })).toBe(
    '<https://news.example/ar/>; rel="alternate"; hreflang="ar"',
  );
  expect(link("https://news.example/", "self")).toBe('<https://news.example/>; rel="self"');
});
