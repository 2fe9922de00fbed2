import type { Article, Engine, Image, RenderedParagraph } from "../articles/article.ts";
import { escapeText, textOf } from "../articles/text.ts";
import { prose } from "./prose.ts";

/** One paragraph of an article, wherever it stands, as canonical inline HTML. */
export interface Unit {
  /** Where it stands: `title`, `summary`, `body.3`, `image.alt`, `tag.maroc`… */
  place: string;
  html: string;
}

/** A unit's text in another language; `engine` is null where there was nothing to translate. */
export interface Translated {
  html: string;
  engine: Engine | null;
}

/** Every paragraph of an article that an edition translates: body, title, summary, image texts, note, labels. */
export function unitsOf(article: Article): Unit[] {
  const units: Unit[] = [];
  const add = (place: string, text: string | null | undefined) => {
    if (text) units.push({ place, html: escapeText(text) });
  };
  add("title", article.title);
  add("summary", article.summary);
  article.body.paragraphs.forEach((p, i) => {
    units.push({ place: `body.${i}`, html: p.html });
  });
  add("image.alt", article.image?.alt);
  add("image.caption", article.image?.caption);
  add("correction_note", article.correction_note);
  for (const [tag, label] of Object.entries(article.tag_labels)) add(`tag.${tag}`, label);
  return units;
}

/** Whether a unit has words at all: numbers, rules, code and addresses are the same in every language. */
export function hasWords(unit: Unit, article: Article): boolean {
  const index = unit.place.startsWith("body.") ? Number(unit.place.slice(5)) : -1;
  if (article.body.paragraphs[index]?.type === "code") return false;
  return /\p{L}/u.test(prose(unit.html));
}

/** The article's own fields, each unit replaced by its translation. */
export function withTranslations(article: Article, translated: (place: string) => Translated) {
  const text = (place: string) => textOf(translated(place).html);
  const image: Image | null = article.image && {
    ...article.image,
    alt: article.image.alt && text("image.alt"),
    caption: article.image.caption && text("image.caption"),
  };
  return {
    title: text("title"),
    summary: article.summary && text("summary"),
    body: {
      frame: article.body.frame,
      paragraphs: article.body.paragraphs.map((p, i): RenderedParagraph => ({ ...p, ...translated(`body.${i}`) })),
    },
    image,
    correction_note: article.correction_note && text("correction_note"),
    tag_labels: Object.fromEntries(Object.keys(article.tag_labels).map((tag) => [tag, text(`tag.${tag}`)])),
  };
}
