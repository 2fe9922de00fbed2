import { readFile, writeFile } from "node:fs/promises";
import * as z from "zod";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { count, line, write } from "./output.ts";

const TSV = "text/tab-separated-values";

const WrittenSchema = z.object({
  terms: z.number(),
  changed: z.object({ added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.string()) }),
  affected: z.object({
    renditions: z.array(z.object({ slug: z.string(), terms: z.array(z.string()), stale: z.boolean() })),
    complete: z.boolean(),
  }),
});

type Affected = z.output<typeof WrittenSchema>["affected"];

/** `desk glossary export PAIR [FILE]`: the terms of a language pair as TSV, to a file or to standard output. */
export async function exportGlossary(desk: Desk, pair: string, file: string | undefined): Promise<number> {
  const answer = await desk.service.read(`/api/glossary/${pair}`, { headers: { accept: TSV } });
  if (!answer.ok) return failed(desk, answer.error);
  if (!answer.value.headers.get("content-type")?.startsWith(TSV)) {
    return failed(desk, { kind: "garbled", url: desk.service.origin, what: "the glossary is not TSV" });
  }
  if (file === undefined) await write(desk.out, answer.value.bytes);
  else await writeFile(file, answer.value.bytes);
  return EXIT.done;
}

/** `desk glossary import PAIR FILE`: replaces the terms of a language pair, whole; FILE is TSV, or JSON by its name. */
export async function importGlossary(desk: Desk, pair: string, file: string): Promise<number> {
  const body = await readFile(file);
  const type = file.endsWith(".json") ? "application/json" : TSV;
  const ask = { method: "PUT", body, headers: { "content-type": type } };
  const answer = await desk.service.json(`/api/glossary/${pair}`, WrittenSchema, ask);
  if (!answer.ok) return failed(desk, answer.error);
  const { terms, changed, affected } = answer.value.value;
  const { added, removed, changed: differ } = changed;
  const changes = `${added.length} added, ${removed.length} removed, ${differ.length} changed`;
  await line(desk.err, `${count(terms, "term", "terms")}: ${changes}`);
  await tellAffected(desk, pair, affected);
  return EXIT.done;
}

/** Which translations go against the terms now, one a line; the first few where there are many. */
async function tellAffected({ out, err }: Desk, pair: string, { renditions, complete }: Affected): Promise<void> {
  for (const { slug, terms, stale } of renditions) {
    await line(out, `${slug}\t${stale ? "stale" : "stays"}\t${terms.join(", ")}`);
  }
  const found = count(renditions.length, "translation is", "translations are");
  const rest = complete ? "" : `, and the search goes on: GET /api/glossary/${pair}/affected has the rest`;
  await line(err, `${found} affected${rest}.`);
}
