import { describe, expect, it } from "vitest";
import { bearerToken, digestOfSecret, hasDigest, isSameSecret } from "../../../src/http/bearer.ts";

describe("the token of an Authorization field (RFC 6750 §2.1)", () => {
  it.each([
    ["Bearer abc", "abc"],
    ["bearer abc", "abc"],
    ["BEARER  abc", "abc"],
    ["Bearer aZ09-._~+/==", "aZ09-._~+/=="],
    ["Bearer", null],
    ["Bearer ", null],
    ["Bearerabc", null],
    ["Basic YTpi", null],
    ["abc", null],
    ["", null],
    [null, null],
    ["Bearer a b", null],
    ["Bearer a,b", null],
    ["Bearer a=b", null],
    ["Bearer é", null],
    ['Bearer "abc"', null],
    ["Bearer abc, Bearer def", null],
    ["X Bearer abc", null],
  ])("%j has %j", (field, token) => {
    expect(bearerToken(field)).toBe(token);
  });

  it("is looked for at once in a field of 128 KB", { timeout: 1_000 }, () => {
    expect(bearerToken(`Bearer ${"=".repeat(128_000)}a`)).toBeNull();
    expect(bearerToken(`Bearer${" ".repeat(128_000)}`)).toBeNull();
  });
});

describe("secrets are the same", () => {
  it.each([
    ["a-token", "a-token", true],
    ["a-token", "a-tokeN", false],
    ["a", "a-token", false],
    ["", "a-token", false],
    ["é", "e\u0301", false],
  ])("%j and %j: %s", (given, expected, same) => {
    expect(isSameSecret(given, expected)).toBe(same);
  });
});

describe("a stored digest", () => {
  it("is the SHA-256 of the whole secret", () => {
    expect(digestOfSecret("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });

  it.each([
    ["a-token", digestOfSecret("a-token"), true],
    ["a-tokeN", digestOfSecret("a-token"), false],
    ["a-token", "a-token", false],
    ["a-token", "", false],
    ["", "", false],
  ])("%j and %j: %s", (given, stored, same) => {
    expect(hasDigest(given, stored)).toBe(same);
  });
});
