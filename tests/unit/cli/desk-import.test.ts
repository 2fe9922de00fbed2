import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seedFolder } from "../seed/seed-folder.ts";
import { fakeService } from "./support/fake-service.ts";
import { desk, spawnDesk } from "./support/run-desk.ts";

const PATH = "/api/import";

/** An article's line; its date is a day of January 2025. */
function article(slug: string, day?: number, members: object = {}): string {
  const published_at = day === undefined ? undefined : `2025-01-${String(day).padStart(2, "0")}T00:00:00Z`;
  return JSON.stringify({ slug, language: "fr", title: `Titre ${slug}`, body_text: "Un.", published_at, ...members });
}

function ndjson(lines: (string | Uint8Array)[]): string {
  const bytes = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\n")]));
  return join(seedFolder({ "all.ndjson": bytes }), "all.ndjson");
}

const many = (length: number) => Array.from({ length }, (_, i) => article(`a-${i}`, 1));
const slugs = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `a-${from + i}`);

describe("desk import", () => {
  it("skips what npm writes before the output of its scripts", async () => {
    const service = await fakeService();
    const banner = ["", "> dragoman@0.1.0 desk", "> node src/cli/desk.ts export", ""];
    const ran = await desk(service.url, ["import", ndjson([...banner, article("a-0", 1), "> no JSON"])]);
    expect(ran).toMatchObject({ exitCode: 1, out: "2 lines: 1 created, 0 updated, 0 unchanged, 1 failed\n" });
    expect(ran.err).toBe("line 6: is not JSON in UTF-8\n");
  });

  it("sends articles by date, those without one last, and an article's own lines in their order", async () => {
    const service = await fakeService();
    const file = ndjson([
      article("new"),
      article("march", 20),
      article("late", 31),
      article("march", 3, { title: "La correction" }),
      article("early", 2),
      article("odd", undefined, { published_at: "hier" }),
    ]);
    const ran = await desk(service.url, ["import", file]);
    expect(service.imports).toEqual([["early", "march", "march", "late", "new", "odd"]]);
    expect(service.articles.get("march")?.draft.title).toBe("La correction");
    expect(ran).toMatchObject({ exitCode: 1, out: "6 lines: 4 created, 1 updated, 0 unchanged, 1 failed\n" });
    expect(ran.err).toBe(
      "line 6 (odd): Not valid. (422); /published_at an RFC 3339 date and time such as 2025-11-24T10:00:00Z\n",
    );
  });

  it("keeps the order of an export's lines", async () => {
    const service = await fakeService();
    const lines = ["article", "memory", "audit"].map((kind) => JSON.stringify({ kind }));
    const file = ndjson([article("b", 9), ...lines, article("a", 1)]);
    expect(await desk(service.url, ["import", file])).toMatchObject({ exitCode: 0 });
    expect(service.imports).toEqual([["b", "article", "memory", "audit", "a"]]);
  });

  it("counts empty lines, sends none that is no JSON object, and names each by its line in the file", async () => {
    const service = await fakeService();
    const file = ndjson([
      "\uFEFF",
      article("b", 2),
      "{",
      "",
      "[1]",
      "  \r",
      article("a", 1),
      Buffer.from([0x22, 0xff, 0x22]),
    ]);
    expect(await desk(service.url, ["import", file])).toMatchObject({
      exitCode: 1,
      out: "5 lines: 2 created, 0 updated, 0 unchanged, 3 failed\n",
      err: "line 3: is not JSON in UTF-8\nline 5: is no JSON object\nline 8: is not JSON in UTF-8\n",
    });
    expect(service.imports).toEqual([["a", "b"]]);
  });

  it("shows the first twenty lines that failed, and counts the others", async () => {
    const service = await fakeService();
    const file = ndjson(Array.from({ length: 25 }, (_, i) => article(`a-${i}`, 1, { title: "" })));
    const { exitCode, err } = await desk(service.url, ["import", file]);
    const lines = err.trim().split("\n");
    expect(exitCode).toBe(1);
    expect(lines).toHaveLength(21);
    expect(lines[19]).toBe("line 20 (a-19): Not valid. (422); /title must not be empty");
    expect(lines[20]).toBe("and 5 other lines");
  });

  it("sends at most 500 lines and 4 MiB a request; a larger line goes alone", async () => {
    const service = await fakeService();
    const long = (slug: string, mebibytes: number) =>
      article(slug, 2, { body_text: "a".repeat(mebibytes * 1024 * 1024), title: slug });
    await desk(service.url, [
      "import",
      ndjson([...many(1_100), long("x", 3), long("y", 3), long("z", 5), article("end", 3)]),
    ]);
    expect(service.imports.map((lines) => lines.length)).toEqual([500, 500, 101, 1, 1, 1]);
    expect(service.imports.slice(3)).toEqual([["y"], ["z"], ["end"]]);
  });

  it("run again meets all as unchanged", async () => {
    const service = await fakeService();
    const file = ndjson(many(3));
    await desk(service.url, ["import", file]);
    expect(existsSync(`${file}.progress`)).toBe(false);
    expect(await desk(service.url, ["import", file])).toMatchObject({
      exitCode: 0,
      out: "3 lines: 0 created, 0 updated, 3 unchanged, 0 failed\n",
    });
  });

  it("sends only the lines without an answer again, where an answer breaks off", async () => {
    const service = await fakeService();
    service.mishaps.push({ path: PATH, breakAfter: 4 });
    const ran = await desk(service.url, ["import", ndjson(many(6))]);
    expect(service.imports).toEqual([slugs(0, 6), slugs(4, 6)]);
    expect(ran).toMatchObject({
      exitCode: 0,
      waits: [1],
      out: "6 lines: 6 created, 0 updated, 0 unchanged, 0 failed\n",
    });
  });

  it("sends only those lines again for which the service was busy", async () => {
    const service = await fakeService();
    service.mishaps.push({ path: PATH, busyLines: [2, 5] });
    const ran = await desk(service.url, ["import", ndjson(many(6))]);
    expect(service.imports).toEqual([slugs(0, 6), ["a-1", "a-4"]]);
    expect(ran).toMatchObject({
      exitCode: 0,
      waits: [1],
      out: "6 lines: 6 created, 0 updated, 0 unchanged, 0 failed\n",
    });
  });

  it.each([
    ["a 503 with Retry-After", { status: 503, headers: { "retry-after": "30" } }, [30]],
    ["a 429 with Retry-After", { status: 429, headers: { "retry-after": "2" } }, [2]],
    ["a 503 without one", { status: 503 }, [1]],
  ])("waits after %s, and sends the same lines again", async (_, mishap, waits) => {
    const service = await fakeService();
    service.mishaps.push({ path: PATH, ...mishap });
    const ran = await desk(service.url, ["import", ndjson(many(2))]);
    expect(ran).toMatchObject({ exitCode: 0, waits, out: "2 lines: 2 created, 0 updated, 0 unchanged, 0 failed\n" });
    expect(service.imports).toEqual([slugs(0, 2)]);
  });

  it("gives up after five tries, and goes on from there when run again", async () => {
    const service = await fakeService();
    const file = ndjson(many(502));
    service.mishaps.push({ path: PATH, busyLines: [] });
    for (let tries = 0; tries < 5; tries++)
      service.mishaps.push({ path: PATH, status: 503, problem: { detail: "Busy." } });
    const broken = await desk(service.url, ["import", file]);
    expect(broken).toMatchObject({ exitCode: 1, out: "", waits: [1, 2, 4, 8] });
    expect(broken.err).toBe("Busy. (503)\n500 of 502 lines done. Run the same command again to go on from there.\n");
    expect(await desk(service.url, ["import", file])).toMatchObject({
      exitCode: 0,
      err: `Going on after 500 lines (${file}.progress).\n`,
      out: "502 lines: 502 created, 0 updated, 0 unchanged, 0 failed\n",
    });
    expect(service.imports).toEqual([slugs(0, 500), slugs(500, 502)]);
    expect(existsSync(`${file}.progress`)).toBe(false);
  });

  it.each([
    ["a refused token", { status: 401 }, "A mishap. (401)"],
    [
      "a desk without a token",
      { status: 503, problem: { type: "urn:dragoman:problem:desk-closed", detail: "Closed." } },
      "Closed. (503)",
    ],
    ["an hour's pause", { status: 429, headers: { "retry-after": "3600" } }, "A mishap. (429)"],
    [
      "another address",
      { status: 308, headers: { location: "https://news.example/" } },
      "redirects to https://news.example/.",
    ],
  ])("ends at once at %s", async (_, mishap, message) => {
    const service = await fakeService();
    service.mishaps.push({ path: PATH, ...mishap });
    const ran = await desk(service.url, ["import", ndjson(many(2))]);
    expect(ran).toMatchObject({ exitCode: 1, waits: [], err: expect.stringContaining(message) });
    expect(service.requests).toHaveLength(1);
  });

  it("needs a file", async () => {
    const folder = seedFolder({});
    expect(await desk("http://localhost", ["import", folder])).toMatchObject({
      exitCode: 1,
      err: `${folder}: is no file\n`,
    });
    const nowhere = join(folder, "nowhere.ndjson");
    expect(await desk("http://localhost", ["import", nowhere])).toMatchObject({
      exitCode: 1,
      err: `${nowhere}: there is no such file\n`,
    });
  });

  it("starts anew where the file is another than the interrupted one", async () => {
    const service = await fakeService();
    const file = ndjson(many(3));
    writeFileSync(`${file}.progress`, "{ half a file");
    service.mishaps.push({ path: PATH, breakAfter: 2 });
    for (let tries = 0; tries < 4; tries++) service.mishaps.push({ path: PATH, breakAfter: 0 });
    expect(await desk(service.url, ["import", file])).toMatchObject({ exitCode: 1, waits: [1, 2, 4, 8] });
    expect(JSON.parse(readFileSync(`${file}.progress`, "utf8"))).toMatchObject({ done: 2 });
    utimesSync(file, new Date(), new Date("2026-01-02T00:00:00Z"));
    expect(await desk(service.url, ["import", file])).toMatchObject({
      exitCode: 0,
      err: expect.stringContaining("starting from the first line"),
      out: "3 lines: 1 created, 0 updated, 2 unchanged, 0 failed\n",
    });
  });

  it("does not take another program's answer for the service's", async () => {
    const service = await fakeService();
    service.mishaps.push({ path: PATH, status: 200, problem: { hello: "world" } });
    const ran = await desk(service.url, ["import", ndjson(many(2))]);
    expect(ran).toMatchObject({ exitCode: 1, err: expect.stringContaining("does not answer as Dragoman does") });
  });

  it.each(["SIGINT", "SIGKILL"] as const)("killed by %s, sends no line twice that was answered", async (signal) => {
    const service = await fakeService();
    const file = ndjson(many(10));
    service.mishaps.push({ path: PATH, holdAfter: 6 });
    const first = spawnDesk(service.url, ["import", file]);
    await until(
      () => existsSync(`${file}.progress`) && JSON.parse(readFileSync(`${file}.progress`, "utf8")).done === 6,
    );
    first.child.kill(signal);
    const { exitCode, err } = await first.ended;
    if (signal === "SIGINT") {
      expect(exitCode).toBe(130);
      expect(err).toContain("Interrupted.\n6 of 10 lines done.");
    }
    service.release();
    const second = await spawnDesk(service.url, ["import", file]).ended;
    expect(second).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^10 lines: 6 created/) });
    expect(service.imports).toEqual([slugs(0, 10), slugs(6, 10)]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !isSo(); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() > deadline) throw new Error("It never came to that.");
  }
}
