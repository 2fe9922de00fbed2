import type { Rendition } from "../articles/article.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { bodyText } from "./body-text.ts";

/** A rendition as plain text: title, summary, byline, body, where it comes from. `notice` is plain text too. */
export function articleText(rendition: Rendition, publication: Publication, notice: string): string {
  const { title, summary, authors, published_at, image, correction_note, rights } = rendition;
  const byline = [authors.map(({ name }) => name).join(", "), published_at.slice(0, 10)].filter((part) => part !== "");
  const picture = image && [image.caption ?? image.alt, image.credit && `(${image.credit})`, image.url];
  const parts = [
    title,
    summary,
    byline.join(" · "),
    correction_note,
    bodyText(rendition.body),
    picture?.filter((part) => part).join(" "),
    rights,
    notice,
    publication.origin + paths.article(rendition.language, rendition.slug),
  ];
  return `${parts.filter((part) => part).join("\n\n")}\n`;
}
