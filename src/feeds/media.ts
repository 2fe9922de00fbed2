import type { Image } from "../articles/article.ts";
import { element, openTag } from "./xml.ts";

export const MEDIA_NAMESPACE = "http://search.yahoo.com/mrss/";

/**
 * An entry's image as `media:content` (Media RSS 1.5.1). RSS's own `enclosure` demands a
 * length in bytes, which nobody knows: images are never fetched.
 */
export function mediaContent(image: Image): string {
  const { url, width, height } = image;
  return (
    `${openTag("media:content", { url, medium: "image", width, height })}\n` +
    element("media:description", image.caption ?? image.alt) +
    element("media:credit", image.credit) +
    "</media:content>\n"
  );
}
