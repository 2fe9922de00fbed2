import { describe, expect, it } from "vitest";
import { expiryOf } from "../../../src/articles/expiry.ts";
import { type SitemapPart, sitemapAt } from "../../../src/replica/sitemaps.ts";

const at = (time: string) => Date.parse(`2025-11-24T${time}:00.000Z`);
const entry = (slug: string, expires: string | null) => {
  const published_at = "2025-11-24T08:00:00.000Z";
  const expires_at = expires && new Date(at(expires)).toISOString();
  return { slug, title: slug, published_at, updated_at: published_at, expires_at };
};
const french: SitemapPart = {
  language: "fr",
  entries: [entry("a", null), entry("b", "11:00")],
  digest: "d1",
  changedAt: at("09:00"),
};
const arabic: SitemapPart = { language: "ar", entries: [entry("a", "12:00")], digest: "d2", changedAt: at("10:00") };

const shown = (parts: SitemapPart[], time: string) => {
  const { sections, digest, modifiedAt, expiresAt } = sitemapAt(parts, expiryOf, at(time));
  const paths = sections.flatMap(({ language, entries }) => entries.map(({ slug }) => `${language}/${slug}`));
  return { paths, digest, modifiedAt, expiresAt };
};

describe("sitemap parts at an instant", () => {
  it("have all that has not ended, and say when the next will", () => {
    expect(shown([french, arabic], "10:30")).toMatchObject({
      paths: ["fr/a", "fr/b", "ar/a"],
      modifiedAt: at("10:00"),
      expiresAt: at("11:00"),
    });
    expect(shown([french, arabic], "11:00")).toMatchObject({
      paths: ["fr/a", "ar/a"],
      modifiedAt: at("11:00"),
      expiresAt: at("12:00"),
    });
    expect(shown([french, arabic], "13:00")).toMatchObject({
      paths: ["fr/a"],
      modifiedAt: at("12:00"),
      expiresAt: null,
    });
  });

  it("have a digest of what they hold and what is gone, and of nothing else", () => {
    const { digest } = shown([french, arabic], "10:30");
    expect(shown([french, arabic], "10:59").digest).toBe(digest);
    const others = [
      shown([french, arabic], "11:00"),
      shown([french, arabic], "12:00"),
      shown([french], "10:30"),
      shown([arabic, french], "10:30"),
      shown([{ ...french, digest: "d3" }, arabic], "10:30"),
      shown([{ ...french, language: "en" }, arabic], "10:30"),
      shown([], "10:30"),
    ].map((other) => other.digest);
    expect(new Set([digest, ...others]).size).toBe(8);
  });

  it("may be none", () => {
    expect(shown([], "10:30")).toMatchObject({ paths: [], modifiedAt: null, expiresAt: null });
  });
});
