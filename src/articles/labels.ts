import type { Story } from "./article.ts";

/** The tags as the reader sees them: each one's label, or else the tag. `constructor` is a tag like any other. */
export function labels({ tags, tag_labels }: Pick<Story, "tags" | "tag_labels">): string[] {
  return tags.map((tag) => (Object.hasOwn(tag_labels, tag) ? (tag_labels[tag] as string) : tag));
}
