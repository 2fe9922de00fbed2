import { characterEntities } from "character-entities";
import { expect, it } from "vitest";
import { decodeNamedCharacterReference } from "../../../src/articles/named-references.ts";

it("knows every name that the package knows, and gives its character", () => {
  const names = Object.keys(characterEntities);
  expect(names.length).toBeGreaterThan(2_000);
  const differing = names.filter((name) => decodeNamedCharacterReference(name) !== characterEntities[name]);
  expect(differing).toEqual([]);
});

it.each(["notit", "foo", "Amp", "amplitude", "x", "lt3", "constructor", "ampamp"])("knows no %s", (name) => {
  expect(decodeNamedCharacterReference(name)).toBe(false);
});
