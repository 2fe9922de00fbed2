import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bearerToken } from "../../../src/http/bearer.ts";
import { mintToken, tokenId } from "../../../src/newsroom/token-text.ts";

const SECRET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

describe("a token's id", () => {
  it.each([
    [`dgm_aB3dE6gH_${SECRET}`, "aB3dE6gH"],
    [`dgm_00000000_${"_".repeat(43)}`, "00000000"],
    [`dgm_aB3dE6gH_${SECRET}A`, null],
    [`dgm_aB3dE6gH_${SECRET.slice(1)}`, null],
    [`dgm_aB3dE6g_${SECRET}`, null],
    [`dgm_aB3dE6-H_${SECRET}`, null],
    [`dgm_aB3dE6gH-${SECRET}`, null],
    [`DGM_aB3dE6gH_${SECRET}`, null],
    [`dgm_aB3dE6gH_${SECRET}\n`, null],
    [` dgm_aB3dE6gH_${SECRET}`, null],
    [`dgm_aB3dE6gH_${SECRET.slice(1)}=`, null],
    ["dgm__", null],
    ["", null],
  ])("%j has %j", (token, id) => {
    expect(tokenId(token)).toBe(id);
  });

  it("is looked for at once in a token of 128 KB", { timeout: 1_000 }, () => {
    expect(tokenId(`dgm_aB3dE6gH_${"a".repeat(128_000)}`)).toBeNull();
  });
});

describe("a new token", () => {
  it("is what its random bytes make of it", () => {
    const { id, token } = mintToken((length) => new Uint8Array(length).fill(1));
    expect([id, token]).toEqual(["BBBBBBBB", "dgm_BBBBBBBB_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"]);
  });

  it("draws again where a byte would favour some letters", () => {
    const drawn = [255, 248, 247, 61, 62, 0, 26, 51, 52, 123];
    const { id } = mintToken((length) => (length === 1 ? Uint8Array.of(drawn.shift() ?? 0) : new Uint8Array(length)));
    expect(id).toBe("99AAaz09");
  });

  it("passes an Authorization field and is read back, a thousand times", () => {
    for (let n = 0; n < 1_000; n++) {
      const { id, token } = mintToken(randomBytes);
      expect(bearerToken(`Bearer ${token}`)).toBe(token);
      expect(tokenId(token)).toBe(id);
    }
  });
});
