import type { Rendition } from "../articles/article.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { day, moment } from "./dates.ts";
import { byMachine } from "./disclosure.ts";
import { feedDiscovery, languageLinks } from "./head-links.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup, NOTHING } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";
import { locale } from "./open-graph.ts";
import { shell } from "./shell.ts";
import { ownVoice } from "./voice.ts";

export interface FrontPage {
  language: string;
  /** In the order shown: newest first. */
  entries: Rendition[];
  publication: Publication;
  /** Latest change; null while the edition is empty. */
  updatedAt: string | null;
  /** The newest archive page, null while there is none. */
  archive: number | null;
}

export interface ArchivePage {
  language: string;
  /** A full timeline page. */
  page: number;
  /** In the order shown: newest first. */
  entries: Rendition[];
  publication: Publication;
}

/** An edition's front page: its newest articles. */
export function frontPage({ language, entries, publication, updatedAt, archive }: FrontPage): string {
  const m = messagesFor(language);
  return shell({
    language,
    edition: language,
    title: `${publication.title} – ${ownName(language)}`,
    publication,
    head: head(language, publication),
    main: html`${updatedAt === null ? NOTHING : html`<p class="when"${ownVoice(language, m)}>${m.updated} ${moment(updatedAt, m)}</p>\n`}${list(entries, language, m)}${turn(language, m, archive, null)}`,
    pathIn: paths.home,
    originalLanguage: null,
    nameIsHeading: true,
  });
}

/** A full timeline page. Pages are numbered in each edition by itself, so other languages lead to their front. */
export function archivePage({ language, page, entries, publication }: ArchivePage): string {
  const m = messagesFor(language);
  const url = publication.origin + paths.archive(language, page);
  return shell({
    language,
    edition: language,
    title: `${m.archivePage(page)} – ${publication.title}`,
    publication,
    head: html`<link rel="canonical" href="${url}">
${feedDiscovery(publication, language)}`,
    main: html`<h1${ownVoice(language, m)}>${m.archivePage(page)}</h1>
${list(entries, language, m)}${turn(language, m, page - 1 || null, page + 1)}`,
    pathIn: paths.home,
    originalLanguage: null,
    nameIsHeading: false,
  });
}

/** The way to the pages around this one. */
function turn(language: string, m: Messages, older: number | null, newer: number | null): Markup {
  const to = (page: number | null, rel: string, words: string) =>
    page === null ? NOTHING : html`<a rel="${rel}" href="${paths.archive(language, page)}">${words}</a>\n`;
  if (older === null && newer === null) return NOTHING;
  return html`<p class="when"${ownVoice(language, m)}>${to(newer, "next", m.newerArticles)}${to(older, "prev", m.olderArticles)}</p>
`;
}

function head(language: string, publication: Publication): Markup {
  const url = publication.origin + paths.home(language);
  return html`<link rel="canonical" href="${url}">
${languageLinks(publication, paths.home, "/")}${feedDiscovery(publication, language)}<meta property="og:type" content="website">
<meta property="og:title" content="${publication.title}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${locale(language)}">
`;
}

function list(entries: Rendition[], language: string, m: Messages): Markup {
  if (entries.length === 0) return html`<p class="empty"${ownVoice(language, m)}>${m.noArticles}</p>\n`;
  return html`<ol class="entries" role="list">
${entries.map((entry) => item(entry, m))}</ol>
`;
}

/** A machine's title is disclosed where it is read, not only on the page that it leads to. */
function item(entry: Rendition, m: Messages): Markup {
  const { language, slug, title, summary, published_at, translation } = entry;
  const machine = translation !== null && byMachine(translation) ? html` · ${m.machineTranslation}` : NOTHING;
  const lede = summary === null ? NOTHING : html`<p>${summary}</p>\n`;
  return html`<li><article>
<h2><a href="${paths.article(language, slug)}">${title}</a></h2>
<p class="when"${ownVoice(language, m)}>${day(published_at, m)}${machine}</p>
${lede}</article></li>
`;
}
