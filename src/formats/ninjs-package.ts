import type { Rendition } from "../articles/article.ts";
import type { Tag } from "../articles/labels.ts";
import { type Publication, paths, tagUri } from "../articles/publication.ts";
import { listed, type NinjsWords, ninjsItem, STANDARD } from "./ninjs.ts";

interface Timeline {
  tag: Tag | null;
  renditions: Rendition[];
  changed_at: string;
}

/**
 * What a feed holds, as one composite object of ninjs: the articles, whole, are its associations, newest first. After
 * them come those that were withdrawn in the last 30 days, by id, as `canceled`.
 */
export function frontNinjs(
  language: string,
  front: Timeline & { withdrawn: { slug: string; at: string }[]; archive: number | null },
  publication: Publication,
  words: NinjsWords,
): string {
  const tag = front.tag?.tag ?? null;
  const canceled = front.withdrawn.map(({ slug, at }) => ({
    name: slug,
    rel: "item",
    uri: tagUri(publication, language, slug),
    type: "text",
    pubStatus: "canceled",
    versionCreated: at,
    language,
  }));
  const links = [
    page("self", publication.origin + paths.feed(language, "ninjs", tag)),
    ...(front.archive === null ? [] : [archived("prev-archive", language, front.archive, tag, publication)]),
  ];
  return packaged(language, front, publication, words, links, canceled);
}

/** A full timeline page; it leads on to the pages around it as the archived feeds do (RFC 5005 §4). */
export function archiveNinjs(
  language: string,
  number: number,
  value: Timeline,
  publication: Publication,
  words: NinjsWords,
): string {
  const tag = value.tag?.tag ?? null;
  const at = (rel: string, to: number) => archived(rel, language, to, tag, publication);
  const links = [
    at("self", number),
    page("current", publication.origin + paths.feed(language, "ninjs", tag)),
    ...(number > 1 ? [at("prev-archive", number - 1)] : []),
    at("next-archive", number + 1),
  ];
  return packaged(language, value, publication, words, links, []);
}

function packaged(
  language: string,
  { tag, renditions, changed_at }: Timeline,
  publication: Publication,
  words: NinjsWords,
  links: { name: string }[],
  canceled: { uri: string }[],
): string {
  const items = renditions.map((rendition) => ({
    name: rendition.title,
    rel: "item",
    ...ninjsItem(rendition, publication, words),
  }));
  return JSON.stringify({
    standard: STANDARD,
    uri: tagUri(publication, language, tag === null ? "" : `tags/${tag.tag}`),
    type: "composite",
    pubStatus: "usable",
    versionCreated: changed_at,
    language,
    title: words.title,
    descriptions: [{ role: "summary", contentType: "text/plain", value: words.description }],
    renditions: links,
    associations: listed([...items, ...canceled]),
  });
}

function archived(name: string, language: string, number: number, tag: string | null, { origin }: Publication) {
  return page(name, origin + paths.archive(language, number, "ninjs", tag));
}

function page(name: string, href: string) {
  return { name, href, contentType: "application/json" };
}
