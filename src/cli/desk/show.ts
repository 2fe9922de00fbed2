import * as z from "zod";
import { BODY_FIELDS } from "../../articles/draft.ts";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { nestedLines } from "./nested.ts";
import { line, write } from "./output.ts";

const ArticleSchema = z.looseObject({ slug: z.string(), state: z.string() });

/** `desk show SLUG`: an article as its editors have it, its body last. */
export async function show(desk: Desk, slug: string, { json }: { json?: true }): Promise<number> {
  const answer = await desk.service.json(`/api/articles/${slug}`, ArticleSchema);
  if (!answer.ok) return failed(desk, answer.error);
  const { value: article, text } = answer.value;
  if (json) {
    await write(desk.out, `${text.trimEnd()}\n`);
    return EXIT.done;
  }
  const isBody = ([name]: [string, unknown]) => (BODY_FIELDS as readonly string[]).includes(name);
  const members = Object.entries(article);
  const lines = nestedLines(Object.fromEntries(members.filter((member) => !isBody(member))));
  const body = members.find(isBody)?.[1];
  if (typeof body === "string") lines.push("", body.trim());
  await line(desk.out, lines.join("\n"));
  return EXIT.done;
}
