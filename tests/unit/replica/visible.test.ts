import { describe, expect, it } from "vitest";
import { replica } from "../../../src/replica/values.ts";
import { visibleAt } from "../../../src/replica/visible.ts";
import { english } from "../pages/samples.ts";

const at = (time: string) => Date.parse(`2025-11-24T${time}Z`);
const changed_at = "2025-11-24T10:30:00.000Z";
const rendition = (slug: string, expires_at: string | null) => ({ ...english, slug, expires_at });
const value = {
  tag: null,
  page: 1,
  changed_at,
  renditions: [
    rendition("lasting", null),
    rendition("brief", "2025-11-24T11:00:00.000Z"),
    rendition("day", "2025-11-24T12:00:00.000Z"),
  ],
};
const metadata = { version: 1, changedAt: Date.parse(changed_at), state: "ready", expiresAt: at("11:00:00") } as const;
const stored = replica(JSON.stringify(value), metadata);
const { digest } = stored.metadata;

/** What is shown at a time, and whether the value was read before anyone asked for it. */
async function shown(time: string) {
  let reads = 0;
  const text = async () => {
    reads++;
    return stored.value;
  };
  const found = { metadata: stored.metadata, text, discard: () => {} };
  const visible = await visibleAt<typeof value>(found, at(time));
  const early = reads > 0;
  const content = await visible.value();
  const slugs = content.renditions.map(({ slug }) => slug);
  const { modifiedAt, expiresAt } = visible;
  return { digest: visible.digest, modifiedAt, expiresAt, early, changed: content.changed_at, slugs };
}

describe("a front or a page with entries that expire", () => {
  it("is whole before the first does, and nothing of it is read for a 304", async () => {
    expect(await shown("10:59:59.999")).toEqual({
      digest,
      modifiedAt: Date.parse(changed_at),
      expiresAt: at("11:00:00"),
      early: false,
      changed: changed_at,
      slugs: ["lasting", "brief", "day"],
    });
  });

  it.each([
    ["11:00:00.000", 1, "11:00:00.000", at("12:00:00"), ["lasting", "day"]],
    ["12:00:00.000", 2, "12:00:00.000", null, ["lasting"]],
  ])("leaves them out from %s on, in a changed text with a changed tag", async (time, gone, changed, next, slugs) => {
    expect(await shown(time)).toEqual({
      digest: `${digest}-${gone}`,
      modifiedAt: at(changed),
      expiresAt: next,
      early: true,
      changed: `2025-11-24T${changed}Z`,
      slugs,
    });
  });

  it("says nothing of the clock: between two expiries it is the same", async () => {
    expect(await shown("11:00:01.000")).toEqual(await shown("11:59:59.999"));
  });
});
