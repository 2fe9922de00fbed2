import * as z from "zod";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { nestedLines } from "./nested.ts";
import { line, write } from "./output.ts";

/** `desk status`: how the service is: outboxes, drift, spending. */
export async function status(desk: Desk, { json }: { json?: true }): Promise<number> {
  const answer = await desk.service.json("/api/status", z.looseObject({}));
  if (!answer.ok) return failed(desk, answer.error);
  const { value, text } = answer.value;
  if (json) await write(desk.out, `${text.trimEnd()}\n`);
  else await line(desk.out, nestedLines(value).join("\n"));
  return EXIT.done;
}
