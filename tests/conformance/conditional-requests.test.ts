import { describe, expect, it } from "vitest";
import { isNotModified, matchesStrongly, matchesWeakly } from "../../src/http/conditional.ts";
import { represent } from "../../src/http/representation.ts";

const ETAG = 'W/"abc.r1"';
/** Half a second past the second that HTTP dates can say. */
const MODIFIED_AT = Date.UTC(2025, 10, 24, 10, 0, 0) + 500;
const SAME = "Mon, 24 Nov 2025 10:00:00 GMT";
const BEFORE = "Mon, 24 Nov 2025 09:59:59 GMT";
const AFTER = "Mon, 24 Nov 2025 10:00:01 GMT";

const notModified = (headers: Record<string, string>) =>
  isNotModified(new Headers(headers), { etag: ETAG, modifiedAt: MODIFIED_AT });

describe("RFC 9110 §13.1.2 If-None-Match", () => {
  it.each([
    ["the tag itself", 'W/"abc.r1"', true],
    ["§8.8.3.2 weak comparison: the strong tag of the same name", '"abc.r1"', true],
    ["another tag", 'W/"abc.r2"', false],
    ["a list that has it", 'W/"x", W/"abc.r1", "y"', true],
    ["a list without spaces", 'W/"x",W/"abc.r1"', true],
    ["a list with empty members (§5.6.1.2)", ', ,W/"abc.r1" ,,', true],
    ["a list that has not", 'W/"x", "y"', false],
    ["* matches what exists", "*", true],
    ["* with white space", "  * ", true],
    ["§8.8.3 a tag is case-sensitive", 'W/"ABC.R1"', false],
    ["the tag without its quotes is no tag", "abc.r1", false],
    ["the tag as a part of another", 'W/"xabc.r1"', false],
    ["the tag inside another's quotes", `"x, W/'abc.r1'"`, false],
    ["nothing", "", false],
    ["a quote never closed", 'W/"abc.r1', false],
    ["garbage", "}{,;;=*", false],
  ])("%s: %j is %s", (_, field, expected) => {
    expect(notModified({ "if-none-match": field })).toBe(expected);
  });

  it.each([
    ['"a,b"', '"a,b"', true],
    ['"x", "a,b"', '"a,b"', true],
    ['"x,a", "b"', '"a"', false],
    ['"x\\", "a"', '"a"', true],
    ['W/"a b"', '"a b"', true],
  ])("§8.8.3 commas inside quotes are the tag's own: %s has %s: %s", (field, etag, expected) => {
    expect(matchesWeakly(field, etag)).toBe(expected);
  });
});

describe("RFC 9110 §13.1.3 If-Modified-Since", () => {
  it.each([
    ["the same second", SAME, true],
    ["a later one", AFTER, true],
    ["an earlier one", BEFORE, false],
    ["§5.6.7 the obsolete RFC 850 spelling", "Monday, 24-Nov-25 10:00:00 GMT", true],
    ["§5.6.7 the obsolete asctime spelling, which means UTC", "Mon Nov 24 10:00:00 2025", true],
    ["asctime, a second too early", "Mon Nov 24 09:59:59 2025", false],
    ["a day of one digit in asctime", "Mon Dec  1 10:00:00 2025", true],
    ["no date is ignored", "yesterday", false],
    ["a number is no date", "9999", false],
    ["an ISO date is no HTTP date", "2030-01-01T00:00:00Z", false],
    ["a date without a zone", "Mon, 24 Nov 2030 10:00:00", false],
    ["another zone", "Mon, 24 Nov 2030 10:00:00 +0100", false],
    ["a date with something behind it", `${AFTER}; length=5`, false],
    ["two dates", `${AFTER}, ${AFTER}`, false],
    ["a day that there is not", "Mon, 99 Nov 2030 10:00:00 GMT", false],
    ["nothing", "", false],
  ])("%s: %j is %s", (_, field, expected) => {
    expect(notModified({ "if-modified-since": field })).toBe(expected);
  });
});

describe("RFC 9110 §13.2.2 precedence", () => {
  it.each([
    ["If-None-Match alone decides: it fails, the date would match", '"other"', AFTER, false],
    ["If-None-Match alone decides: it matches, the date would not", ETAG, BEFORE, true],
    ["an empty If-None-Match is present too", "", AFTER, false],
  ])("%s", (_, none, since, expected) => {
    expect(notModified({ "if-none-match": none, "if-modified-since": since })).toBe(expected);
  });

  it("no condition, no 304", () => {
    expect(notModified({})).toBe(false);
    expect(notModified({ "if-match": ETAG, "if-unmodified-since": SAME, "if-range": ETAG })).toBe(false);
  });
});

