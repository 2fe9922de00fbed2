import type { Engine, Image, Provenance, Rendition } from "../articles/article.ts";
import { imageType } from "../articles/image-type.ts";
import { labelled } from "../articles/labels.ts";
import { withNotesAt } from "../articles/note-marks.ts";
import { reviewerName, statedProvenance } from "../articles/provenance.ts";
import { type Publication, paths, tagUri } from "../articles/publication.ts";
import { bodyHtml } from "../articles/render.ts";
import { bodyText } from "./body-text.ts";

/** What is said in the edition's own words. */
export interface NinjsWords {
  title: string;
  description: string;
  engines: Record<Engine, string>;
  /** Who translated it, from what, and who reviewed it; plain text, empty on an original. */
  notice(rendition: Rendition): string;
}

export const STANDARD = {
  name: "ninjs",
  version: "3.1",
  schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
};

/** A rendition as IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/), the news agencies' JSON. */
export function articleNinjs(rendition: Rendition, publication: Publication, words: NinjsWords): string {
  return JSON.stringify({ standard: STANDARD, ...ninjsItem(rendition, publication, words) });
}

/** Its members; those that are undefined are left out. `uri` is the id that the feeds give it. */
export function ninjsItem(rendition: Rendition, publication: Publication, words: NinjsWords) {
  const { language, slug, title, translation } = rendition;
  const url = publication.origin + paths.article(language, slug);
  const versionCreated = changedAt(rendition);
  return {
    uri: tagUri(publication, language, slug),
    type: "text",
    representationType: "full",
    pubStatus: "usable",
    // A translation is worded anew without a new revision: its versions are the seconds in which they were made.
    version: String(translation === null ? rendition.revision : Math.floor(Date.parse(versionCreated) / 1000)),
    versionCreated,
    contentCreated: rendition.published_at,
    expires: rendition.expires_at ?? undefined,
    language,
    title,
    slugline: slug,
    by: rendition.authors.map(({ name }) => name).join(", ") || undefined,
    headlines: [text("main", title)],
    descriptions: listed([
      ...optional("summary", rendition.summary),
      ...optional("correction", rendition.correction_note),
      ...optional("translation", words.notice(rendition) || null),
    ]),
    bodies: [
      text("main", bodyText(rendition.body)),
      { role: "richtext", contentType: "text/html", value: withNotesAt(url, bodyHtml(rendition.body)) },
    ],
    subjects: listed(
      labelled(rendition).map(({ tag, label }) => ({
        name: label,
        uri: publication.origin + paths.home(language, tag),
        literal: tag,
      })),
    ),
    infoSources: listed(sourcesOf(rendition, words)),
    copyrightNotice: rendition.rights ?? undefined,
    digitalSourceType: translation === null ? undefined : digitalSourceType(translation),
    altIds: rendition.canonical_url === null ? undefined : [{ role: "canonical", value: rendition.canonical_url }],
    renditions: renditionsOf(rendition, publication),
    associations: listed([...pictures(rendition), ...originals(rendition, publication)]),
  };
}

/** When its content was last another: of a translation when it was made, reworded or approved. */
function changedAt({ updated_at, translation }: Rendition): string {
  const times = [updated_at, translation?.translated_at ?? "", translation?.reviewed?.at ?? ""];
  return times.reduce((latest, time) => (time > latest ? time : latest));
}

function sourcesOf({ authors, translation }: Rendition, { engines }: NinjsWords) {
  return [
    ...authors.map(({ name }) => ({ name, role: "author" })),
    ...(translation?.engines ?? []).map((engine) => ({ name: engines[engine], role: "translator", literal: engine })),
    ...(translation?.reviewed ? [{ name: reviewerName(translation.reviewed.by), role: "reviewer" }] : []),
  ];
}

/** IPTC's code for what a machine had a hand in; none where persons translated all of it. */
function digitalSourceType(translation: Provenance) {
  const uri = statedProvenance(translation).digital_source_type;
  return uri === null ? undefined : { uri };
}

/** Where else it can be read. */
function renditionsOf({ language, slug, title }: Rendition, { origin }: Publication) {
  const at = (name: string, contentType: string, format: "html" | "json" | "txt") => {
    return { name, href: origin + paths.article(language, slug, format), contentType, title };
  };
  return [at("web", "text/html", "html"), at("json", "application/json", "json"), at("text", "text/plain", "txt")];
}

function pictures({ image, title }: Rendition) {
  return image === null ? [] : [picture(image, title)];
}

function picture(image: Image, title: string) {
  const { url, alt, caption, credit, width, height, bytes } = image;
  return {
    name: alt ?? caption ?? title,
    rel: "picture",
    uri: url,
    type: "picture",
    by: credit ?? undefined,
    descriptions: listed([...optional("caption", caption), ...optional("alternative-text", alt)]),
    renditions: [
      {
        name: "main",
        href: url,
        contentType: imageType(image) ?? undefined,
        width: width ?? undefined,
        height: height ?? undefined,
        sizeInBytes: bytes ?? undefined,
      },
    ],
  };
}

/** The article that a translation was made from, in its own language. */
function originals({ slug, translation }: Rendition, publication: Publication) {
  if (translation === null) return [];
  const { source_language: language, source_revision: revision } = translation;
  const href = publication.origin + paths.article(language, slug);
  return [
    {
      name: `original (${language})`,
      rel: "translationOf",
      uri: tagUri(publication, language, slug),
      type: "text",
      version: String(revision),
      language,
      renditions: [{ name: "web", href, contentType: "text/html" }],
    },
  ];
}

function text(role: string, value: string) {
  return { role, contentType: "text/plain", value };
}

function optional(role: string, value: string | null) {
  return value === null ? [] : [text(role, value)];
}

export function listed<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}
