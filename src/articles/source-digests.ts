import { createHash } from "node:crypto";
import type { SourceDigests, Story } from "./article.ts";

/** Of an article's texts as they are: a translation keeps them, so that it is known later what each of its texts translates. */
export function sourceDigests({ title, summary, correction_note, image, body }: Story): SourceDigests {
  return {
    title: digest(title),
    summary: digest(summary),
    correction_note: digest(correction_note),
    caption: digest(image?.caption ?? null),
    paragraphs: body.paragraphs.map(({ html }) => digest(html)),
  };
}

/** 96 bits: no two paragraphs of an article meet by chance, and a rendition stays small. No text has an empty one. */
function digest(text: string | null): string {
  return text === null ? "" : createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
