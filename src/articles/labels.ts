import type { Story } from "./article.ts";

/** A tag as the reader sees it. */
export interface Tag {
  tag: string;
  /** In the edition's language; the tag itself where nobody gave a label. */
  label: string;
}

/** An article's tags as the reader sees them. `constructor` is a tag like any other. */
export function labelled({ tags, tag_labels }: Pick<Story, "tags" | "tag_labels">): Tag[] {
  return tags.map((tag) => ({ tag, label: Object.hasOwn(tag_labels, tag) ? (tag_labels[tag] as string) : tag }));
}

/** What the reader calls an article's tags. */
export function labels(story: Pick<Story, "tags" | "tag_labels">): string[] {
  return labelled(story).map(({ label }) => label);
}
