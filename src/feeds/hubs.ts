import type { Feed } from "./feed.ts";
import { emptyElement } from "./xml.ts";

/** Links to the feed's hubs (WebSub §4); `link` is the element's name in the format. */
export function hubLinks({ hubs }: Feed, link: string): string {
  let links = "";
  for (const href of hubs) links += emptyElement(link, { rel: "hub", href });
  return links;
}
