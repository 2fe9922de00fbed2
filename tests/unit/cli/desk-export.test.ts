import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nextCursor } from "../../../src/cli/desk/export.ts";
import { seedFolder } from "../seed/seed-folder.ts";
import { fakeService } from "./support/fake-service.ts";
import { desk, spawnDesk } from "./support/run-desk.ts";

const PATH = "/api/export";
const CHUNKS = ['{"kind":"article","title":"L’été"}\n', '{"kind":"memory"}\n', '{"kind":"audit"}\n'];

async function exporting() {
  const service = await fakeService();
  service.chunks = [...CHUNKS];
  const file = join(seedFolder({}), "all.ndjson");
  return { service, file, progress: `${file}.progress` };
}

const BREAK = { path: PATH, status: 401 };

describe("desk export", () => {
  it("writes all chunks to standard output, and nothing else", async () => {
    const { service } = await exporting();
    expect(await desk(service.url, ["export"])).toMatchObject({ exitCode: 0, out: CHUNKS.join(""), err: "" });
    expect(service.requests).toEqual([`GET ${PATH}`, `GET ${PATH}?cursor=1`, `GET ${PATH}?cursor=2`]);
    expect(await spawnDesk(service.url, ["export"]).ended).toEqual({ exitCode: 0, out: CHUNKS.join(""), err: "" });
  });

  it("writes to a file, and leaves nothing else behind", async () => {
    const { service, file, progress } = await exporting();
    writeFileSync(file, "an older and much longer export".repeat(100));
    expect(await desk(service.url, ["export", "--output", file])).toMatchObject({ exitCode: 0, out: "" });
    expect(readFileSync(file, "utf8")).toBe(CHUNKS.join(""));
    expect(existsSync(progress)).toBe(false);
  });

  it("keeps an older file as long as there is nothing to put in its place", async () => {
    const { service, file } = await exporting();
    writeFileSync(file, "older");
    service.mishaps.push(BREAK);
    expect(await desk(service.url, ["export", "--output", file])).toMatchObject({ exitCode: 1 });
    expect(readFileSync(file, "utf8")).toBe("older");
  });

  it("goes on where it was interrupted, over what was written only half", async () => {
    const { service, file, progress } = await exporting();
    const bytes = Buffer.byteLength(CHUNKS[0] as string);
    writeFileSync(file, `${CHUNKS[0]}{"kind":"mem`);
    writeFileSync(progress, JSON.stringify({ origin: service.url, cursor: "1", bytes }));
    const ran = await desk(service.url, ["export", "--output", file]);
    expect(ran).toMatchObject({ exitCode: 0, err: `Going on after ${bytes} bytes (${progress}).\n` });
    expect(readFileSync(file, "utf8")).toBe(CHUNKS.join(""));
    expect(service.requests).toEqual([`GET ${PATH}?cursor=1`, `GET ${PATH}?cursor=2`]);
    expect(existsSync(progress)).toBe(false);
  });

  it("says how to go on after a failure half-way", async () => {
    const { service, file, progress } = await exporting();
    service.chunks = ["x".repeat(10), "y"];
    const first = desk(service.url, ["export", "--output", file], {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        service.mishaps.push(BREAK);
        return answer;
      },
    });
    expect((await first).err).toBe(
      `A mishap. (401) The token was that of DRAGOMAN_TOKEN.\nRun the same command again to go on from there. To begin anew remove ${progress}.\n`,
    );
    expect(JSON.parse(readFileSync(progress, "utf8"))).toEqual({ origin: service.url, cursor: "1", bytes: 10 });
  });

  it.each([
    ["of another service", { origin: "https://other.example", cursor: "1", bytes: 2 }],
    ["of a longer file", { cursor: "1", bytes: 999 }],
    ["that makes no sense", { cursor: 1 }],
  ])("starts anew with a progress file %s", async (_, state) => {
    const { service, file, progress } = await exporting();
    writeFileSync(file, "{}");
    writeFileSync(progress, JSON.stringify({ origin: service.url, ...state }));
    expect(await desk(service.url, ["export", "--output", file])).toMatchObject({ exitCode: 0, err: "" });
    expect(readFileSync(file, "utf8")).toBe(CHUNKS.join(""));
  });

  it("tries a chunk again that a busy service refused", async () => {
    const { service } = await exporting();
    service.mishaps.push({ path: PATH, status: 503, headers: { "retry-after": "3" } });
    expect(await desk(service.url, ["export"])).toMatchObject({ exitCode: 0, out: CHUNKS.join(""), waits: [3] });
  });

  it("does not write an answer that is no export", async () => {
    const { service } = await exporting();
    service.mishaps.push({ path: PATH, status: 200 });
    expect(await desk(service.url, ["export"])).toMatchObject({ exitCode: 1, out: "" });
  });

  it("says why a file cannot be written", async () => {
    const { service, file } = await exporting();
    const { exitCode, err } = await desk(service.url, ["export", "--output", join(file, "nowhere")]);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringMatching(/^ENOENT.*nowhere'\n$/) });
  });
});

describe("the next cursor", () => {
  it.each([
    [null, null],
    ['<https://x.example/api/export?cursor=a%2Bb>; rel="next"', "a+b"],
    ["</api/export?cursor=2>; rel=next", "2"],
    ['<?cursor=1>; rel="prev", <?cursor=3>; title="more"; rel="next"', "3"],
    ['<?cursor=1>; rel="prev"', null],
    ['<https://x.example/>; rel="next"', null],
  ])("of %j is %j", (link, cursor) => {
    expect(nextCursor(link)).toBe(cursor);
  });
});
