import { Hono } from "hono";
import * as z from "zod";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { SCOPES } from "../src/newsroom/author.ts";
import type { CreateTokenAnswer, ListedToken } from "../src/newsroom/tokens.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { recovering } from "./desk-answers.ts";
import { authorOf } from "./desk-author.ts";
import { invalid, jsonOf } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";

/** Letters, marks, digits, punctuation, symbols and plain spaces: nothing that cannot be seen in a record. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;
const MOST_NAME_CHARACTERS = 60;

export const TokenSchema = z.strictObject({
  name: z
    .string()
    .transform((name) => name.normalize("NFC").trim())
    .refine((name) => name !== "", { error: "must not be empty", abort: true })
    .refine((name) => [...name].length <= MOST_NAME_CHARACTERS, `at most ${MOST_NAME_CHARACTERS} characters`)
    .refine((name) => PRINTABLE.test(name), "printable characters only"),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, "at least one scope")
    .refine((scopes) => new Set(scopes).size === scopes.length, "each scope once"),
});

/** `/api/tokens`: who may use the desk, and for what. */
export const deskTokenRoutes = new Hono<AppEnv>();

deskTokenRoutes
  .get("/", async (c) => {
    const tokens = (await newsroom(c).tokens()) as ListedToken[];
    return c.json({ tokens });
  })
  .post("/", async (c) => {
    const json = await jsonOf(c, ["application/json"]);
    if (!json.ok) return problemResponse(json.error);
    const parsed = TokenSchema.safeParse(json.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error, "invalid-token-request"));
    const { name } = parsed.data;
    return created(c, name, (await newsroom(c).createToken({ ...parsed.data, by: authorOf(c) })) as CreateTokenAnswer);
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD, POST"))
  .delete("/:id", async (c) => {
    const isDeleted = await newsroom(c).deleteToken(c.req.param("id"), authorOf(c));
    if (isDeleted === null) return problemResponse(recovering());
    return isDeleted ? c.body(null, 204) : problemResponse(unknown());
  })
  .all("/:id", (c) => methodNotAllowed(c, "DELETE"));

/** The only answer that ever holds a token. */
function created(c: AppContext, name: string, answer: CreateTokenAnswer): Response {
  switch (answer.outcome) {
    case "created": {
      const location = `${configOf(c).publication.origin}/api/tokens/${answer.created.id}`;
      return c.json(answer.created, 201, { location, "cache-control": "no-store" });
    }
    case "recovering":
      return problemResponse(recovering());
    case "name-taken": {
      const detail = `The name ${name} is in use or reserved. Take another, or delete the token that has it.`;
      return problemResponse({ kind: "token-name-taken", detail, errors: [{ pointer: "/name", detail }] });
    }
    case "too-many": {
      const detail = `There are ${answer.most} tokens, the most there may be. Delete one that is not used.`;
      return problemResponse({ kind: "too-many-tokens", detail });
    }
  }
}

/** The id is not repeated: somebody may have sent a whole token in its place. */
function unknown(): Problem {
  return { kind: "not-found", detail: "There is no token with this id." };
}
