import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seedFolder } from "../seed/seed-folder.ts";
import { fakeService } from "./support/fake-service.ts";
import { desk } from "./support/run-desk.ts";

/** Units on a line each, the first on line 5, under a header of two lines. */
const HEAD = '<?xml version="1.0"?>\n<tmx version="1.4">\n<header\nsrclang="fr"/><body>\n';
const unit = (text: string) => `<tu><tuv><seg>${text}</seg></tuv></tu>\n`;
const many = (count: number, text = "Un.") => Array.from({ length: count }, (_, i) => unit(`${text} ${i}`)).join("");
const TMX = '<tmx version="1.4"><header srclang="fr"/><body></body></tmx>\n';
const IMPORTED = { created: 1, updated: 2, unchanged: 3, refused: 0, problems: [] as object[] };

describe("desk memory export", () => {
  it("writes the memory to standard output, or to a file", async () => {
    const service = await fakeService();
    service.memory.text = TMX;
    expect(await desk(service.url, ["memory", "export", "fr-en"])).toMatchObject({ exitCode: 0, out: TMX, err: "" });
    const file = join(seedFolder({}), "fr-en.tmx");
    expect(await desk(service.url, ["memory", "export", "fr-en", "--output", file])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, "utf8")).toBe(TMX);
    expect(service.requests).toEqual(["GET /api/memory/fr-en.tmx", "GET /api/memory/fr-en.tmx"]);
  });

  it("leaves an older file alone where the answer breaks off", async () => {
    const service = await fakeService();
    service.memory.text = TMX.slice(0, 40);
    const file = join(seedFolder({ "fr-en.tmx": "older" }), "fr-en.tmx");
    const ran = await desk(service.url, ["memory", "export", "fr-en", "--output", file]);
    expect(ran).toMatchObject({ exitCode: 1, err: expect.stringContaining("the answer broke off") });
    expect(readFileSync(file, "utf8")).toBe("older");
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});

describe("desk memory import", () => {
  it("takes the pair from the file's name, or as it is given", async () => {
    const service = await fakeService();
    service.memory.imported = IMPORTED;
    const folder = seedFolder({ "fr-en.tmx": TMX, "mine.tmx": TMX });
    const ran = await desk(service.url, ["memory", "import", join(folder, "fr-en.tmx")]);
    expect(ran).toMatchObject({ exitCode: 0, out: "1 entry created, 2 updated, 3 unchanged\n" });
    await desk(service.url, ["memory", "import", join(folder, "mine.tmx"), "--pair", "fr-ar"]);
    expect(service.requests).toEqual(["POST /api/memory/fr-en.tmx", "POST /api/memory/fr-ar.tmx"]);
    expect(service.bodies).toEqual([TMX, TMX]);
  });

  it.each(["mine.tmx", "ma mémoire.tmx"])("asks for the pair where the name is %s", async (name) => {
    const service = await fakeService();
    const file = join(seedFolder({ [name]: TMX }), name);
    expect(await desk(service.url, ["memory", "import", file])).toMatchObject({
      exitCode: 1,
      err: `${file} is not named {source}-{target}.tmx; name the pair: --pair fr-en\n`,
    });
    expect(service.requests).toEqual([]);
  });

  it("tells of each fault with its line, and ends as failed", async () => {
    const service = await fakeService();
    service.memory.imported = { ...IMPORTED, refused: 30, problems: [{ line: 4, detail: "empty-target" }] };
    const file = join(seedFolder({}), "fr-en.tmx");
    writeFileSync(file, TMX);
    expect(await desk(service.url, ["memory", "import", file])).toMatchObject({
      exitCode: 1,
      err: `${file}:4: empty-target\n${file}: 29 more faults\n`,
    });
    expect(await desk(service.url, ["memory", "import", `${file}.none`])).toMatchObject({ exitCode: 1, out: "" });
  });
});

describe("a memory that is too large for a request", () => {
  const PATH = "/api/memory/fr-en.tmx";
  const large = (units: string) => {
    const file = join(seedFolder({}), "fr-en.tmx");
    writeFileSync(file, `${HEAD}${units}</body></tmx>\n`);
    return file;
  };

  it("is sent in parts of at most a thousand units and 2 MiB, each a file of its own", async () => {
    const service = await fakeService();
    service.memory.imported = IMPORTED;
    const file = large(
      `${many(1_500)}<!-- <tu> -->${unit("x".repeat(1_500_000))}${many(2)}${unit("y".repeat(1_000_000))}`,
    );
    const ran = await desk(service.url, ["memory", "import", file]);
    expect(ran).toMatchObject({ exitCode: 0, out: "3 entries created, 6 updated, 9 unchanged\n" });
    expect(service.bodies.map((body) => body.match(/<tu>(?! -->)/g)?.length)).toEqual([1_000, 503, 1]);
    for (const body of service.bodies) {
      expect(body.startsWith(HEAD)).toBe(true);
      expect(body).toMatch(/<\/body>\n?<\/tmx>\n$/);
    }
    const units = service.bodies.map((body) => body.slice(HEAD.length).replace(/<\/body>\n?<\/tmx>\n$/, ""));
    expect(`${HEAD}${units.join("")}</body></tmx>\n`).toBe(readFileSync(file, "utf8"));
    expect(existsSync(`${file}.progress`)).toBe(false);
  });

  it("goes on where it was interrupted, and tells of all faults by their lines in the file", async () => {
    const service = await fakeService();
    const problems = [
      { line: 2, detail: "version" },
      { line: 7, detail: "empty-target" },
    ];
    service.memory.imported = { ...IMPORTED, refused: 2, problems };
    const file = large(many(2_500));
    const stop = new AbortController();
    const first = await desk(service.url, ["memory", "import", file], {
      stop: stop.signal,
      fetch: (input, init) => {
        if (service.bodies.length === 2) stop.abort();
        return fetch(input, init);
      },
    });
    expect(first.exitCode).toBe(130);
    expect(first.err).toContain("2,000 of 2,500 units done. Run the same command again to go on from there.");
    const second = await desk(service.url, ["memory", "import", file]);
    expect(service.bodies.map((body) => body.match(/<tu>/g)?.length)).toEqual([1_000, 1_000, 500]);
    expect(second).toMatchObject({ exitCode: 1, out: "3 entries created, 6 updated, 9 unchanged\n" });
    expect(second.err).toContain(
      [`${file}:2: version`, ...[7, 1_007, 2_007].map((line) => `${file}:${line}: empty-target`)].join("\n"),
    );
    expect(second.err).not.toContain("more fault");
  });

  it("that cannot be read further says where in the file, and how far it came", async () => {
    const service = await fakeService();
    service.memory.imported = IMPORTED;
    const file = large(many(1_200));
    const { err, exitCode } = await desk(service.url, ["memory", "import", file], {
      fetch: (input, init) => {
        if (service.bodies.length === 1) {
          service.mishaps.push({ path: PATH, status: 422, problem: { detail: "Line 9: not well-formed." } });
        }
        return fetch(input, init);
      },
    });
    expect(exitCode).toBe(1);
    expect(err).toContain("Line 1009: not well-formed.");
    expect(err).toContain("1,000 of 1,200 units done.");
  });
});
