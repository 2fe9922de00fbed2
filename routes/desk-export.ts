import { Hono } from "hono";
import * as z from "zod";
import { EDITION_LINE_KINDS, type ExportChunk } from "../src/edition/transfer.ts";
import { problemResponse } from "../src/http/problem.ts";
import { link } from "../src/http/representation.ts";
import { NEWSROOM_LINE_KINDS, type NewsroomChunk } from "../src/newsroom/transfer.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";

/** Where an export goes on: in an edition, or with the newsroom, which comes last. */
const CursorSchema = z.union([
  z.strictObject({ edition: z.string(), kind: z.enum(EDITION_LINE_KINDS), after: z.string().nullable() }),
  z.strictObject({ edition: z.null(), kind: z.enum(NEWSROOM_LINE_KINDS), after: z.string().nullable() }),
]);
type Cursor = z.output<typeof CursorSchema>;

/** `/api/export`: the whole publication as NDJSON, some of it at a time; Link leads on (RFC 8288). */
export const deskExportRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const cursor = cursorOf(c);
    if (cursor === null) {
      const errors = [{ parameter: "cursor", detail: "is none of this publication's" }];
      return problemResponse({ kind: "invalid-query", detail: "Take the cursor from the Link field.", errors });
    }
    const chunk = await chunkFrom(c, cursor);
    if (chunk === null) {
      const detail = "What was lost is being taken back. Go on in a minute.";
      return problemResponse({ kind: "recovering", detail, retryAfter: 60 });
    }
    const next = following(c, cursor, chunk.next);
    const url = `${configOf(c).publication.origin}/api/export`;
    const text = chunk.lines.map((line) => `${line}\n`).join("");
    const links = next && { link: link(`${url}?cursor=${encoded(next)}`, "next") };
    return c.body(text, 200, { "content-type": "application/x-ndjson", ...links });
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD"));

async function chunkFrom(c: AppContext, cursor: Cursor): Promise<ExportChunk | NewsroomChunk | null> {
  if (cursor.edition === null) {
    return (await newsroom(c).export({ kind: cursor.kind, after: cursor.after })) as NewsroomChunk | null;
  }
  const { edition, kind, after } = cursor;
  return (await c.env.EDITION.getByName(edition).export(edition, { kind, after })) as ExportChunk | null;
}

/** The object's own next place, or the beginning of the next object. */
function following(c: AppContext, cursor: Cursor, next: (ExportChunk | NewsroomChunk)["next"]): Cursor | null {
  if (next !== null) return { edition: cursor.edition, ...next } as Cursor;
  if (cursor.edition === null) return null;
  const { editions } = configOf(c).publication;
  return beginningOf(editions[editions.indexOf(cursor.edition) + 1] ?? null);
}

function beginningOf(edition: string | null): Cursor {
  if (edition === null) return { edition, kind: NEWSROOM_LINE_KINDS[0], after: null };
  return { edition, kind: EDITION_LINE_KINDS[0], after: null };
}

function cursorOf(c: AppContext): Cursor | null {
  const { editions } = configOf(c).publication;
  const given = c.req.query("cursor");
  if (given === undefined || given === "") return beginningOf(editions[0] ?? null);
  try {
    const parsed = CursorSchema.safeParse(JSON.parse(Buffer.from(given, "base64url").toString()));
    if (!parsed.success) return null;
    return parsed.data.edition === null || editions.includes(parsed.data.edition) ? parsed.data : null;
  } catch {
    return null;
  }
}

function encoded(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}
