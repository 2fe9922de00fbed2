import { describe, expect, it } from "vitest";
import { bodySource, contentOf, DraftSchema } from "../../../src/articles/draft.ts";

const LEAST = { language: "fr", title: "Titre", body_text: "Corps" };

/** Pointers and messages of what is wrong with a draft; none for a good one. */
function faults(draft: unknown): [pointer: string, message: string][] {
  const parsed = DraftSchema.safeParse(draft);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): [string, string][] =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [`/${[...issue.path, key].join("/")}`, "unknown"])
      : [[`/${issue.path.join("/")}`, issue.message]],
  );
}

describe("each bad field is pointed at", () => {
  const image = { url: "https://a.example/i.png" };
  it.each<[pointer: string, message: RegExp, draft: Record<string, unknown>]>([
    ["/language", /./, { ...LEAST, language: undefined }],
    ["/language", /language tag/, { ...LEAST, language: "french" }],
    ["/language", /language tag/, { ...LEAST, language: "fr-fr" }],
    ["/language", /language tag/, { ...LEAST, language: "FR" }],
    ["/language", /./, { ...LEAST, language: 1 }],
    ["/title", /./, { ...LEAST, title: undefined }],
    ["/title", /empty/, { ...LEAST, title: " \n\t " }],
    ["/title", /empty/, { ...LEAST, title: "\u0000\u0008" }],
    ["/title", /300/, { ...LEAST, title: "x".repeat(301) }],
    ["/summary", /empty/, { ...LEAST, summary: "" }],
    ["/summary", /2000/, { ...LEAST, summary: "x".repeat(2_001) }],
    ["/body_markdown", /exactly one/, { ...LEAST, body_text: undefined }],
    ["/body_text", /exactly one/, { ...LEAST, body_html: "x" }],
    ["/body_html", /exactly one/, { ...LEAST, body_markdown: "x", body_html: "x" }],
    ["/body_text", /./, { ...LEAST, body_text: null }],
    ["/authors", /./, { ...LEAST, authors: "Amina" }],
    ["/authors", /./, { ...LEAST, authors: Array(21).fill({ name: "x" }) }],
    ["/authors/0", /./, { ...LEAST, authors: ["Amina"] }],
    ["/authors/1/name", /empty/, { ...LEAST, authors: [{ name: "x" }, { name: "" }] }],
    ["/authors/0/email", /unknown/, { ...LEAST, authors: [{ name: "x", email: "y" }] }],
    ["/tags", /at most 10/, { ...LEAST, tags: Array.from({ length: 11 }, (_, i) => `t${i}`) }],
    ["/tags/0", /lower-case/, { ...LEAST, tags: ["Maroc"] }],
    ["/tags/0", /lower-case/, { ...LEAST, tags: ["sécurité"] }],
    ["/tags/1", /lower-case/, { ...LEAST, tags: ["a", "-b"] }],
    ["/tags/0", /lower-case/, { ...LEAST, tags: ["x".repeat(101)] }],
    ["/tag_labels/maroc", /does not list/, { ...LEAST, tags: ["a"], tag_labels: { maroc: "Maroc" } }],
    ["/tag_labels/a", /empty/, { ...LEAST, tags: ["a"], tag_labels: { a: " " } }],
    ["/tag_labels/A", /./, { ...LEAST, tags: ["a"], tag_labels: { A: "x" } }],
    ["/image/url", /./, { ...LEAST, image: {} }],
    ["/image/url", /absolute http/, { ...LEAST, image: { url: "/i.png" } }],
    ["/image/url", /absolute http/, { ...LEAST, image: { url: "javascript:alert(1)" } }],
    ["/image/url", /absolute http/, { ...LEAST, image: { url: "data:image/png;base64,AA==" } }],
    ["/image/alt", /empty/, { ...LEAST, image: { ...image, alt: "" } }],
    ["/image/width", /./, { ...LEAST, image: { ...image, width: 0 } }],
    ["/image/height", /./, { ...LEAST, image: { ...image, height: 1.5 } }],
    ["/image/bytes", /./, { ...LEAST, image: { ...image, bytes: 0 } }],
    ["/image/bytes", /./, { ...LEAST, image: { ...image, bytes: "12 kB" } }],
    ["/image/type", /media type of images/, { ...LEAST, image: { ...image, type: "text/html" } }],
    ["/image/type", /media type of images/, { ...LEAST, image: { ...image, type: "image/" } }],
    ["/image/type", /media type of images/, { ...LEAST, image: { ...image, type: 'image/png" onload="x' } }],
    ["/image/type", /media type of images/, { ...LEAST, image: { ...image, type: "image/png; q=1" } }],
    ["/image/src", /unknown/, { ...LEAST, image: { ...image, src: "x" } }],
    ["/rights", /500/, { ...LEAST, rights: "x".repeat(501) }],
    ["/correction_note", /2000/, { ...LEAST, correction_note: "x".repeat(2_001) }],
    ["/canonical_url", /absolute http/, { ...LEAST, canonical_url: "news.example/a" }],
    ["/canonical_url", /./, { ...LEAST, canonical_url: `https://a.example/${"x".repeat(2_000)}` }],
    ["/published_at", /RFC 3339/, { ...LEAST, published_at: "2025-11-24" }],
    ["/published_at", /RFC 3339/, { ...LEAST, published_at: "2025-11-24T10:00:00" }],
    ["/published_at", /RFC 3339/, { ...LEAST, published_at: "2025-02-30T10:00:00Z" }],
    ["/published_at", /RFC 3339/, { ...LEAST, published_at: "Mon, 24 Nov 2025 10:00:00 GMT" }],
    ["/published_at", /./, { ...LEAST, published_at: 1_763_978_400 }],
    ["/expires_at", /RFC 3339/, { ...LEAST, expires_at: "2025-11-24" }],
    ["/expires_at", /0000 to 9999/, { ...LEAST, expires_at: "9999-12-31T23:59:59-05:00" }],
    ["/published_at", /0000 to 9999/, { ...LEAST, published_at: "0000-01-01T00:00:00+02:00" }],
    ["/aliases", /at most 20/, { ...LEAST, aliases: Array.from({ length: 21 }, (_, i) => `a${i}`) }],
    ["/aliases/1", /lower-case/, { ...LEAST, aliases: ["a", "Été"] }],
    ["/aliases/2", /twice/, { ...LEAST, aliases: ["a", "b", "a"] }],
    ["/minor", /./, { ...LEAST, minor: "yes" }],
    ["/slug", /unknown/, { ...LEAST, slug: "x" }],
    ["/id", /unknown/, { ...LEAST, id: "x" }],
    ["/__proto__x", /unknown/, { ...LEAST, __proto__x: 1 }],
  ])("%s %s", (pointer, message, draft) => {
    expect(faults(draft)).toEqual([[pointer, expect.stringMatching(message)]]);
  });

  it("all at once", () => {
    expect(faults({ language: "x", title: "", body_text: 1, tags: ["A"] }).map(([pointer]) => pointer)).toEqual([
      "/language",
      "/title",
      "/body_text",
      "/tags/0",
    ]);
  });
});