describe("RFC 9110 §13.1.1 If-Match", () => {
  it.each([
    ["the tag itself", '"5"', '"5"', true],
    ["in a list", '"4", "5"', '"5"', true],
    ["another", '"4"', '"5"', false],
    ["* matches what exists", "*", '"5"', true],
    ["§8.8.3.2 strong comparison: a weak tag in the request", 'W/"5"', '"5"', false],
    ["§8.8.3.2 strong comparison: a weak tag on the representation", '"5"', 'W/"5"', false],
    ["§8.8.3.2 strong comparison: both weak", 'W/"5"', 'W/"5"', false],
    ["commas inside quotes", '"a,5", "b"', '"5"', false],
    ["no quotes", "5", '"5"', false],
    ["nothing", "", '"5"', false],
  ])("%s: %j for %s is %s", (_, field, etag, expected) => {
    expect(matchesStrongly(field, etag)).toBe(expected);
  });
});

it("a field of 128 KB is compared at once", { timeout: 1_000 }, () => {
  const fields = ['W/"'.repeat(43_000), '"a'.repeat(65_000), '"a",'.repeat(32_000), "*,".repeat(65_000)];
  expect(fields.map((field) => matchesWeakly(field, ETAG))).toEqual([false, false, false, false]);
});

describe("RFC 9110 §15.4.5 304 Not Modified", () => {
  const answer = async (headers: Record<string, string>, modifiedAt = MODIFIED_AT, etag = ETAG) => {
    const did: string[] = [];
    const response = await represent(
      new Request("https://news.example/fr/articles/a", { headers }),
      Date.UTC(2025, 10, 24, 12),
      {
        contentType: "text/html; charset=utf-8",
        language: "fr",
        etag,
        modifiedAt,
        cache: "lasting",
        expiresAt: null,
        cacheTags: ["e-fr", "fr-1"],
        links: ['<https://news.example/ar/articles/a>; rel="alternate"; hreflang="ar"'],
        headers: { vary: "Accept-Encoding" },
        text: async () => {
          did.push("text");
          return "<p>texte</p>";
        },
        discard: () => {
          did.push("discard");
        },
      },
    );
    return { response, did };
  };

  it("repeats the headers that the 200 has, without content and its type", async () => {
    const full = await answer({});
    const bare = await answer({ "if-none-match": ETAG });
    expect([full.response.status, bare.response.status]).toEqual([200, 304]);
    expect([await full.response.text(), await bare.response.text()]).toEqual(["<p>texte</p>", ""]);
    const { "content-type": type, ...kept } = Object.fromEntries(full.response.headers);
    expect(type).toBe("text/html; charset=utf-8");
    expect(Object.fromEntries(bare.response.headers)).toEqual(kept);
    expect(kept).toEqual({
      "cache-control": "public, max-age=60",
      "cloudflare-cdn-cache-control": "max-age=60, stale-while-revalidate=60, stale-if-error=3600",
      etag: ETAG,
      "last-modified": SAME,
      "content-language": "fr",
      "cache-tag": "e-fr,fr-1",
      link: '<https://news.example/ar/articles/a>; rel="alternate"; hreflang="ar"',
      vary: "Accept-Encoding",
    });
  });

  it("makes no text, and lets go of what it does not need", async () => {
    expect((await answer({ "if-none-match": ETAG })).did).toEqual(["discard"]);
    expect((await answer({}, MODIFIED_AT, 'W/"not-yet-rendered"')).did).toEqual(["text"]);
  });

  it("§8.8.2.1 Last-Modified is never later than the answer", async () => {
    const { response } = await answer({}, Date.UTC(2026, 0, 1));
    expect(response.headers.get("last-modified")).toBe("Mon, 24 Nov 2025 12:00:00 GMT");
  });

  it("its own validators bring the next request a 304", async () => {
    const { headers } = (await answer({})).response;
    for (const [condition, validator] of [
      ["if-none-match", "etag"],
      ["if-modified-since", "last-modified"],
    ] as const) {
      expect((await answer({ [condition]: headers.get(validator) ?? "" })).response.status).toBe(304);
    }
  });
});
