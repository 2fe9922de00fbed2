import type { RenderedParagraph, Rendition } from "../articles/article.ts";
import { direction } from "../articles/language.ts";
import { withNotesAt } from "../articles/note-marks.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { paragraphHtml } from "../articles/render.ts";
import { aligned } from "./align.ts";
import { byMachine, translationNotice } from "./disclosure.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup, NOTHING, trusted } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";
import { shell } from "./shell.ts";
import { versionsOf } from "./versions.ts";
import { ownVoice } from "./voice.ts";

/** A translation beside its original, paragraph by paragraph. Not for search engines: both have pages of their own. */
export function comparePage(original: Rendition, translation: Rendition, publication: Publication): string {
  const { language, slug } = translation;
  const m = messagesFor(language);
  return shell({
    language,
    edition: language,
    title: `${translation.title} – ${m.comparison} – ${publication.title}`,
    publication,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<h1${ownVoice(language, m)}>${m.comparison}</h1>
${translationNotice(translation, m)}${rows(original, translation, m)}`,
    measure: null,
    pathIn: (edition) => (edition === original.language ? paths.article(edition, slug) : paths.compare(edition, slug)),
    tag: null,
    versions: versionsOf(translation),
    nameIsHeading: false,
  });
}

function rows(original: Rendition, translation: Rendition, m: Messages): Markup {
  const pair = (left: Markup | null, right: Markup | null) =>
    left === null && right === null
      ? NOTHING
      : html`<div class="pair">${cell(left, original)}${cell(right, translation)}</div>\n`;
  const both = (of: (rendition: Rendition) => Markup | null) => pair(of(original), of(translation));
  const version = versionsOf(translation);
  const paragraphs = aligned(original, translation).map(([left, right]) =>
    pair(left && block(left, original), right && html`${block(right, translation)}${maker(right, translation, m)}`),
  );
  return html`${[
    both(({ language }) => heading(language, version(language), translation, m)),
    both(({ title }) => html`<p class="title">${title}</p>`),
    both(({ summary }) => line(summary)),
    both(({ correction_note }) => line(correction_note)),
    both(({ image }) => line(image?.caption ?? null)),
    ...paragraphs,
  ]}`;
}

function cell(content: Markup | null, { language }: Rendition): Markup {
  return html`<div lang="${language}" dir="${direction(language)}">${content ?? NOTHING}</div>`;
}

/** Whose column it is, with the way to its article. */
function heading(language: string, version: string | null, { slug, language: page }: Rendition, m: Messages): Markup {
  const voice = language === page ? ownVoice(page, m) : html` lang="${m.language}" dir="${direction(m.language)}"`;
  return html`<p><strong><a href="${paths.article(language, slug)}">${ownName(language)}</a></strong> <small${voice}>${version}</small></p>`;
}

function line(text: string | null): Markup | null {
  return text === null ? null : html`<p>${text}</p>`;
}

/** A paragraph in an element that can stand alone; its notes are on the article's own page. */
function block(paragraph: RenderedParagraph, { language, slug }: Rendition): Markup {
  const { type, html: inner } = paragraph;
  const markup = trusted(withNotesAt(paths.article(language, slug), inner));
  switch (type) {
    case "list-item":
      return html`<ul><li>${markup}</li></ul>`;
    case "caption":
    case "table-cell":
    case "alternative-text":
      return html`<p>${markup}</p>`;
    default:
      return trusted(paragraphHtml({ ...paragraph, html: markup.source }));
  }
}

/** A translation that machines made says which paragraphs a person wrote. */
function maker({ engine }: RenderedParagraph, { translation, language }: Rendition, m: Messages): Markup {
  if (engine !== "person" || translation === null || !byMachine(translation)) return NOTHING;
  return html`<p><small${ownVoice(language, m)}>${m.humanTranslation}</small></p>`;
}