describe("a good draft", () => {
  it("is filled up with what it leaves out", () => {
    expect(DraftSchema.parse(LEAST)).toEqual({
      ...LEAST,
      aliases: [],
      authors: [],
      tags: [],
      tag_labels: {},
      minor: false,
    });
  });

  it.each([
    ["2025-11-24T10:00:00Z", "2025-11-24T10:00:00.000Z"],
    ["2025-11-24T11:00:00+01:00", "2025-11-24T10:00:00.000Z"],
    ["2025-11-23T23:30:00.123456-10:30", "2025-11-24T10:00:00.123Z"],
  ])("has its date %s in UTC: %s", (published_at, expected) => {
    expect(DraftSchema.parse({ ...LEAST, published_at }).published_at).toBe(expected);
  });

  it.each([
    ["  Deux\n lignes\tici ", "Deux lignes ici"],
    ["a\u0008b\ud800", "ab\ufffd"],
    ["Fin\u202f!", "Fin\u202f!"],
    ['<b>Titre</b> & "guillemets"', '<b>Titre</b> & "guillemets"'],
  ])("has its title %j in one clean line: %j", (title, expected) => {
    expect(DraftSchema.parse({ ...LEAST, title }).title).toBe(expected);
  });

  it("has its URLs as a URL parser writes them", () => {
    const draft = DraftSchema.parse({
      ...LEAST,
      canonical_url: "HTTPS://A.example/é b",
      image: { url: "http://A.example" },
    });
    expect([draft.canonical_url, draft.image?.url]).toEqual(["https://a.example/%C3%A9%20b", "http://a.example/"]);
  });

  it.each([
    [{ body_markdown: "*a*" }, { format: "markdown", source: "*a*" }],
    [{ body_html: "<p>a" }, { format: "html", source: "<p>a" }],
    [{ body_text: "a" }, { format: "text", source: "a" }],
  ])("has its body in one format: %j", (body, expected) => {
    expect(bodySource(DraftSchema.parse({ language: "fr", title: "t", ...body }))).toEqual(expected);
  });
});

