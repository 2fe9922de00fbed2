import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { article, seedFolder } from "../seed/seed-folder.ts";
import { fakeService } from "./support/fake-service.ts";
import { desk, spawnDesk } from "./support/run-desk.ts";

const file = (slug: string, front: Record<string, string | null> = {}) => article({ front: { slug, ...front } });

describe("desk publish", () => {
  it("publishes a folder by date, and says what became of each article", async () => {
    const service = await fakeService();
    const folder = seedFolder({
      "a.fr.md": file("a", { published_at: null }),
      "b.fr.md": file("b", { published_at: "2025-03-01T00:00:00Z" }),
      "c.fr.md": file("c", { published_at: "2025-01-01T00:00:00Z", tags: "[un]" }),
      "notes.txt": "not an article",
    });
    expect(await desk(service.url, ["publish", folder])).toMatchObject({
      exitCode: 0,
      out: "created c\ncreated b\ncreated a\n",
      err: "",
    });
    expect(service.articles.get("c")?.draft).toMatchObject({
      language: "fr",
      body_markdown: "\nBonjour.\n",
      tags: ["un"],
    });
  });

  it("takes what a link in the folder leads to", async () => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a") });
    symlinkSync(join(seedFolder({ "b.fr.md": file("b") }), "b.fr.md"), join(folder, "b.fr.md"));
    symlinkSync(join(folder, "nowhere"), join(folder, "c.fr.md"));
    expect(await desk(service.url, ["publish", folder])).toMatchObject({ exitCode: 0, out: "created a\ncreated b\n" });
  });

  it("run again sends no revision that is there already", async () => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a"), "b.fr.md": file("b") });
    await desk(service.url, ["publish", join(folder, "a.fr.md")]);
    await desk(service.url, ["publish", join(seedFolder({ "b.fr.md": file("b", { title: "Avant" }) }), "b.fr.md")]);
    const again = await desk(service.url, ["publish", join(folder, "a.fr.md"), join(folder, "b.fr.md")]);
    expect(again).toMatchObject({ exitCode: 0, out: "unchanged a\nupdated b\n" });
  });

  it("takes a date to come: the service keeps the article until then", async () => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a", { published_at: "2099-01-01T00:00:00Z" }) });
    expect(await desk(service.url, ["publish", folder])).toMatchObject({ exitCode: 0, out: "created a\n" });
  });

  it("sends nothing while one file has a fault, and names every fault with its line", async () => {
    const service = await fakeService();
    const folder = seedFolder({
      "a.fr.md": file("a"),
      "b.fr.md": file("b", { title: '""', titel: "x" }),
      "c.fr.md": article({ front: { slug: "c" }, body: "" }),
      "a.en.md": file("a", { language: "en" }),
    });
    const { exitCode, out, err } = await desk(service.url, ["publish", folder]);
    expect({ exitCode, out, requests: service.requests }).toEqual({ exitCode: 1, out: "", requests: [] });
    expect(err.split("\n")).toEqual([
      `${folder}/a.fr.md:1: the slug a is already that of ${folder}/a.en.md`,
      `${folder}/b.fr.md:4: title: must not be empty`,
      `${folder}/b.fr.md:6: titel: no such field`,
      `${folder}/c.fr.md:7: the body has no text and no image`,
      "4 faults. Nothing was sent.",
      "",
    ]);
  });

  it.each([
    ["is past", { expires_at: "2026-01-01T00:00:00Z" }, "must be later than now"],
    [
      "comes before the article appears",
      { published_at: "2026-03-01T00:00:00Z", expires_at: "2026-02-01T00:00:00Z" },
      "must be later than published_at",
    ],
  ])("sends nothing whose end %s", async (_, front, fault) => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a", front) });
    expect(await desk(service.url, ["publish", folder])).toMatchObject({
      exitCode: 1,
      err: `${folder}/a.fr.md:6: expires_at: ${fault}\n1 fault. Nothing was sent.\n`,
    });
    expect(service.requests).toEqual([]);
  });

  it.each([
    ["a file that is not there", {}, "nowhere.fr.md", "there is no such file"],
    ["a folder without articles", { "empty/notes.txt": "" }, "empty", "empty has no .md file"],
  ])("sends nothing for %s", async (_, files, name, fault) => {
    const service = await fakeService();
    const path = join(seedFolder(files), name);
    expect(await desk(service.url, ["publish", path])).toMatchObject({
      exitCode: 1,
      err: `${path}:1: ${fault}\n1 fault. Nothing was sent.\n`,
    });
    expect(service.requests).toEqual([]);
  });

  it("goes on after an article that the service refuses, and exits with 1", async () => {
    const service = await fakeService();
    service.mishaps.push({
      path: "/api/articles/a",
      status: 422,
      problem: {
        detail: "Some members are not valid; see errors.",
        errors: [{ pointer: "/language", detail: "fr is none" }],
      },
    });
    const folder = seedFolder({ "a.fr.md": file("a"), "b.fr.md": file("b") });
    expect(await desk(service.url, ["publish", folder])).toMatchObject({
      exitCode: 1,
      out: "error a: Some members are not valid. (422); /language fr is none\ncreated b\n",
    });
  });

  it("stops where every article would fail alike, and says how many were not sent", async () => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a"), "b.fr.md": file("b") });
    const environment = { DRAGOMAN_URL: service.url, DRAGOMAN_TOKEN: "wrong" };
    const ran = await desk(service.url, ["publish", folder], { environment });
    expect(ran).toMatchObject({ exitCode: 1, out: "" });
    expect(ran.err).toBe(
      "Send a token. (401) The token was that of DRAGOMAN_TOKEN.\n2 articles were not sent. Run the same command again: what is there is skipped.\n",
    );
    expect(ran.err).not.toContain("wrong");
    expect(service.requests).toHaveLength(1);
  });

  it("waits as long as a busy service asks, then goes on", async () => {
    const service = await fakeService();
    service.mishaps.push({ path: "/api/articles/a", status: 503, headers: { "retry-after": "7" } });
    service.mishaps.push({
      path: "/api/articles/a",
      status: 429,
      headers: { "retry-after": "Thu, 01 Jan 2026 00:01:30 GMT" },
    });
    service.mishaps.push({ path: "/api/articles/a", status: 503 });
    const ran = await desk(service.url, ["publish", seedFolder({ "a.fr.md": file("a") })]);
    expect(ran).toMatchObject({ exitCode: 0, out: "created a\n", waits: [7, 90, 4] });
  });

  it("sends an article again whose answer was lost", async () => {
    const service = await fakeService();
    let lost = 0;
    const ran = await desk(service.url, ["publish", seedFolder({ "a.fr.md": file("a") })], {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (init?.method !== "PUT" || lost++ > 0) return answer;
        throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      },
    });
    expect(ran).toMatchObject({ exitCode: 0, out: "created a\n", waits: [1] });
    expect(service.articles.get("a")?.revision).toBe(1);
  });

  it("says in its help how a file is named, and where its fields are told", async () => {
    const { exitCode, out } = await desk("", ["publish", "--help"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("{slug}.{lang}.md");
    expect(out).toContain("docs/desk.md");
  });

  it("runs as a command of its own", async () => {
    const service = await fakeService();
    const folder = seedFolder({ "a.fr.md": file("a") });
    expect(await spawnDesk(service.url, ["publish", folder]).ended).toEqual({
      exitCode: 0,
      out: "created a\n",
      err: "",
    });
  });
});
