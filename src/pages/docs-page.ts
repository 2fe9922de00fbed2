import { direction } from "../articles/language.ts";
import { FEED_FORMATS, type FeedFormat, type Publication, paths } from "../articles/publication.ts";
import { SAMPLES } from "./docs/samples.ts";
import { type DocsWords, docsWords, type Places, PROVENANCE_FIELDS, type Section } from "./docs/words.ts";
import { feedDiscovery, languageLinks } from "./head-links.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup, NOTHING } from "./markup.ts";
import { messagesFor } from "./messages.ts";
import { shell } from "./shell.ts";
import { voiceLanguage } from "./voice.ts";

/** The parts of the page, in their order; each has its name as its fragment. */
const PARTS = [
  "feeds",
  "polling",
  "entries",
  "provenance",
  "corrections",
  "limits",
  "errors",
  "samples",
  "reference",
] as const;
type Part = (typeof PARTS)[number];

/**
 * The guide for partners, in the language of an edition: all that follows from the configuration, with its URLs whole, to
 * be copied.
 */
export function docsPage(language: string, publication: Publication): string {
  const words = docsWords(language);
  return shell({
    language: voiceLanguage(language),
    edition: language,
    title: `${words.title} – ${publication.title}`,
    publication,
    head: html`<meta name="description" content="${words.lede(publication.title)}">
<link rel="canonical" href="${publication.origin + paths.docs(language)}">
${languageLinks(publication, paths.docs, paths.docsDoor)}${feedDiscovery(publication, language)}`,
    main: html`<h1>${words.title}</h1>
<p class="lede">${words.lede(publication.title)}</p>
${contents(words)}${PARTS.map((part) => section(part, words, language, publication))}`,
    measure: "text",
    pathIn: paths.docs,
    tag: null,
    versions: null,
    nameIsHeading: false,
  });
}

function contents(words: DocsWords): Markup {
  const items = PARTS.map((part) => html`<li><a href="#${part}">${words[part].heading}</a></li>\n`);
  return html`<nav aria-label="${words.contents}"><ul class="row">
${items}</ul></nav>
`;
}

function section(part: Part, words: DocsWords, language: string, publication: Publication): Markup {
  const { heading, text }: Section = words[part];
  const paragraphs = text(places(language, publication)).map((paragraph) => html`<p>${paragraph}</p>\n`);
  return html`<h2 id="${part}">${heading}</h2>
${paragraphs}${besides(part, words, language, publication)}`;
}

/** What a part has besides its text. */
function besides(part: Part, words: DocsWords, language: string, publication: Publication): Markup {
  switch (part) {
    case "feeds":
      return feeds(publication);
    case "provenance":
      return fields(words, language);
    case "samples":
      return samples(language, publication);
    default:
      return NOTHING;
  }
}

function places(language: string, { origin }: Publication): Places {
  const linked = (path: string) => html`<a href="${path}"><code>${origin + path}</code></a>`;
  const spelled = (path: string) => html`<code>${origin + path}</code>`;
  return {
    opml: linked("/feeds.opml"),
    withdrawn: linked(paths.withdrawn(language)),
    sitemap: linked("/sitemap.xml"),
    tagFeed: spelled(`${paths.home(language)}tags/{tag}/rss.xml`),
    archive: spelled(`${paths.home(language)}archive/{n}/rss.xml`),
    article: spelled(`${paths.home(language)}articles/{slug}.json`),
    reference: html`<a href="${paths.reference}" hreflang="en"><code>${origin + paths.reference}</code></a>`,
    openapi: linked(paths.openapi),
  };
}

const NAMES: Record<FeedFormat, string> = { rss: "RSS", atom: "Atom", json: "JSON Feed" };

function feeds({ editions, origin }: Publication): Markup {
  const url = (edition: string, format: FeedFormat) => origin + paths.feed(edition, format);
  const items = (edition: string) =>
    FEED_FORMATS.map(
      (
        format,
      ) => html`<dd><a href="${paths.feed(edition, format)}">${NAMES[format]}</a> <code>${url(edition, format)}</code></dd>
`,
    );
  const rows = editions.map(
    (edition) => html`<dt><span lang="${edition}" dir="${direction(edition)}">${ownName(edition)}</span></dt>
${items(edition)}`,
  );
  return html`<dl>
${rows}</dl>
`;
}

function fields({ provenance: { field, meaning, fields: said } }: DocsWords, language: string): Markup {
  const rows = PROVENANCE_FIELDS.map(
    (name) => html`<tr><th scope="row"><code>${name}</code></th><td>${said[name]}</td></tr>
`,
  );
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${messagesFor(language).table}"><table>
<thead><tr><th scope="col">${field}</th><th scope="col">${meaning}</th></tr></thead>
<tbody>
${rows}</tbody></table></div>
`;
}

function samples(language: string, { origin }: Publication): Markup {
  const at = { feed: origin + paths.feed(language, "json"), withdrawn: origin + paths.withdrawn(language) };
  return html`${SAMPLES.map(
    ({ name, code }) => html`<h3>${name}</h3>
<pre translate="no"><code>${code(at)}</code></pre>
`,
  )}`;
}
