import * as z from "zod";
import { issueText } from "../src/articles/issue-text.ts";
import { fail, ok, type Result } from "../src/articles/result.ts";
import type { Problem } from "../src/http/problem.ts";
import type { AppContext } from "./context.ts";

/** Entries on a page. */
export const LimitSchema = z
  .string()
  .regex(/^\d{1,3}$/, "a number from 1 to 100")
  .transform(Number)
  .pipe(z.int().min(1, "at least 1").max(100, "at most 100"))
  .default(20);

/** The query's parameters as a schema has them; an empty one is one left out. */
export function queryOf<T>(c: AppContext, schema: z.ZodType<T>): Result<T, Problem> {
  const given = Object.entries(c.req.queries());
  const twice = given.filter(([, values]) => values.length > 1).map(([name]) => fault(name, "is given twice"));
  if (twice.length > 0) return fail(invalid(twice));
  const single = given.map(([name, values]) => [name, values[0]]).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(single));
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((name) => fault(name, "no such parameter"))
      : [fault(String(issue.path[0]), issueText(issue))],
  );
  return fail(invalid(faults));
}

function invalid(errors: { parameter: string; detail: string }[]): Problem {
  return { kind: "invalid-query", detail: "Some parameters are not valid; see errors.", errors };
}

function fault(parameter: string, detail: string) {
  return { parameter, detail };
}
