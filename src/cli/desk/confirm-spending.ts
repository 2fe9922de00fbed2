import * as z from "zod";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { nestedLines } from "./nested.ts";
import { line } from "./output.ts";

/** `desk confirm-spending LANG`: tells an edition that lost its storage what it spent today, and this month; engines run again. */
export async function confirmSpending(
  desk: Desk,
  language: string,
  { characters, thisMonth: this_month }: { characters: number; thisMonth?: number },
): Promise<number> {
  const path = `/api/editions/${language}/confirm-spending`;
  // A second one could come after new spending, and hide it.
  const ask = { method: "POST", body: { characters, this_month }, repeatable: false };
  const answer = await desk.service.json(path, z.looseObject({}), ask);
  if (!answer.ok) return failed(desk, answer.error);
  await line(desk.out, nestedLines(answer.value.value).join("\n"));
  return EXIT.done;
}