describe("a draft's content", () => {
  const contentFor = (draft: Record<string, unknown>) => contentOf(DraftSchema.parse({ ...LEAST, ...draft }));

  it("has null for what was not given", () => {
    expect(contentFor({ image: { url: "https://a.example/i.png", alt: "cat" } })).toEqual({
      ok: true,
      value: {
        language: "fr",
        title: "Titre",
        summary: null,
        body: { frame: ["<p>", "</p>"], paragraphs: [{ type: "paragraph", tag: "p", html: "Corps" }] },
        authors: [],
        tags: [],
        tag_labels: {},
        image: { url: "https://a.example/i.png", alt: "cat", caption: null, credit: null, width: null, height: null },
        rights: null,
        correction_note: null,
        canonical_url: null,
        expires_at: null,
      },
    });
  });

  it("lists a tag once", () => {
    const content = contentFor({ tags: ["b", "a", "b"], tag_labels: { a: "A" } });
    expect(content.ok && [content.value.tags, content.value.tag_labels]).toEqual([["b", "a"], { a: "A" }]);
  });

  it("has its links resolved against its canonical URL", () => {
    const content = contentFor({
      body_text: undefined,
      body_markdown: "[x](y)",
      canonical_url: "https://a.example/d/",
    });
    expect(content.ok && content.value.body.paragraphs[0]?.html).toBe('<a href="https://a.example/d/y">x</a>');
  });

  it.each([
    ["body-empty", { body_text: " \n " }],
    ["body-empty", { body_text: undefined, body_html: "<script>x</script><p></p><hr>" }],
    ["body-unsettled", { body_text: undefined, body_html: "<div>".repeat(5_000) }],
    ["body-intricate", { body_text: undefined, body_markdown: "a\n\n> b\n\n".repeat(100_000) }],
    ["body-intricate", { body_text: undefined, body_markdown: "a\n1. b\n".repeat(3_001) }],
    ["content-too-large", { body_text: "é".repeat(700_000) }],
    ["content-too-large", { body_text: "x".repeat(1024 * 1024 + 1) }],
  ])("is refused: %s", (error, draft) => {
    expect(contentFor(draft)).toEqual({ ok: false, error });
  });

  it.each([
    ["a long list", "- un\n".repeat(5_000)],
    ["many quotations", "Un.\n\n> Deux.\n\n".repeat(1_000)],
  ])("may have %s", (_, body_markdown) => {
    expect(contentFor({ body_text: undefined, body_markdown }).ok).toBe(true);
  });

  it("may be a mebibyte long", () => {
    expect(contentFor({ body_text: "x".repeat(1024 * 1024) }).ok).toBe(true);
  });

  it("may be an image alone", () => {
    const draft = { body_text: undefined, body_html: '<img src="https://a.example/i.png">' };
    expect(contentFor(draft).ok).toBe(true);
  });
});
