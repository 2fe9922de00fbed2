import type { Engine, Provenance, Rendition } from "../articles/article.ts";
import { labels } from "../articles/labels.ts";
import { type DigitalSource, digitalSource, reviewerName } from "../articles/provenance.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { html, type Markup, trusted } from "./markup.ts";
import { messages } from "./messages.ts";

/** The article as linked data, in the element that search engines read. */
export function jsonLd(rendition: Rendition, publication: Publication, description: string | null): Markup {
  const data = JSON.stringify(newsArticle(rendition, publication, description));
  return html`<script type="application/ld+json">${trusted(inert(data))}</script>
`;
}

/** schema.org NewsArticle; for a translation also where it comes from (promise 8). */
export function newsArticle(rendition: Rendition, publication: Publication, description: string | null): object {
  const { slug, language, canonical_url, translation, image } = rendition;
  const url = publication.origin + paths.article(language, slug);
  const keywords = labels(rendition);
  const publisher = { "@type": "Organization", name: publication.title, url: `${publication.origin}/` };
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": url,
    url: translation === null && canonical_url !== null ? canonical_url : url,
    headline: rendition.title,
    ...(description !== null && { description }),
    datePublished: rendition.published_at,
    dateModified: rendition.updated_at,
    ...(rendition.expires_at && { expires: rendition.expires_at }),
    inLanguage: language,
    ...(rendition.authors.length > 0 && {
      author: rendition.authors.map(({ name }) => ({
        "@type": name === publication.title ? "Organization" : "Person",
        name,
      })),
    }),
    ...(image !== null && { image: imageObject(image) }),
    ...(keywords.length > 0 && { keywords }),
    ...(rendition.rights !== null && { copyrightNotice: rendition.rights }),
    ...(rendition.correction_note !== null && {
      correction: { "@type": "CorrectionComment", text: rendition.correction_note },
    }),
    publisher,
    ...(translation !== null && provenance(translation, slug, publication)),
  };
}

/** schema.org has IPTC's codes under names of its own (IPTCDigitalSourceEnumeration). */
const DIGITAL_SOURCES: Record<DigitalSource, string> = {
  trainedAlgorithmicMedia: "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
  compositeWithTrainedAlgorithmicMedia: "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
};

function provenance(translation: Provenance, slug: string, publication: Publication): object {
  const { source_language, source_revision, reviewed } = translation;
  const original = publication.origin + paths.article(source_language, slug);
  const names = new Set(translation.engines.map((engine) => translatorName(engine, publication)));
  const source = digitalSource(translation);
  return {
    translationOfWork: {
      "@type": "NewsArticle",
      "@id": original,
      inLanguage: source_language,
      version: source_revision,
    },
    isBasedOn: original,
    dateCreated: translation.translated_at,
    translator: [...names].map((name) => ({ "@type": "Organization", name })),
    ...(source !== null && { digitalSourceType: DIGITAL_SOURCES[source] }),
    ...(reviewed !== null && { mainEntityOfPage: reviewedPage(reviewed) }),
  };
}

/** That somebody reviewed it schema.org lets only a WebPage say. */
function reviewedPage({ by, at }: NonNullable<Provenance["reviewed"]>): object {
  return {
    "@type": "WebPage",
    reviewedBy: { "@type": "Person", name: reviewerName(by) },
    lastReviewed: at.slice(0, 10),
  };
}

/** The publication answers for its editors' wording and for what it shipped with the article. */
function translatorName(engine: Engine, { title }: Publication): string {
  return engine === "person" || engine === "seed" ? title : messages.en.engines[engine];
}

function imageObject({ url, caption, credit, width, height }: NonNullable<Rendition["image"]>): object {
  return {
    "@type": "ImageObject",
    url,
    ...(caption !== null && { caption }),
    ...(credit !== null && { creditText: credit }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
  };
}

/** Without `<` no text can close the element or open a comment in it (HTML §4.12.1.3). */
function inert(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
