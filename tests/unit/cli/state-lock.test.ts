import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockState } from "../../../src/cli/state-lock.ts";

const folder = () => mkdtempSync(join(tmpdir(), "dragoman-lock-"));

describe("a state folder", () => {
  it("is one server's at a time, and free again after it", () => {
    const state = join(folder(), "new");
    const first = lockState(state);
    expect(first.ok).toBe(true);
    expect(lockState(state)).toMatchObject({ ok: false, error: expect.stringContaining("--persist-to") });
    if (first.ok) first.value();
    expect(lockState(state).ok).toBe(true);
  });

  it.each(["4194304999", "", "nonsense", "-1"])("that a dead server left behind is taken over (%j)", (left) => {
    const state = folder();
    writeFileSync(join(state, "dragoman.pid"), left);
    expect(lockState(state).ok).toBe(true);
    expect(readFileSync(join(state, "dragoman.pid"), "utf8")).toBe(String(process.pid));
  });
});
