import type { Tag } from "../articles/labels.ts";
import { direction } from "../articles/language.ts";
import { type FeedFormat, type Publication, paths } from "../articles/publication.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup, NOTHING, trusted } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";
import { style } from "./style.ts";
import { ownVoice } from "./voice.ts";

export interface Shell {
  language: string;
  /** The edition that the page belongs to: whose front page and feeds it links. */
  edition: string;
  title: string;
  publication: Publication;
  /** Elements of the head besides charset, viewport, title and style. */
  head: Markup;
  main: Markup;
  /** How the page is set: `text` for reading, null for lists and columns. */
  measure: "text" | null;
  /** Where the language switcher leads. */
  pathIn: (language: string) => string;
  /** The tag whose page it is: the page then links its feeds, not the edition's. */
  tag: Tag | null;
  /** What each edition's version of the article is, in a few words, if they are known; null where there is no article. */
  versions: ((edition: string) => string | null) | null;
  /** On a front page the publication's name is the page's heading. */
  nameIsHeading: boolean;
}

/** A whole page, doctype to `</html>`. The same input gives the same bytes. */
export function shell(page: Shell): string {
  const { language } = page;
  const m = messagesFor(language);
  const own = ownVoice(language, m);
  return html`<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
${page.head}<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main"${own}>${m.skipToContent}</a>
<header class="masthead"${own}>${name(page)}
${switcher(page, m)}</header>
<main id="main" tabindex="-1"${page.measure === null ? NOTHING : html` class="${page.measure}"`}>
${page.main}</main>
<footer${own}>
${feedLinks(page, m)}</footer>
</body>
</html>
`.source;
}

const STYLE = trusted(style);

function name({ edition, publication, nameIsHeading }: Shell): Markup {
  const link = html`<a href="${paths.home(edition)}"><bdi>${publication.title}</bdi></a>`;
  return nameIsHeading ? html`<h1 class="name">${link}</h1>` : html`<p class="name">${link}</p>`;
}

/** `aria-current="true"`: the current one of a set; on a problem's page it is not the page linked. */
function switcher({ edition: current, publication, pathIn, versions }: Shell, m: Messages): Markup {
  const items = publication.editions.map((edition) => {
    const own = html`lang="${edition}" hreflang="${edition}" dir="${direction(edition)}"`;
    const here = edition === current ? html` aria-current="true"` : NOTHING;
    const version = versions?.(edition) ?? null;
    const mark = version === null ? NOTHING : html` <small>${version}</small>`;
    return html`<li><a href="${pathIn(edition)}" ${own}${here}>${ownName(edition)}</a>${mark}</li>\n`;
  });
  return html`<nav aria-label="${m.languages}"><ul class="row">
${items}</ul></nav>
`;
}

function feedLinks({ edition, tag }: Shell, m: Messages): Markup {
  const to = (format: FeedFormat) => paths.feed(edition, format, tag?.tag);
  return html`<nav aria-label="${m.feeds}"><span>${m.feeds}</span><ul class="row">
<li><a href="${to("rss")}">RSS</a></li>
<li><a href="${to("atom")}">Atom</a></li>
<li><a href="${to("json")}">JSON Feed</a></li>
<li><a href="${paths.docs(edition)}">${m.partners}</a></li>
</ul></nav>
`;
}
