import { describe, expect, it } from "vitest";
import { cursorOf, placeOf } from "../../../src/http/cursor.ts";
import { fingerprintOf, idempotencyKey } from "../../../src/http/idempotency-key.ts";

describe("an Idempotency-Key", () => {
  it.each([
    ["8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ['"8e03978e"', "8e03978e"],
    ['"a \\"b\\" \\\\c"', 'a "b" \\c'],
    ["a b", "a b"],
    ["x".repeat(255), "x".repeat(255)],
    ["x".repeat(256), null],
    ["", null],
    ['""', null],
    ['"', null],
    ['"a', null],
    ['"a"b"', null],
    ['"a\\b"', null],
    ["é", null],
    ["a\tb", null],
  ])("%s", (field, key) => {
    expect(idempotencyKey(field)).toBe(key);
  });

  it("goes with a fingerprint of all that the request asks for", () => {
    const request = (method: string, path: string, headers: Record<string, string> = {}) =>
      new Request(`https://news.example${path}`, { method, headers });
    const body = new TextEncoder().encode("{}");
    const fingerprints = [
      fingerprintOf(request("PUT", "/api/articles/a"), body),
      fingerprintOf(request("PATCH", "/api/articles/a"), body),
      fingerprintOf(request("PUT", "/api/articles/b"), body),
      fingerprintOf(request("PUT", "/api/articles/a", { "if-match": '"1"' }), body),
      fingerprintOf(request("PUT", "/api/articles/a", { "if-none-match": '"1"' }), body),
      fingerprintOf(request("PUT", "/api/articles/a"), new TextEncoder().encode("{} ")),
    ];
    expect(new Set(fingerprints).size).toBe(6);
    expect(fingerprintOf(request("PUT", "/api/articles/a", { "user-agent": "x" }), body)).toBe(fingerprints[0]);
  });
});

describe("a cursor", () => {
  it("comes back as it was", () => {
    expect(placeOf(cursorOf([1_700_000_000_000, "mer"]))).toEqual([1_700_000_000_000, "mer"]);
  });

  it.each([[""], ["é"], ["%"], ["x"], ["e30="], ["a".repeat(401)]])("is none: %s", (cursor) => {
    expect(placeOf(cursor)).toBeUndefined();
  });
});
