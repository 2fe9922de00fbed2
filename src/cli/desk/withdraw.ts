import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { line } from "./output.ts";

/** `desk withdraw SLUG`: takes an article off every edition; publishing it again brings it back. */
export async function withdraw(desk: Desk, slug: string, { reason }: { reason?: string }): Promise<number> {
  const body = reason === undefined ? undefined : { reason };
  const answer = await desk.service.read(`/api/articles/${slug}`, { method: "DELETE", body });
  if (!answer.ok) return failed(desk, answer.error);
  await line(desk.out, `withdrawn ${slug}`);
  return EXIT.done;
}
