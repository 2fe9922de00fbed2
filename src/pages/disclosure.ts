import type { Engine, Provenance, Rendition } from "../articles/article.ts";
import { paths } from "../articles/publication.ts";
import { day } from "./dates.ts";
import { languageName } from "./language-names.ts";
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

/** What the reader is told of a translation, with the way to the original. Nothing on an original. */
export function translationNotice(rendition: Rendition, m: Messages): Markup {
  const { translation, slug, language } = rendition;
  if (translation === null) return NOTHING;
  const source = translation.source_language;
  const name = languageName(source, m);
  const stale = translation.stale ? html`<p>${m.stale}</p>\n` : NOTHING;
  return html`<aside role="note" class="translation"${ownVoice(language, m)}>
<p>${joined(sentences(translation, name, m), " ")} <a href="${paths.article(source, slug)}" hreflang="${source}">${m.readOriginal(name)}</a></p>
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

/** A correction's note for a feed; empty where there is none. */
export function feedCorrection({ correction_note: note }: Rendition, m: Messages): string {
  return note === null ? "" : html`<p><strong>${m.correction}</strong> ${note}</p>`.source;
}

function sentences(translation: Provenance, source: string, m: Messages): Markup[] {
  const { reviewed, engines } = translation;
  const review = reviewed ? [m.reviewedBy(html`<bdi>${reviewed.by}</bdi>`, day(reviewed.at, m))] : [];
  if (!byMachine(translation)) return [html`${m.translatedByPerson(source)}`, ...review];
  const machines = engines.filter((engine) => engine !== "person");
  const told = [m.translatedByMachine(source, listed(machines, m))];
  if (machines.length < engines.length) told.push(html`${m.partlyReworded}`);
  else if (reviewed === null) told.push(html`${m.notReviewed}`);
  return [...told, ...review];
}

function listed(engines: Engine[], m: Messages): Markup {
  return joined(
    engines.map((engine) => html`<bdi>${m.engines[engine]}</bdi>`),
    m.comma,
  );
}
