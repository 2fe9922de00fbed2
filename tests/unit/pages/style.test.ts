import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { articlePage } from "../../../src/pages/article-page.ts";
import { frontPage } from "../../../src/pages/front-page.ts";
import { problemPage } from "../../../src/pages/problem-page.ts";
import { contentSecurityPolicy, style, waitingPolicy, waitingScript } from "../../../src/pages/style.ts";
import { one, parsed, text } from "./parsed.ts";
import { arabic, publication } from "./samples.ts";

describe("the style sheet", () => {
  it.each([
    articlePage(arabic, publication),
    frontPage({ tag: null, language: "ar", entries: [arabic], publication, updatedAt: null, archive: null }),
    problemPage({ language: "ar", status: 410, kind: "withdrawn", publication }),
  ])("is inlined as the policy's hash has it (%#)", (page) => {
    const inlined = text(one(parsed(page), "style"));
    const hash = createHash("sha256").update(inlined).digest("base64");
    expect(contentSecurityPolicy).toContain(`style-src 'sha256-${hash}';`);
  });

  it("uses logical properties only, so that it serves both directions", () => {
    expect(style).not.toMatch(/\b(left|right)\b|(margin|padding|border)-(top|bottom)|[{; ](width|height|max-width):/);
  });

  it("loads nothing", () => {
    expect(style).not.toMatch(/url\(|@import|@font-face/);
  });
});

describe("the policy", () => {
  it("allows our style and images, and nothing else", () => {
    expect(contentSecurityPolicy.replace(/sha256-[\w+/]+=/, "sha256-…")).toBe(
      "default-src 'none'; style-src 'sha256-…'; img-src http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it("allows the page that waits its one script besides, and to ask where it comes from", () => {
    const page = problemPage({ language: "ar", status: 503, kind: "being-translated", publication });
    const script = one(parsed(page), "script");
    expect(text(script)).toBe(waitingScript);
    const hash = createHash("sha256").update(text(script)).digest("base64");
    expect(waitingPolicy).toBe(`${contentSecurityPolicy}; script-src 'sha256-${hash}'; connect-src 'self'`);
  });
});
