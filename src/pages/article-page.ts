import type { Image, Rendition } from "../articles/article.ts";
import { labelled } from "../articles/labels.ts";
import { isUnreviewed } from "../articles/provenance.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { bodyMarkup } from "./body.ts";
import { moment, sameMinute } from "./dates.ts";
import { description } from "./description.ts";
import { translationNotice } from "./disclosure.ts";
import { feedDiscovery, formatLinks, languageLinks } from "./head-links.ts";
import { jsonLd } from "./json-ld.ts";
import { listed } from "./lists.ts";
import { html, joined, type Markup, NOTHING } from "./markup.ts";
import { type Messages, messagesFor } from "./messages.ts";
import { openGraph } from "./open-graph.ts";
import { shell } from "./shell.ts";
import { versionsOf } from "./versions.ts";
import { ownVoice } from "./voice.ts";

/** The reader's page of one article in one edition. */
export function articlePage(rendition: Rendition, publication: Publication): string {
  return shell({
    language: rendition.language,
    edition: rendition.language,
    title: `${rendition.title} – ${publication.title}`,
    publication,
    head: head(rendition, publication),
    main: main(rendition),
    measure: "text",
    pathIn: (language) => paths.article(language, rendition.slug),
    tag: null,
    versions: versionsOf(rendition),
    nameIsHeading: false,
  });
}

function head(rendition: Rendition, publication: Publication): Markup {
  const { language, slug } = rendition;
  const about = description(rendition);
  const canonical = canonicalUrl(rendition, publication);
  const meta = about === null ? NOTHING : html`<meta name="description" content="${about}">\n`;
  return html`${robots(rendition, publication)}${meta}<link rel="canonical" href="${canonical}">
${languageLinks(publication, (edition) => paths.article(edition, slug), paths.door(slug))}${formatLinks(publication, language, slug)}${feedDiscovery(publication, language)}${openGraph(rendition, publication, canonical, about)}${jsonLd(rendition, publication, about)}`;
}

/** What search engines may show of it, and whether at all. */
function robots({ language, translation }: Rendition, { noindexUnreviewed = [] }: Publication): Markup {
  const isLeftOut = translation !== null && isUnreviewed(translation) && noindexUnreviewed.includes(language);
  return html`<meta name="robots" content="${isLeftOut ? "noindex" : "max-image-preview:large"}">\n`;
}

/** An original may have appeared elsewhere first; its translations have appeared here only. */
function canonicalUrl({ language, slug, canonical_url, translation }: Rendition, { origin }: Publication): string {
  if (translation === null && canonical_url !== null) return canonical_url;
  return origin + paths.article(language, slug);
}

function main(rendition: Rendition): Markup {
  const m = messagesFor(rendition.language);
  const { summary, rights } = rendition;
  return html`<article>
<h1>${rendition.title}</h1>
${summary === null ? NOTHING : html`<p class="lede">${summary}</p>\n`}${byline(rendition, m)}${translationNotice(rendition, m, comparison(rendition, m))}${correction(rendition, m)}${figure(rendition.image)}${bodyMarkup(rendition.body, m)}
${rights === null ? NOTHING : html`<p class="rights"><bdi>${rights}</bdi></p>\n`}${tagList(rendition, m)}</article>
`;
}

function byline({ authors, language, published_at, updated_at }: Rendition, m: Messages): Markup {
  const names = listed(
    authors.map(({ name }) => html`<bdi>${name}</bdi>`),
    m,
  );
  const by = authors.length === 0 ? NOTHING : html`<p class="by">${m.by} ${names}</p>\n`;
  const dates = [html`${m.published} ${moment(published_at, m)}`];
  if (!sameMinute(published_at, updated_at)) dates.push(html`${m.updated} ${moment(updated_at, m)}`);
  return html`<div class="byline"${ownVoice(language, m)}>
${by}<p>${joined(dates, " · ")}</p>
</div>
`;
}

function comparison({ language, slug, translation }: Rendition, m: Messages): Markup {
  if (translation?.engines.length === 0) return NOTHING;
  return html` · <a class="compare" href="${paths.compare(language, slug)}">${m.compare}</a>`;
}

function correction({ correction_note, language }: Rendition, m: Messages): Markup {
  if (correction_note === null) return NOTHING;
  return html`<aside role="note" class="correction"><p><strong${ownVoice(language, m)}>${m.correction}</strong> <bdi>${correction_note}</bdi></p></aside>
`;
}

/** Eager: it is what the reader sees first. Width and height keep the text from jumping. */
function figure(image: Image | null): Markup {
  if (image === null) return NOTHING;
  const { url, alt, caption, credit, width, height } = image;
  const size = width !== null && height !== null ? html` width="${width}" height="${height}"` : NOTHING;
  const words = [caption, credit].filter((text) => text !== null).map((text) => html`<bdi>${text}</bdi>`);
  const told = words.length === 0 ? NOTHING : html`<figcaption>${joined(words, " · ")}</figcaption>`;
  return html`<figure><img src="${url}" alt="${alt}"${size} loading="eager">${told}</figure>
`;
}

function tagList(rendition: Rendition, m: Messages): Markup {
  const to = (tag: string) => paths.home(rendition.language, tag);
  const items = labelled(rendition).map(
    ({ tag, label }) => html`<li><a rel="tag" href="${to(tag)}"><bdi>${label}</bdi></a></li>\n`,
  );
  if (items.length === 0) return NOTHING;
  return html`<div class="tags"><p${ownVoice(rendition.language, m)}>${m.tags}</p><ul class="row">
${items}</ul></div>
`;
}
