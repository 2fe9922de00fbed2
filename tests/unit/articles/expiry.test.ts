import { describe, expect, it } from "vitest";
import { expiryOf, unexpired } from "../../../src/articles/expiry.ts";

const item = (name: string, expires_at: string | null) => ({ name, expires_at });
const ITEMS = [
  item("c", "2025-11-24T12:00:00.000Z"),
  item("never", null),
  item("a", "2025-11-24T10:00:00.000Z"),
  item("b", "2025-11-24T11:00:00.000Z"),
];
const at = (time: string) => Date.parse(`2025-11-24T${time}Z`);
const left = (time: string) => {
  const { items, ...rest } = unexpired(ITEMS, expiryOf, at(time));
  return { names: items.map(({ name }) => name).join(" "), ...rest };
};

describe("what has not expired", () => {
  it.each([
    ["09:59:59.999", { names: "c never a b", gone: 0, lastEnd: null, nextEnd: at("10:00:00") }],
    ["10:00:00.000", { names: "c never b", gone: 1, lastEnd: at("10:00:00"), nextEnd: at("11:00:00") }],
    ["11:30:00.000", { names: "c never", gone: 2, lastEnd: at("11:00:00"), nextEnd: at("12:00:00") }],
    ["13:00:00.000", { names: "never", gone: 3, lastEnd: at("12:00:00"), nextEnd: null }],
  ])("at %s, in its order", (time, expected) => {
    expect(left(time)).toEqual(expected);
  });

  it("includes what was written before there was an expiry", () => {
    expect(unexpired([{}], expiryOf, 0)).toEqual({ items: [{}], gone: 0, lastEnd: null, nextEnd: null });
  });
});
