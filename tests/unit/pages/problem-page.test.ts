import { describe, expect, it } from "vitest";
import { PROBLEM_KINDS } from "../../../src/pages/messages.ts";
import { type ProblemPage, problemPage } from "../../../src/pages/problem-page.ts";
import { all, one, parsed, text } from "./parsed.ts";
import { publication } from "./samples.ts";

const of = (problem: Partial<ProblemPage>) =>
  parsed(problemPage({ language: "en", status: 404, kind: "not-found", publication, ...problem }));
const links = (page: ReturnType<typeof of>) => all(one(page, "main"), "a").map(({ properties }) => properties["href"]);
const article = { slug: "interpol-marrakech-2025", originalLanguage: "fr" };

describe("a problem's page", () => {
  it.each(PROBLEM_KINDS)("of kind %s is not indexed, says its status and leads home", (kind) => {
    const page = of({ kind, status: 418, language: "ar" });
    expect(one(page, "html").properties).toEqual({ lang: "ar", dir: "rtl" });
    expect(one(page, "meta", { name: "robots" }).properties["content"]).toBe("noindex");
    expect(text(one(page, "main"))).toContain("418");
    expect(text(one(page, "h1"))).not.toBe("");
    expect(links(page)).toEqual(["/ar/"]);
  });

  it("asks for itself again while the article is being translated, with or without a script, and only then", () => {
    const waiting = of({ kind: "being-translated", status: 202, ...article, retryAfter: 3 });
    expect(one(waiting, "meta", { httpEquiv: ["refresh"] }).properties["content"]).toBe("3");
    expect(one(waiting, "script").properties).toEqual({ dataSeconds: "3" });
    const limited = of({ kind: "rate-limited", retryAfter: 3 });
    expect([...all(limited, "meta", { httpEquiv: ["refresh"] }), ...all(limited, "script")]).toEqual([]);
  });

  it.each([0, 0.2, -1])("never reloads without pause (Retry-After %d)", (retryAfter) => {
    const page = of({ kind: "being-translated", retryAfter });
    expect(one(page, "meta", { httpEquiv: ["refresh"] }).properties["content"]).toBe("2");
  });

  it.each([
    ["being-translated", ["/fr/articles/interpol-marrakech-2025", "/en/articles/interpol-marrakech-2025", "/en/"]],
    ["translation-unavailable", ["/fr/articles/interpol-marrakech-2025", "/en/"]],
    ["translation-budget-spent", ["/fr/articles/interpol-marrakech-2025", "/en/"]],
    ["translation-held", ["/fr/articles/interpol-marrakech-2025", "/en/"]],
    ["rate-limited", ["/fr/articles/interpol-marrakech-2025", "/en/"]],
    ["server-error", ["/fr/articles/interpol-marrakech-2025", "/en/"]],
    ["withdrawn", ["/en/"]],
    ["not-found", ["/en/"]],
  ] as const)("leads to the original where there is one: %s", (kind, hrefs) => {
    expect(links(of({ kind, ...article }))).toEqual(hrefs);
  });

  it("does not offer the original to who asked for it", () => {
    expect(links(of({ kind: "server-error", language: "fr", ...article }))).toEqual(["/fr/"]);
  });

  it.each([
    ["en", 1, "Try again in 1 second."],
    ["en", 90, "Try again in 90 seconds."],
    ["en", 3_601, "Try again in 61 minutes."],
    ["fr", 30, "Réessayez dans 30\u00a0secondes."],
    ["ar", 5, "أعد المحاولة بعد: 5 ثوان"],
    ["en", 10 * 86_400, "Try again in 10 days."],
  ] as const)("says in words when to come back: %s, %d s", (language, retryAfter, words) => {
    expect(text(one(of({ kind: "rate-limited", language, retryAfter }), "main"))).toContain(words);
  });

  it("speaks English to a reader whose language has no words here, and links an edition that exists", () => {
    const page = of({ language: "he" });
    expect(one(page, "html").properties).toEqual({ lang: "en", dir: "ltr" });
    expect(links(page)).toEqual(["/fr/"]);
  });
});
