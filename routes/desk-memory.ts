import { Hono } from "hono";
import type { GlossaryAnswer } from "../src/edition/answers.ts";
import type { Edition } from "../src/edition/edition.ts";
import type { Imported, MemoryPage } from "../src/edition/memory-exchange.ts";
import { chunksOf } from "../src/http/lines.ts";
import { problemResponse } from "../src/http/problem.ts";
import type { CheckOptions } from "../src/translation/checks/checks.ts";
import type { LanguagePair } from "../src/translation/engine.ts";
import { termFindings } from "../src/translation/terms/findings.ts";
import { readTmx, type TmxSummary } from "../src/translation/tmx/read-tmx.ts";
import { TMX_END, tmxHead, tmxUnit } from "../src/translation/tmx/tmx-writer.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { editionRecovering } from "./desk-answers.ts";
import { authorOf } from "./desk-author.ts";
import { mediaTypeOf } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { pairOf } from "./desk-pair.ts";
import { methodNotAllowed } from "./problems.ts";
import { streamOf } from "./text-stream.ts";

export const TMX_TYPES = ["application/xml", "text/xml", "application/x-tmx+xml", "application/tmx+xml"];
/** Most that one request brings: checking it has to end within the platform's limit of processor time, 30 s. */
const LIMITS = { bytes: 4 * 1024 * 1024, units: 2_000 };
const LIMITS_TOLD = `A request takes at most ${LIMITS.bytes / 1024 / 1024} MiB and ${LIMITS.units.toLocaleString("en-GB")} units`;
const IN_PARTS = "`npm run desk -- memory import` sends a file of any size in parts.";

/** `/api/memory/{source}-{target}.tmx`: an edition's translation memory, out and in. */
export const deskMemoryRoutes = new Hono<AppEnv>()
  .get("/:file", async (c) => {
    const pair = pairOfFile(c, c.req.param("file"));
    if (pair === null) return unknown(c);
    const edition = c.env.EDITION.getByName(pair.target);
    const first = (await edition.memoryPage(pair.target, pair.source, 0)) as MemoryPage | null;
    if (first === null) return problemResponse(editionRecovering());
    return c.body(streamOf(written(edition, pair, first)), 200, {
      "content-type": "application/xml; charset=utf-8",
      "content-disposition": `attachment; filename="${pair.source}-${pair.target}.tmx"`,
    });
  })
  .post("/:file", async (c) => {
    const pair = pairOfFile(c, c.req.param("file"));
    if (pair === null) return unknown(c);
    if (!TMX_TYPES.includes(mediaTypeOf(c))) {
      return problemResponse({ kind: "unsupported-media-type", detail: `Send TMX as ${TMX_TYPES.join(" or ")}.` });
    }
    if (Number(c.req.header("content-length") ?? 0) > LIMITS.bytes) {
      return problemResponse({ kind: "content-too-large", detail: `${LIMITS_TOLD}. Nothing was taken. ${IN_PARTS}` });
    }
    const edition = c.env.EDITION.getByName(pair.target);
    const total: Imported = { created: 0, updated: 0, unchanged: 0 };
    const chunks = c.req.raw.body ? chunksOf(c.req.raw.body) : [];
    const summary = await readTmx(chunks, pair, LIMITS, await checksOf(c, edition, pair), async (pairs) => {
      const imported = (await edition.importMemory(pair.target, pair.source, pairs)) as Imported | null;
      if (imported === null) return false;
      for (const result of ["created", "updated", "unchanged"] as const) total[result] += imported[result];
      return true;
    });
    if (total.created + total.updated > 0) {
      const reason = `${pair.source}-${pair.target}: ${total.created} created, ${total.updated} updated`;
      await newsroom(c).record({ kind: "import-memory", author: authorOf(c), reason });
    }
    return imported(c, pair, total, summary);
  })
  .all("/:file", (c) => methodNotAllowed(c, "GET, HEAD, POST"));

/** What an answer of an engine would have to pass: the deployment's checks, and the pair's terms as they are now. */
async function checksOf(c: AppContext, edition: DurableObjectStub<Edition>, pair: LanguagePair): Promise<CheckOptions> {
  const { terms } = (await edition.glossary(pair.target, pair.source)) as GlossaryAnswer;
  return {
    settings: configOf(c).checks,
    termFindings: (source, target) => termFindings(source, target, terms, pair),
  };
}

function imported(c: AppContext, pair: LanguagePair, total: Imported, { end, ...counts }: TmxSummary): Response {
  const told = { source: pair.source, target: pair.target, ...total, ...counts };
  switch (end.state) {
    case "whole":
      return c.json(told);
    case "stopped":
      return problemResponse(editionRecovering());
    case "too-large": {
      const detail = `${LIMITS_TOLD}. What stands before that was imported: ${counts.units} units. ${IN_PARTS}`;
      return problemResponse({ kind: "content-too-large", detail, extensions: told });
    }
    case "unreadable": {
      const detail = `Line ${end.line}: ${end.detail}. What stands before it was imported: ${counts.units} units.`;
      return problemResponse({ kind: "invalid-tmx", detail, extensions: { line: end.line, ...told } });
    }
  }
}

/** The memory as text, a page at a time: what is held is one page, however much there is. */
async function* written(
  edition: DurableObjectStub<Edition>,
  pair: LanguagePair,
  first: MemoryPage,
): AsyncGenerator<string> {
  yield tmxHead(pair);
  for (let page: MemoryPage | null = first; ; ) {
    yield page.entries.map((entry) => tmxUnit(entry, pair)).join("");
    if (page.next === null) break;
    page = (await edition.memoryPage(pair.target, pair.source, page.next)) as MemoryPage | null;
    // Cut off, so that nobody takes half of it for the whole.
    if (page === null) throw new Error("the memory is being taken back from its backup");
  }
  yield TMX_END;
}

function pairOfFile(c: AppContext, file: string): LanguagePair | null {
  return file.endsWith(".tmx") ? pairOf(c, file.slice(0, -".tmx".length)) : null;
}

function unknown(c: AppContext): Response {
  const detail = `A memory is named {source}-{target}.tmx, of two of ${configOf(c).publication.editions.join(", ")}.`;
  return problemResponse({ kind: "not-found", detail });
}
