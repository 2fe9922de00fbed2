import type { Rendition } from "../articles/article.ts";
import type { Publication } from "../articles/publication.ts";
import { html, type Markup, NOTHING } from "./markup.ts";
import { messagesFor } from "./messages.ts";

/** Open Graph for an article (ogp.me): what shows where a link to it is shared. */
export function openGraph(
  rendition: Rendition,
  { title, editions }: Publication,
  url: string,
  description: string | null,
): Markup {
  return html`<meta property="og:type" content="article">
<meta property="og:site_name" content="${title}">
<meta property="og:title" content="${rendition.title}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${locale(rendition.language)}">
${editions.filter((edition) => edition !== rendition.language).map((edition) => property("og:locale:alternate", locale(edition)))}${property("og:description", description)}${image(rendition)}<meta property="article:published_time" content="${rendition.published_at}">
<meta property="article:modified_time" content="${rendition.updated_at}">
${property("article:expiration_time", rendition.expires_at ?? null)}<meta name="twitter:card" content="${rendition.image === null ? "summary" : "summary_large_image"}">
`;
}

/** `language_TERRITORY`; a language without a region gets the territory that its messages name. */
export function locale(language: string): string {
  const m = messagesFor(language);
  return m.language === language ? m.openGraphLocale : language.replace("-", "_");
}

/** Width, height and text follow their image: they are its structured properties. */
function image({ image }: Rendition): Markup {
  if (image === null) return NOTHING;
  return html`${property("og:image", image.url)}${property("og:image:width", image.width)}${property("og:image:height", image.height)}${property("og:image:alt", image.alt)}`;
}

function property(name: string, content: string | number | null): Markup {
  if (content === null) return NOTHING;
  return html`<meta property="${name}" content="${content}">
`;
}
