import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../../src/http/problem.ts";
import { openapiText } from "../../../src/openapi/write.ts";
import { document, escaped, faults, type Media, operations } from "./described.ts";

describe("/openapi.json", () => {
  it("is what the schemas of the routes give: else `npm run openapi`", () => {
    expect(readFileSync("src/public/openapi.json", "utf8")).toBe(openapiText());
  });

  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("names each operation once, under a tag that it explains", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const [name, operation] of operations) for (const tag of operation.tags) expect(tags, name).toContain(tag);
  });

  it("tells of every problem that there is", () => {
    const text = JSON.stringify(document);
    const told = Object.keys(PROBLEMS).filter((kind) => text.includes(kind));
    expect(told).toEqual(Object.keys(PROBLEMS));
  });

  it("says of every operation what can go wrong, and of each of the desk's which scope it needs", () => {
    for (const [name, { responses, security }] of operations) {
      expect(responses["default"], name).toEqual({ $ref: "#/components/responses/AnyProblem" });
      if (name.includes(" /api/")) {
        expect(Object.keys(responses), name).toEqual(expect.arrayContaining(["401", "403", "429", "503"]));
        const scope = expect.stringMatching(/^(read|write|translate|admin)$/);
        // Whoever asks who they are has the scope for it.
        expect(security, name).toEqual([{ token: name === "GET /api/me" ? [] : [scope] }]);
      } else expect(security, name).toEqual([]);
    }
  });

  it("has examples that its own schemas take", () => {
    const found = examples(document, "");
    expect(found.length).toBeGreaterThan(15);
    for (const [pointer, example] of found) expect(faults(pointer, example), pointer).toEqual([]);
  });
});

/** Every example of a body or of a schema, with a pointer to that schema. */
function examples(node: unknown, at: string): [pointer: string, example: unknown][] {
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.entries(node).flatMap(([name, value]) =>
    name === "example" || name === "examples" ? [] : examples(value, `${at}/${escaped(name)}`),
  );
  const { schema, example, ...rest } = node as Media & Record<string, unknown>;
  if (example === undefined) return inner;
  if (schema !== undefined) return [...inner, [`${at}/schema`, example]];
  return "type" in rest || "anyOf" in rest ? [...inner, [at, example]] : inner;
}
