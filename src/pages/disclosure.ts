import type { Provenance, Rendition } from "../articles/article.ts";
import { reviewerName } from "../articles/provenance.ts";
import { paths } from "../articles/publication.ts";
import { textOf } from "../articles/text.ts";
import { day, moment } from "./dates.ts";
import { languageName } from "./language-names.ts";
import { listed } from "./lists.ts";
import { html, joined, type Markup, NOTHING } from "./markup.ts";
import type { Messages } from "./messages.ts";
import { ownVoice } from "./voice.ts";

/**
 * Whether a reader must be told that a machine translated it (EU AI Act, Art. 50). A translation that
 * came with the article counts as a machine's: nothing says that a person made it.
 */
export function byMachine({ engines }: Provenance): boolean {
  return engines.some((engine) => engine !== "person");
}

/**
 * What the reader is told of a translation, with the way to the original. Nothing on an original.
 * @param besides another way for the reader, if there is one
 */
export function translationNotice(rendition: Rendition, m: Messages, besides: Markup = NOTHING): Markup {
  const { translation, slug, language } = rendition;
  if (translation === null) return NOTHING;
  const source = translation.source_language;
  const name = languageName(source, m);
  const stale = translation.stale ? html`<p>${m.stale}</p>\n` : NOTHING;
  return html`<aside role="note" class="translation"${ownVoice(language, m)}>
<p>${joined(sentences(translation, name, m), " ")} <a href="${paths.article(source, slug)}" hreflang="${source}">${m.readOriginal(name)}</a>${besides}</p>
${stale}</aside>
`;
}

/**
 * The same notice for a feed, whose reader may show nothing but the text: absolute links, no classes.
 * Empty on an original.
 */
export function feedNotice(rendition: Rendition, origin: string, m: Messages): string {
  const { translation, slug } = rendition;
  if (translation === null) return "";
  const source = translation.source_language;
  const name = languageName(source, m);
  const stale = translation.stale ? html` ${m.stale}` : NOTHING;
  const link = html`<a href="${origin}${paths.article(source, slug)}" hreflang="${source}">${m.readOriginal(name)}</a>`;
  return html`<p><small>${joined(sentences(translation, name, m), " ")}${stale} ${link}</small></p>`.source;
}

/** The same notice as plain text, on one line, with the address of the original. Empty on an original. */
export function plainNotice(rendition: Rendition, origin: string, m: Messages): string {
  const { translation, slug } = rendition;
  if (translation === null) return "";
  const source = translation.source_language;
  const name = languageName(source, m);
  const told = sentences(translation, name, m).map(({ source: markup }) => textOf(markup));
  if (translation.stale) told.push(m.stale);
  // In angle brackets, so that nobody takes what stands beside it for a part of it (RFC 3986, appendix C).
  return [...told, m.readOriginal(name), `<${origin}${paths.article(source, slug)}>`].join(" ");
}

/** A correction's note for a feed; empty where there is none. */
export function feedCorrection({ correction_note: note }: Rendition, m: Messages): string {
  return note === null ? "" : html`<p><strong>${m.correction}</strong> ${note}</p>`.source;
}

function sentences(translation: Provenance, source: string, m: Messages): Markup[] {
  const { engines, reviewed, translated_at, source_revision } = translation;
  // An article may be a picture and a number: nothing was translated.
  if (engines.length === 0) return [];
  const made = m.madeFrom(moment(translated_at, m), source_revision);
  if (reviewed === null) return [...translators(translation, source, m), made];
  const review = m.reviewedBy(html`<bdi>${reviewerName(reviewed.by)}</bdi>`, day(reviewed.at, m));
  return [...translators(translation, source, m), review, made];
}

function translators({ engines, reviewed }: Provenance, source: string, m: Messages): Markup[] {
  const machines = engines.filter((engine) => engine !== "person");
  if (machines.length === 0) return [html`${m.translatedByPerson(source)}`];
  const names = machines.map((engine) => html`<bdi>${m.engines[engine]}</bdi>`);
  const told = [m.translatedByMachine(source, listed(names, m))];
  if (machines.length < engines.length) return [...told, html`${m.partlyReworded}`];
  return reviewed === null ? [...told, html`${m.notReviewed}`] : told;
}
