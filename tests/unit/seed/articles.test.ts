import { describe, expect, it } from "vitest";
import { article, faultsOf, seedOf } from "./seed-folder.ts";

describe("articles/", () => {
  it("become drafts as the desk takes them", () => {
    const file = article({
      front: { authors: "[{name: Ada}]", tags: "[un]", tag_labels: "{un: Un}" },
      body: "*Bonjour*.",
    });
    expect(seedOf({ "articles/essai.fr.md": file }).articles).toEqual([
      {
        slug: "essai",
        draft: {
          language: "fr",
          title: "Essai",
          body_markdown: "\n*Bonjour*.\n",
          authors: [{ name: "Ada" }],
          tags: ["un"],
          tag_labels: { un: "Un" },
          published_at: "2025-11-24T10:00:00.000Z",
          aliases: [],
          minor: false,
        },
      },
    ]);
  });

  it("read the same with Windows line ends and a byte order mark", () => {
    const file = article({});
    const windows = `\uFEFF${file.replaceAll("\n", "\r\n")}`;
    expect(seedOf({ "articles/essai.fr.md": windows })).toEqual(seedOf({ "articles/essai.fr.md": file }));
  });

  it("keep a rule of three dashes in the body", () => {
    const [found] = seedOf({ "articles/essai.fr.md": article({ body: "Un.\n\n---\n\nDeux." }) }).articles;
    expect(found?.draft.body_markdown).toBe("\nUn.\n\n---\n\nDeux.\n");
  });

  it.each<[string, string, string | Uint8Array, string[]]>([
    ["another name", "Essai.md", "", ["1: is not named {slug}.{lang}.md, as my-article.fr.md"]],
    ["no front matter", "essai.fr.md", "Bonjour.\n", ["1: has no front matter: YAML between two lines of ---"]],
    [
      "front matter without an end",
      "essai.fr.md",
      "---\nslug: essai\n",
      ["1: has no front matter: YAML between two lines of ---"],
    ],
    [
      "front matter of another kind",
      "essai.fr.md",
      "---\n- essai\n---\n\nUn.\n",
      ["1: the front matter is not a list of `name: value`"],
    ],
    [
      "a title with a colon that is not quoted",
      "essai.fr.md",
      article({ front: { title: "Un titre : avec deux-points" } }),
      ['4: Nested mappings are not allowed in compact mappings: quote a value that has a colon, as "Un titre : suite"'],
    ],
    [
      "a name given twice",
      "essai.fr.md",
      article({ front: { rights: "a\nrights: b" } }),
      ["7: Map keys must be unique"],
    ],
    [
      "an alias",
      "essai.fr.md",
      article({ front: { rights: "&a b\ncorrection_note: *a" } }),
      ["7: YAML aliases are not taken"],
    ],
    [
      "another slug",
      "essai.fr.md",
      article({ front: { slug: "autre" } }),
      ["2: slug: must be essai, as the file's name says"],
    ],
    [
      "another language",
      "essai.fr.md",
      article({ front: { language: "en" } }),
      ["3: language: must be fr, as the file's name says"],
    ],
    ["no title", "essai.fr.md", article({ front: { title: null } }), ["1: title: must be given"]],
    ["an empty title", "essai.fr.md", article({ front: { title: '""' } }), ["4: title: must not be empty"]],
    ["an unknown field", "essai.fr.md", article({ front: { titel: "Essai" } }), ["6: titel: no such field"]],
    [
      "a field of its body",
      "essai.fr.md",
      article({ front: { body_markdown: "Un." } }),
      ["6: body_markdown has no place in front matter; the body stands below it"],
    ],
    [
      "a date that is none",
      "essai.fr.md",
      article({ front: { published_at: "hier" } }),
      ["5: published_at: an RFC 3339 date and time such as 2025-11-24T10:00:00Z"],
    ],
    ["no date", "essai.fr.md", article({ front: { published_at: null } }), ["1: published_at: is missing"]],
    [
      "a date to come",
      "essai.fr.md",
      article({ front: { published_at: "2026-02-01T00:00:00Z" } }),
      ["5: published_at: lies in the future"],
    ],
    [
      "a bad tag",
      "essai.fr.md",
      article({ front: { tags: "\n  - un\n  - Deux", tag_labels: "{un: Un}" } }),
      ["8: tags.1: lower-case ASCII words joined by hyphens, at most 100 characters"],
    ],
    [
      "a tag without a label",
      "essai.fr.md",
      article({ front: { tags: "[un, deux]", tag_labels: "{un: Un}" } }),
      ["7: tag_labels: has no label for deux"],
    ],
    [
      "a label without its tag",
      "essai.fr.md",
      article({ front: { tag_labels: "\n  un: Un" } }),
      ["7: tag_labels.un: labels a tag that tags does not list"],
    ],
    ["an empty body", "essai.fr.md", article({ body: "" }), ["7: the body has no text and no image"]],
    [
      "other bytes than UTF-8",
      "essai.fr.md",
      Buffer.from(article({ front: { title: "Défi" } }), "latin1"),
      ["4: not UTF-8"],
    ],
  ])("with %s are a fault, with its line", (_, name, content, faults) => {
    expect(faultsOf({ [`articles/${name}`]: content })).toEqual(
      faults.map((fault) => `kv-seed/articles/${name}:${fault}`),
    );
  });

  it("may not share a slug", () => {
    const files = {
      "articles/essai.en.md": article({ front: { language: "en" } }),
      "articles/essai.fr.md": article({}),
    };
    expect(faultsOf(files)).toEqual(["kv-seed/articles/essai.fr.md:1: the slug essai is already that of essai.en.md"]);
  });

  it("have all their faults reported at once", () => {
    const file = article({ front: { slug: "autre", language: "en", title: '""', titel: "x", published_at: "hier" } });
    const lines = faultsOf({ "articles/essai.fr.md": file }).map((fault) => fault.split(":")[1]);
    expect(lines).toEqual(["2", "3", "4", "5", "6"]);
  });
});
