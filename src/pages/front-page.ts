import type { Image, Rendition } from "../articles/article.ts";
import { labelled, type Tag } from "../articles/labels.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { day, moment } from "./dates.ts";
import { byMachine } from "./disclosure.ts";
import { feedDiscovery, languageLinks } from "./head-links.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup, NOTHING } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";
import { locale } from "./open-graph.ts";
import { shell } from "./shell.ts";
import { versionName } from "./versions.ts";
import { ownVoice } from "./voice.ts";

export interface FrontPage {
  language: string;
  /** The tag whose page it is; null for the edition's front page. */
  tag: Tag | null;
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
  tag: Tag | null;
  /** A full timeline page. */
  page: number;
  /** In the order shown: newest first. */
  entries: Rendition[];
  publication: Publication;
}

/** The front page of an edition, or of one of its tags: the newest articles. */
export function frontPage({ language, tag, entries, publication, updatedAt, archive }: FrontPage): string {
  const m = messagesFor(language);
  const when =
    updatedAt === null
      ? NOTHING
      : html`<p class="when"${ownVoice(language, m)}>${m.updated} ${moment(updatedAt, m)}</p>\n`;
  return shell({
    language,
    edition: language,
    title: tag === null ? `${publication.title} – ${ownName(language)}` : `${tag.label} – ${publication.title}`,
    publication,
    head: head(language, tag, publication),
    main: html`${tag === null ? topics(entries, language, m) : html`<h1><bdi>${tag.label}</bdi></h1>\n`}${list(entries, language, m)}${turn(language, tag, m, archive, null)}${when}`,
    measure: null,
    pathIn: (edition) => paths.home(edition, tag?.tag),
    tag,
    versions: null,
    nameIsHeading: tag === null,
  });
}

/** A full timeline page. Pages are numbered in each edition by itself, so other languages lead to their front. */
export function archivePage({ language, tag, page, entries, publication }: ArchivePage): string {
  const m = messagesFor(language);
  const url = publication.origin + paths.archive(language, page, "html", tag?.tag);
  const words = m.archivePage(page);
  const heading =
    tag === null
      ? html`<h1${ownVoice(language, m)}>${words}</h1>`
      : html`<h1><bdi>${tag.label}</bdi> – <span${ownVoice(language, m)}>${words}</span></h1>`;
  return shell({
    language,
    edition: language,
    title: `${tag === null ? "" : `${tag.label} – `}${words} – ${publication.title}`,
    publication,
    head: html`<link rel="canonical" href="${url}">
${feedDiscovery(publication, language, tag)}`,
    main: html`${heading}
${list(entries, language, m)}${turn(language, tag, m, page - 1 || null, page + 1)}`,
    measure: null,
    pathIn: (edition) => paths.home(edition, tag?.tag),
    tag,
    versions: null,
    nameIsHeading: false,
  });
}

/** The way to the pages around this one. */
function turn(language: string, tag: Tag | null, m: Messages, older: number | null, newer: number | null): Markup {
  const to = (page: number | null, rel: string, words: string) =>
    page === null
      ? NOTHING
      : html`<a rel="${rel}" href="${paths.archive(language, page, "html", tag?.tag)}">${words}</a>\n`;
  if (older === null && newer === null) return NOTHING;
  return html`<nav class="turn" aria-label="${m.pages}"${ownVoice(language, m)}>
${to(newer, "next", m.newerArticles)}${to(older, "prev", m.olderArticles)}</nav>
`;
}

const MOST_TOPICS = 12;

/** The tags of what is on the page, the most frequent first. */
function topics(entries: Rendition[], language: string, m: Messages): Markup {
  const counted = new Map<string, { tag: Tag; times: number }>();
  for (const tag of entries.flatMap(labelled)) {
    const known = counted.get(tag.tag);
    if (known) known.times++;
    else counted.set(tag.tag, { tag, times: 1 });
  }
  if (counted.size === 0) return NOTHING;
  const items = [...counted.values()]
    .sort((a, b) => b.times - a.times)
    .slice(0, MOST_TOPICS)
    .map(({ tag: { tag, label } }) => html`<li><a href="${paths.home(language, tag)}"><bdi>${label}</bdi></a></li>\n`);
  // The labels are in the edition's language; the name of the list is in the page's own voice, if that is another.
  return html`<nav class="topics" aria-label="${m.tags}"><ul class="row">
${items}</ul></nav>
`;
}

function head(language: string, tag: Tag | null, publication: Publication): Markup {
  const pathIn = (edition: string) => paths.home(edition, tag?.tag);
  const url = publication.origin + pathIn(language);
  return html`<link rel="canonical" href="${url}">
${languageLinks(publication, pathIn, tag === null ? "/" : null)}${feedDiscovery(publication, language, tag)}<meta property="og:type" content="website">
<meta property="og:site_name" content="${publication.title}">
<meta property="og:title" content="${tag === null ? publication.title : tag.label}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${locale(language)}">
`;
}

function list(entries: Rendition[], language: string, m: Messages): Markup {
  if (entries.length === 0) return html`<p class="empty"${ownVoice(language, m)}>${m.noArticles}</p>\n`;
  return html`<ol class="entries" role="list">
${entries.map((entry, i) => item(entry, i === 0, m))}</ol>
`;
}

/** A machine's title is disclosed where it is read, not only on the page that it leads to. */
function item(entry: Rendition, isFirst: boolean, m: Messages): Markup {
  const { language, slug, title, summary, published_at, translation, image } = entry;
  const machine = translation !== null && byMachine(translation) ? html` · ${versionName(translation, m)}` : NOTHING;
  const lede = summary === null ? NOTHING : html`<p>${summary}</p>\n`;
  return html`<li><article${image === null ? NOTHING : html` class="pictured"`}><div>
<h2><a href="${paths.article(language, slug)}">${title}</a></h2>
${lede}<p class="when"${ownVoice(language, m)}>${day(published_at, m)}${machine}</p>
</div>${image === null ? NOTHING : picture(image, isFirst)}</article></li>
`;
}

/** The style sheet gives every picture of a list the same shape, so that nothing moves when it arrives. */
function picture({ url, alt }: Image, isFirst: boolean): Markup {
  return html`<img src="${url}" alt="${alt}" width="3" height="2" loading="${isFirst ? "eager" : "lazy"}">
`;
}
