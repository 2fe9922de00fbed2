import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seedFolder } from "../seed/seed-folder.ts";
import { fakeService } from "./support/fake-service.ts";
import { desk } from "./support/run-desk.ts";

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
    const folder = seedFolder({ "fr-en.tmx": TMX, "all.tmx": TMX, "ma mémoire.tmx": TMX });
    const ran = await desk(service.url, ["memory", "import", join(folder, "fr-en.tmx")]);
    expect(ran).toMatchObject({ exitCode: 0, out: "1 entry created, 2 updated, 3 unchanged\n" });
    await desk(service.url, ["memory", "import", join(folder, "all.tmx"), "--pair", "fr-ar"]);
    expect(service.requests).toEqual(["POST /api/memory/fr-en.tmx", "POST /api/memory/fr-ar.tmx"]);
    expect(service.bodies).toEqual([TMX, TMX]);
    expect(await desk(service.url, ["memory", "import", join(folder, "ma mémoire.tmx")])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("--pair fr-en"),
    });
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
