import { expect, it } from "vitest";
import type { ToldProvenance } from "../../../src/articles/provenance.ts";
import { packedProvenance, replica, unpackedProvenance } from "../../../src/replica/values.ts";

const provenance: ToldProvenance = {
  source_language: "fr",
  source_revision: 3,
  engines: ["deepl", "person"],
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: { by: "سارة Zoë 100%", at: "2025-11-25T09:00:00.000Z" },
  stale: false,
};

it("keeps provenance in metadata in ASCII, and gives it back as it was", () => {
  const packed = packedProvenance(provenance);
  expect(packed.reviewed?.by).toBe("%D8%B3%D8%A7%D8%B1%D8%A9%20Zo%C3%AB%20100%25");
  expect(unpackedProvenance(packed)).toEqual(provenance);
  expect(unpackedProvenance(packedProvenance({ ...provenance, reviewed: null })).reviewed).toBeNull();
});

it.each(["記".repeat(1_000), "😀".repeat(1_000), '"\\'.repeat(1_000), "\uD800".repeat(1_000)])(
  "keeps metadata within KV's 1,024 bytes, whatever is in them: %#",
  (by) => {
    const { metadata } = replica("", {
      version: Number.MAX_SAFE_INTEGER,
      changedAt: 8_640_000_000_000_000,
      state: "withdrawn",
      id: `a${Number.MAX_SAFE_INTEGER}`,
      expiresAt: 8_640_000_000_000_000,
      translation: packedProvenance({
        source_language: "x".repeat(35),
        source_revision: 4_294_967_295,
        engines: ["deepl", "person", "seed", "workers-ai"],
        translated_at: "2025-11-24T10:05:00.000Z",
        reviewed: { by, at: "2025-11-25T09:00:00.000Z" },
        stale: false,
      }),
    });
    expect(JSON.stringify(metadata)).toMatch(/^[ -~]{1,1024}$/);
  },
);
