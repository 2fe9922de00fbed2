import { describe, expect, it } from "vitest";
import { articleText } from "../../../src/formats/plain-text.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { publication } from "../pages/samples.ts";
import { article } from "../translation/sample.ts";

describe("an article as plain text", () => {
  it("has title, summary, byline, note, body, image, rights, notice and address", () => {
    const notice = "Traduit. Lire <https://news.example/fr/articles/sommet>";
    expect(articleText(ownRendition(article()), publication, notice)).toBe(`Sommet à Marrakech

Trois jours de débats.

Amina Benali · 2025-11-24

Le lieu a été corrigé.

Un accord est trouvé.

- Suite
- Suite

npm start

2025

[Une carte]

La salle du sommet (Photo MAP) https://a.example/i.png

© Dragoman

Traduit. Lire <https://news.example/fr/articles/sommet>

https://news.example/fr/articles/sommet
`);
  });

  it("leaves out what is not there, without a gap", () => {
    const bare = article({ summary: null, image: null, authors: [], rights: null, correction_note: null }, "<p>a</p>");
    expect(articleText(ownRendition(bare), publication, "")).toBe(
      "Sommet à Marrakech\n\n2025-11-24\n\na\n\nhttps://news.example/fr/articles/sommet\n",
    );
  });

  it("has an image's alternative text where it has no caption", () => {
    const image = {
      url: "https://a.example/i.png",
      alt: "Une salle",
      caption: null,
      credit: null,
      width: null,
      height: null,
    };
    expect(articleText(ownRendition(article({ image })), publication, "")).toContain(
      "\n\nUne salle https://a.example/i.png\n\n",
    );
  });

  it("keeps signs, breaks and right-to-left text as they are", () => {
    const story = article(
      { title: '<b> & "x"' },
      "<p>&lt;script&gt; &amp;amp;<br>مرحبا \u{1f600}</p><ul><li>---</li></ul>",
    );
    const text = articleText(ownRendition(story), publication, "");
    expect(text.startsWith('<b> & "x"\n\n')).toBe(true);
    expect(text).toContain("\n\n<script> &amp;\nمرحبا \u{1f600}\n\n- ---\n\n");
  });
});
