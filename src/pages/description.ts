import type { Story } from "../articles/article.ts";
import { withoutMarks } from "../articles/note-marks.ts";
import { textOf } from "../articles/text.ts";

/** Search engines show about this much. */
const MOST_CHARACTERS = 200;

/** What the article is about, in a line of plain text: its summary, or else how its first paragraph begins. */
export function description({ summary, body }: Pick<Story, "summary" | "body">): string | null {
  if (summary !== null) return summary;
  const first = body.paragraphs.find((p) => p.type === "paragraph");
  if (first === undefined) return null;
  const text = textOf(withoutMarks(first.html)).replace(/\s+/g, " ").trim();
  if (text.length <= MOST_CHARACTERS) return text;
  const cut = text.slice(0, MOST_CHARACTERS);
  const end = cut.lastIndexOf(" ");
  return `${(end > 0 ? cut.slice(0, end) : cut.slice(0, -1)).toWellFormed()}…`;
}
