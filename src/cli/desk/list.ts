import * as z from "zod";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { count, harmless, line, write } from "./output.ts";
import { tableLines } from "./table.ts";

/** Most articles that the service gives at a time. */
const PAGE = 100;

const PageSchema = z.object({
  articles: z.array(
    z.looseObject({
      slug: z.string(),
      title: z.string(),
      state: z.string(),
      revision: z.number(),
      published_at: z.string().nullish(),
      editions: z.record(z.string(), z.string()).default({}),
    }),
  ),
  next: z.string().nullish(),
});

type Listed = z.output<typeof PageSchema>["articles"][number];

export interface ListOptions {
  edition?: string;
  tag?: string;
  state?: string;
  q?: string;
  /** Most articles in all. */
  limit?: number;
  json?: true;
}

/** `desk list`: articles, newest first, page after page as the service gives them. */
export async function list(
  desk: Desk,
  { limit = Number.POSITIVE_INFINITY, json, ...filters }: ListOptions,
): Promise<number> {
  let cursor: string | null | undefined;
  let listed = 0;
  let widths: number[] = [];
  do {
    const query = new URLSearchParams({ ...filters, limit: String(Math.min(PAGE, limit - listed)) });
    if (cursor) query.set("cursor", cursor);
    const answer = await desk.service.json(`/api/articles?${query}`, PageSchema);
    if (!answer.ok) return failed(desk, answer.error);
    const { articles, next } = answer.value.value;
    if (json) await write(desk.out, articles.map((article) => `${JSON.stringify(article)}\n`).join(""));
    else if (articles.length > 0) widths = await page(desk, articles, widths);
    listed += articles.length;
    cursor = next;
  } while (cursor && listed < limit);
  if (!json) await line(desk.err, count(listed, "article", "articles"));
  return EXIT.done;
}

/** Writes a page of the table; its heading is that of the first. */
async function page(desk: Desk, articles: Listed[], widths: number[]): Promise<number[]> {
  const heading = ["PUBLISHED", "STATE", "REV", "EDITIONS", "SLUG", "TITLE"];
  const table = tableLines([heading, ...articles.map(row)], widths);
  const lines = widths.length === 0 ? table.lines : table.lines.slice(1);
  await write(desk.out, `${lines.join("\n")}\n`);
  return table.widths;
}

function row({ slug, title, state, revision, published_at, editions }: Listed): string[] {
  const states = Object.entries(editions).map(([language, state]) => `${language}:${state}`);
  const date = published_at?.slice(0, 16).replace("T", " ") ?? "-";
  return [date, state, String(revision), states.join(" "), slug, title].map(oneLine);
}

function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, " "));
}
