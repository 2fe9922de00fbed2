import type { Image } from "./article.ts";

/** A media type of images (RFC 6838 §4.2), in lower case. */
export const IMAGE_TYPE = /^image\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

const BY_EXTENSION = new Map([
  ["avif", "image/avif"],
  ["gif", "image/gif"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
  ["webp", "image/webp"],
]);

/** An image's media type: the editor's word, else what its URL's path ends with; null where neither says. */
export function imageType({ url, type }: Pick<Image, "url" | "type">): string | null {
  if (type !== undefined) return type;
  const extension = /\.([a-z]+)$/i.exec(new URL(url).pathname)?.[1];
  return BY_EXTENSION.get(extension?.toLowerCase() ?? "") ?? null;
}
