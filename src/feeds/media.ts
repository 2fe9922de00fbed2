import type { Image } from "../articles/article.ts";
import { imageType } from "../articles/image-type.ts";
import { element, emptyElement, openTag } from "./xml.ts";

export const MEDIA_NAMESPACE = "http://search.yahoo.com/mrss/";

/** An image as a file that goes with an entry. */
export interface Enclosure {
  url: string;
  type: string;
  /** Size in bytes; null where the editor did not give it. */
  bytes: number | null;
}

/** Every format's enclosure has a media type; images are never fetched, so one without is none. */
export function enclosureOf(image: Image | null): Enclosure | null {
  const type = image && imageType(image);
  return image && type ? { url: image.url, type, bytes: image.bytes ?? null } : null;
}

/** RSS demands a length: "when an enclosure's size cannot be determined", 0 (Best Practices Profile, "enclosure"). */
export function rssEnclosure(image: Image): string {
  const enclosure = enclosureOf(image);
  if (enclosure === null) return "";
  const { url, type, bytes } = enclosure;
  return emptyElement("enclosure", { url, length: bytes ?? 0, type });
}

/** RFC 4287 §4.2.7.2; §4.2.7.6 makes `length` a hint, so what nobody gave is left out. */
export function atomEnclosure(image: Image): string {
  const enclosure = enclosureOf(image);
  if (enclosure === null) return "";
  const { url: href, type, bytes: length } = enclosure;
  return emptyElement("link", { rel: "enclosure", type, length, href });
}

/** An entry's image as `media:content` (Media RSS 1.5.1): the one place for its width, height and words. */
export function mediaContent(image: Image): string {
  const { url, width, height, bytes = null } = image;
  const type = imageType(image);
  return (
    `${openTag("media:content", { url, fileSize: bytes, type, medium: "image", width, height })}\n` +
    element("media:description", image.caption ?? image.alt) +
    element("media:credit", image.credit) +
    "</media:content>\n"
  );
}
