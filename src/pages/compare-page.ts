import type { RenderedParagraph, Rendition } from "../articles/article.ts";
import { direction } from "../articles/language.ts";
import { withNotesAt } from "../articles/note-marks.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { paragraphHtml } from "../articles/render.ts";
import { type Aligned, aligned, LINES, type Line, lineOf } from "./align.ts";
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
  const found = aligned(original, translation);
  return shell({
    language,
    edition: language,
    title: `${translation.title} – ${m.comparison} – ${publication.title}`,
    publication,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<h1${ownVoice(language, m)}>${m.comparison}</h1>
${translationNotice(translation, m)}${changeNotice(original, translation, found, m)}${rows(original, translation, found, m)}`,
    measure: null,
    pathIn: (edition) => (edition === original.language ? paths.article(edition, slug) : paths.compare(edition, slug)),
    tag: null,
    versions: versionsOf(translation),
    nameIsHeading: false,
  });
}

/** Why not all is side by side, or that nothing is: a page for checking a translation must not make one up. */
function changeNotice(original: Rendition, { language, translation }: Rendition, found: Aligned | null, m: Messages) {
  if (translation === null || found?.hasChanged === false) return NOTHING;
  const { source_revision } = translation;
  const revisions =
    source_revision === original.revision ? NOTHING : html`${m.otherRevision(original.revision, source_revision)} `;
  return html`<aside role="note"${ownVoice(language, m)}>
<p>${revisions}${found === null ? m.unmatched : m.onlyUnchanged}</p>
</aside>
`;
}

/** Pairs; where nothing is known of them, the two texts as two wholes. */
function rows(original: Rendition, translation: Rendition, found: Aligned | null, m: Messages): Markup {
  const pair = (left: Markup | null, right: Markup | null) =>
    left === null && right === null
      ? NOTHING
      : html`<div class="pair">${cell(left, original)}${cell(right, translation)}</div>\n`;
  const version = versionsOf(translation);
  const title = ({ language }: Rendition) => heading(language, version(language), translation, m);
  const ours = (paragraph: RenderedParagraph) => block(paragraph, original);
  const theirs = (paragraph: RenderedParagraph) =>
    html`${block(paragraph, translation)}${maker(paragraph, translation, m)}`;
  const texts =
    found === null
      ? [pair(whole(original, ours), whole(translation, theirs))]
      : [
          ...found.lines.map(({ name, pair: [left, right] }) => pair(line(name, left), line(name, right))),
          ...found.paragraphs.map(([left, right]) => pair(left && ours(left), right && theirs(right))),
        ];
  return html`${[pair(title(original), title(translation)), ...texts]}`;
}

function whole(rendition: Rendition, markup: (paragraph: RenderedParagraph) => Markup): Markup {
  const lines = LINES.map((name) => line(name, lineOf(rendition, name)) ?? NOTHING);
  return html`${[...lines, ...rendition.body.paragraphs.map(markup)]}`;
}

function cell(content: Markup | null, { language }: Rendition): Markup {
  return html`<div lang="${language}" dir="${direction(language)}">${content ?? NOTHING}</div>`;
}

/** Whose column it is, with the way to its article. */
function heading(language: string, version: string | null, { slug, language: page }: Rendition, m: Messages): Markup {
  const voice = language === page ? ownVoice(page, m) : html` lang="${m.language}" dir="${direction(m.language)}"`;
  return html`<p><strong><a href="${paths.article(language, slug)}">${ownName(language)}</a></strong> <small${voice}>${version}</small></p>`;
}

function line(name: Line, text: string | null): Markup | null {
  if (text === null) return null;
  return name === "title" ? html`<p class="title">${text}</p>` : html`<p>${text}</p>`;
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
