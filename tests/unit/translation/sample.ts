import type { Article } from "../../../src/articles/article.ts";
import { parseBody } from "../../../src/articles/body.ts";

/** A French article with every kind of paragraph; `over` replaces what a test is about. */
export function article(over: Partial<Article> = {}, html = BODY): Article {
  const body = parseBody({ format: "html", source: html });
  if (body === null) throw new Error("the sample's body was refused");
  return {
    id: "a1",
    slug: "sommet",
    language: "fr",
    revision: 3,
    title: "Sommet à Marrakech",
    summary: "Trois jours de débats.",
    body,
    authors: [{ name: "Amina Benali" }],
    tags: ["maroc", "afp"],
    tag_labels: { maroc: "Maroc" },
    image: {
      url: "https://a.example/i.png",
      alt: "Une salle",
      caption: "La salle du sommet",
      credit: "Photo MAP",
      width: 800,
      height: 600,
    },
    rights: "© Dragoman",
    correction_note: "Le lieu a été corrigé.",
    canonical_url: "https://a.example/sommet",
    expires_at: null,
    published_at: "2025-11-24T10:00:00.000Z",
    updated_at: "2025-11-24T12:00:00.000Z",
    ...over,
  };
}

const BODY = `<p>Un <b>accord</b> est <a href="https://a.example/1">trouvé</a>.</p><ul><li>Suite</li><li>Suite</li></ul>
<pre>npm start</pre><p>2025</p><p><img src="https://a.example/2.png" alt="Une carte"></p>`;
