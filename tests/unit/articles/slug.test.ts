import { describe, expect, it } from "vitest";
import { isSlug, numbered, slugFromTitle } from "../../../src/articles/slug.ts";

describe("a slug from a title", () => {
  it.each([
    ["Été à Marrakech : l’avenir d’Interpol", "ete-a-marrakech-l-avenir-d-interpol"],
    ["Cœur & âme : naïveté, œuvre, ça", "coeur-ame-naivete-oeuvre-ca"],
    ["What's next for McDonald's", "whats-next-for-mcdonalds"],
    ["الإنتربول في مراكش 2025", "alantrbwl-fy-mraksh-2025"],
    ["١٢٣ خبر", "123-khbr"],
    ["Straße ẞ Ærø Łódź", "strasse-ss-aero-lodz"],
    ["  — spaces — and -- dashes -- ", "spaces-and-dashes"],
    ["I ♥ Rabat 🦄", "i-rabat"],
    ["北京", "article"],
    ["🙂 !?", "article"],
    [`${"mot ".repeat(30)}`, "mot-".repeat(24).concat("mot")],
    ["x".repeat(150), "x".repeat(100)],
  ])("%s", (title, slug) => {
    expect(slugFromTitle(title)).toBe(slug);
    expect(isSlug(slug)).toBe(true);
  });

  it.each([
    ["meteo", 2, "meteo-2"],
    ["x".repeat(100), 12, `${"x".repeat(97)}-12`],
    [`${"mot-".repeat(24)}mots`, 1_000, `${"mot-".repeat(23)}mot-1000`],
  ])("leaves room for its number: %.20s %i", (slug, n, expected) => {
    expect(numbered(slug, n)).toBe(expected);
    expect(isSlug(expected)).toBe(true);
  });
});
