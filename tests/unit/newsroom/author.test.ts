import { expect, it } from "vitest";
import { holds, SCOPES } from "../../../src/newsroom/author.ts";

it.each([
  [["read"], ["read"]],
  [["write"], ["write"]],
  [["translate"], ["translate"]],
  [
    ["read", "translate"],
    ["read", "translate"],
  ],
  [["admin"], ["read", "write", "translate", "admin"]],
  [[], []],
] as const)("a token with %j may %j", (scopes, allowed) => {
  expect(SCOPES.filter((scope) => holds({ name: "anna", scopes }, scope))).toEqual(allowed);
});
