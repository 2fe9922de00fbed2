import { describe, expect, it } from "vitest";
import type { Provenance } from "../../../src/articles/article.ts";
import { articlePage } from "../../../src/pages/article-page.ts";
import { comparePage } from "../../../src/pages/compare-page.ts";
import { archivePage, frontPage } from "../../../src/pages/front-page.ts";
import { newsArticle } from "../../../src/pages/json-ld.ts";
import { problemPage } from "../../../src/pages/problem-page.ts";
import { elements, linkedData, one, parsed, text } from "./parsed.ts";
import { english, publication } from "./samples.ts";

const ATTACKS = [
  `</script><script>alert(1)</script>`,
  `<!--<script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `</title></style></aside><svg onload=alert(1)>`,
  `&lt;script&gt; &amp; \u2028\u2029 \${title} $& $1`,
  `\u202Eevil\u202C </bdi>`,
  `\u2067</bdi>${"long ".repeat(200)}`,
];

/** Every text that an editor, an engine or the configuration can put on a page. */
function poisoned(attack: string) {
  const rendition = {
    ...english,
    title: attack,
    summary: attack,
    authors: [{ name: attack }],
    tags: ["a"],
    tag_labels: { a: attack },
    image: { url: `https://img.example/?${attack}`, alt: attack, caption: attack, credit: attack, width: 1, height: 1 },
    rights: attack,
    correction_note: attack,
    translation: {
      ...(english.translation as Provenance),
      reviewed: { by: attack, at: "2025-11-25T09:00:00.000Z" },
    },
  };
  return { rendition, hostile: { ...publication, title: attack } };
}

function expectInert(page: string, elementsElsewhere: string[]) {
  const all = elements(parsed(page));
  expect(all.map(({ tagName }) => tagName)).toEqual(elementsElsewhere);
  for (const { properties } of all) {
    expect(Object.keys(properties).filter((name) => /^on|^style$/i.test(name))).toEqual([]);
  }
}

const shape = (page: string) => elements(parsed(page)).map(({ tagName }) => tagName);

describe.each(ATTACKS)("%j", (attack) => {
  const { rendition, hostile } = poisoned(attack);
  const harmless = poisoned("harmless");

  it("adds no element and no event to an article's page, and reads as it was written", () => {
    const page = articlePage(rendition, hostile);
    expectInert(page, shape(articlePage(harmless.rendition, harmless.hostile)));
    expect(text(one(parsed(page), "h1"))).toBe(attack);
    expect(one(parsed(page), "img").properties["alt"]).toBe(attack);
  });

  it("adds nothing to the page that compares", () => {
    expectInert(
      comparePage(rendition, rendition, hostile),
      shape(comparePage(harmless.rendition, harmless.rendition, harmless.hostile)),
    );
  });

  it("comes back unchanged from the linked data", () => {
    const page = articlePage(rendition, hostile);
    expect(linkedData(parsed(page))).toEqual(newsArticle(rendition, hostile, attack));
    expect(page.match(/<script|<!--|\u2028.*<\/script>/g)).toHaveLength(1);
  });

  it("adds nothing to a front page, a tag's or a problem's", () => {
    const front = { language: "en", tag: null, archive: null, updatedAt: "2025-11-24T10:00:00.000Z" };
    expectInert(
      frontPage({ ...front, entries: [rendition], publication: hostile }),
      shape(frontPage({ ...front, entries: [harmless.rendition], publication: harmless.hostile })),
    );
    const tagged = (label: string) => ({ ...front, tag: { tag: "a", label }, archive: 2 });
    expectInert(
      frontPage({ ...tagged(attack), entries: [rendition], publication: hostile }),
      shape(frontPage({ ...tagged("harmless"), entries: [harmless.rendition], publication: harmless.hostile })),
    );
    expectInert(
      archivePage({ ...tagged(attack), page: 2, entries: [rendition], publication: hostile }),
      shape(
        archivePage({ ...tagged("harmless"), page: 2, entries: [harmless.rendition], publication: harmless.hostile }),
      ),
    );
    const problem = { language: "en", status: 404, kind: "not-found" } as const;
    expectInert(
      problemPage({ ...problem, publication: hostile }),
      shape(problemPage({ ...problem, publication: harmless.hostile })),
    );
  });
});
