import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { DraftSchema } from "../../../src/articles/draft.ts";
import { type Connection, connectionOf } from "../../../src/cli/desk/connection.ts";
import { nestedLines } from "../../../src/cli/desk/nested.ts";
import { harmless } from "../../../src/cli/desk/output.ts";
import { showProgress } from "../../../src/cli/desk/progress.ts";
import { freePort } from "../../e2e/server.ts";
import { seedFolder } from "../seed/seed-folder.ts";
import { type FakeService, fakeService } from "./support/fake-service.ts";
import { desk, spawnDesk } from "./support/run-desk.ts";

async function serviceWith(...slugs: string[]): Promise<FakeService> {
  const service = await fakeService();
  for (const slug of slugs) {
    const published_at = "2025-11-24T10:00:00Z";
    service.put(
      slug,
      DraftSchema.parse({ language: "fr", title: `Été ${slug}`, body_text: "Un.\n\nDeux.", published_at }),
    );
  }
  return service;
}

describe("desk list", () => {
  it("is a table", async () => {
    const service = await serviceWith("un", "vingt-deux");
    expect(await desk(service.url, ["list"])).toMatchObject({
      exitCode: 0,
      out: `PUBLISHED         STATE      REV  EDITIONS             SLUG        TITLE
2025-11-24 10:00  published  1    fr:ready en:pending  un          Été un
2025-11-24 10:00  published  1    fr:ready en:pending  vingt-deux  Été vingt-deux
`,
      err: "2 articles\n",
    });
  });

  it("follows cursors, as far as --limit says", async () => {
    const service = await serviceWith(...Array.from({ length: 250 }, (_, i) => `a-${i}`));
    const { out } = await desk(service.url, ["list", "--json"]);
    expect(out.trim().split("\n")).toHaveLength(250);
    expect(JSON.parse(out.split("\n")[249] as string)).toMatchObject({ slug: "a-249", tags: [] });
    const limited = await desk(service.url, [
      "list",
      "--limit",
      "120",
      "--edition",
      "en",
      "--tag",
      "un",
      "--q",
      "à propos",
    ]);
    expect(limited.out.trim().split("\n")).toHaveLength(121);
    expect(service.requests.slice(3)).toEqual([
      "GET /api/articles?edition=en&tag=un&q=%C3%A0+propos&limit=100",
      "GET /api/articles?edition=en&tag=un&q=%C3%A0+propos&limit=20&cursor=100",
    ]);
  });

  it("passes on which parameter the service refuses", async () => {
    const service = await serviceWith();
    const problem = { detail: "A parameter is not valid.", errors: [{ pointer: "state", detail: "no such state" }] };
    service.mishaps.push({ path: "/api/articles", status: 422, problem });
    expect(await desk(service.url, ["list", "--state", "lost"])).toMatchObject({
      exitCode: 1,
      out: "",
      err: "A parameter is not valid. (422); state no such state\n",
    });
  });
});

describe("desk show, status, withdraw, confirm-spending", () => {
  it("show an article, its body last", async () => {
    const service = await serviceWith("un");
    const { exitCode, out } = await desk(service.url, ["show", "un"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("language: fr\ntitle: Été un\nauthors: none\n");
    expect(out).toContain("editions:\n  en:\n    state: ready\n\nUn.\n\nDeux.\n");
    const { out: json } = await desk(service.url, ["show", "un", "--json"]);
    expect(JSON.parse(json)).toMatchObject({ slug: "un", body_text: "Un.\n\nDeux." });
  });

  it("show how the service is", async () => {
    const service = await serviceWith();
    expect((await desk(service.url, ["status"])).out).toBe("ok: yes\neditions:\n  fr:\n    articles: 2\ndrift: none\n");
    expect((await desk(service.url, ["status", "--json"])).out).toBe(
      '{"ok":true,"editions":{"fr":{"articles":2}},"drift":[]}\n',
    );
  });

  it("withdraw an article, with the reason on record", async () => {
    const service = await serviceWith("un", "deux");
    expect(await desk(service.url, ["withdraw", "un"])).toMatchObject({ exitCode: 0, out: "withdrawn un\n" });
    await desk(service.url, ["withdraw", "deux", "--reason", "Faux."]);
    expect(service.bodies).toEqual(["", '{"reason":"Faux."}']);
    expect(service.articles.get("un")?.state).toBe("withdrawn");
    expect(await desk(service.url, ["withdraw", "trois"])).toMatchObject({
      exitCode: 1,
      err: "There is no article trois. (404)\n",
    });
  });

  it("confirm what an edition spent, once", async () => {
    const service = await serviceWith();
    const args = ["confirm-spending", "en", "--characters", "1200"];
    expect(await desk(service.url, args)).toMatchObject({ exitCode: 0, out: "language: en\ncharacters: 1200\n" });
    await desk(service.url, [...args, "--this-month", "9000"]);
    expect(service.bodies).toEqual(['{"characters":1200}', '{"characters":1200,"this_month":9000}']);
    let tries = 0;
    const failing = async () => {
      tries++;
      throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    };
    expect(await desk(service.url, args, { fetch: failing })).toMatchObject({ exitCode: 1, waits: [] });
    expect(tries).toBe(1);
  });
});

describe("a command line", () => {
  it.each([
    [[], "Usage: desk"],
    [["publsh"], "unknown command 'publsh'"],
    [["list", "--titel", "x"], "unknown option '--titel'"],
    [["list", "--limit", "0"], "At least 1."],
    [["list", "--edition", "French"], "A language tag"],
    [["withdraw"], "missing required argument 'SLUG'"],
    [["show", "../audit"], "Lower-case ASCII words"],
    [["status", "extra"], "too many arguments"],
    [["publish"], "missing required argument 'FILE'"],
    [["confirm-spending", "en"], "--characters <N>"],
    [["status", "--url", "news.example"], "is no origin"],
    [["status", "--url", "https://news.example/fr/"], "is no origin"],
    [["status", "--url", "https://u:p@news.example"], "is no origin"],
    [["status", "--url", "http://news.example"], "over https only"],
  ])("%j that cannot be read is told on standard error, with 2", async (args, message) => {
    const service = await serviceWith();
    const ran = await desk(service.url, args);
    expect(ran).toMatchObject({ exitCode: 2, out: "", err: expect.stringContaining(message) });
    expect(service.requests).toEqual([]);
  });

  it("explains itself", async () => {
    const { exitCode, out } = await desk("", ["--help"]);
    expect(exitCode).toBe(0);
    for (const word of ["publish", "import", "withdraw", "list", "show", "export", "status", "DRAGOMAN_URL"]) {
      expect(out).toContain(word);
    }
    expect((await desk("", ["import", "--help"])).out).toContain("--url <ORIGIN>");
  });

  it("says how to start a service that is not there, with no stack trace", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await spawnDesk(url, ["status"]).ended).toEqual({
      exitCode: 1,
      out: "",
      err: `${url} cannot be reached (ECONNREFUSED). Start the service with npm start, or name another: --url ORIGIN\n`,
    });
  });

  it("ends with 2 in a process of its own too", async () => {
    expect(await spawnDesk("http://localhost", ["nonsense"]).ended).toMatchObject({ exitCode: 2, out: "" });
  });

  it("ends with 130 when it is interrupted while it waits", async () => {
    const service = await serviceWith();
    service.mishaps.push({ path: "/api/status", status: 503 });
    const stop = new AbortController();
    const ran = await desk(service.url, ["status"], { stop: stop.signal, sleep: async () => stop.abort() });
    expect(ran).toMatchObject({ exitCode: 130, err: "Interrupted.\n" });
  });
});

describe("the connection", () => {
  const file = () => join(seedFolder({ ".dev.vars": "EDITOR_TOKEN=file\n" }), ".dev.vars");

  it.each<[string, string | undefined, Record<string, string>, Partial<Connection>]>([
    ["this machine, with .dev.vars", undefined, {}, { origin: "http://localhost:8787", token: "file" }],
    [
      "EDITOR_TOKEN before .dev.vars",
      undefined,
      { EDITOR_TOKEN: "editor" },
      { token: "editor", tokenFrom: "EDITOR_TOKEN" },
    ],
    [
      "DRAGOMAN_TOKEN before all",
      undefined,
      { EDITOR_TOKEN: "editor", DRAGOMAN_TOKEN: "own" },
      { token: "own", tokenFrom: "DRAGOMAN_TOKEN" },
    ],
    ["DRAGOMAN_URL", undefined, { DRAGOMAN_URL: "https://news.example/" }, { origin: "https://news.example" }],
    ["--url before it", "http://[::1]:1", { DRAGOMAN_URL: "https://news.example" }, { origin: "http://[::1]:1" }],
    ["plain http on loopback", "http://127.0.0.1:80", {}, { origin: "http://127.0.0.1" }],
  ])("is %s", (_, url, environment, value) => {
    expect(connectionOf(url, environment, file())).toMatchObject({ ok: true, value });
  });

  it.each<[string, string | undefined, Record<string, string>]>([
    ["plain http elsewhere", "http://news.example", {}],
    ["a host that only looks like loopback", "http://127.0.0.1.news.example", {}],
    ["another scheme", "file:///etc/passwd", {}],
    ["an empty token", undefined, { EDITOR_TOKEN: "" }],
    ["a token with a line end", undefined, { DRAGOMAN_TOKEN: "a\nb" }],
  ])("is refused for %s", (_, url, environment) => {
    expect(connectionOf(url, environment, file()).ok).toBe(false);
  });

  it("says whose token it was that the service does not know", async () => {
    const service = await fakeService();
    const devVars = file();
    const ran = await desk(service.url, ["status"], { environment: { DRAGOMAN_URL: service.url }, devVars });
    expect(ran).toMatchObject({
      exitCode: 1,
      err: `Send a token. (401) The token was that of EDITOR_TOKEN in ${devVars}.\n`,
    });
  });
});

describe("what people read", () => {
  it("is nested values in lines", () => {
    expect(nestedLines({ a: null, b: [1, { c: "x\ny", d: false }], e: {} })).toEqual([
      "a: none",
      "b:",
      "  - 1",
      "  -",
      "    c: x",
      "      y",
      "    d: no",
      "e: none",
    ]);
  });

  it("cannot command their terminal, nor read backwards", () => {
    expect(harmless("a\u001b[2Jb\u0007\u202ec\r\u009b1md\tété العربية\n")).toBe("a[2Jbc1md\tété العربية\n");
  });

  it("is a line of progress a second where it is piped", () => {
    const to = new PassThrough();
    let now = 0;
    const progress = showProgress({ to, title: "Importing", unit: "lines", total: 5_000, now: () => now });
    for (let done = 1; done <= 5_000; done++) {
      now = done / 2; // Two thousand a second.
      progress.at(done);
    }
    progress.end();
    expect(String(to.read())).toBe("Importing: 2,000 of 5,000 lines\nImporting: 4,000 of 5,000 lines\n");
  });

  it("is a bar on a terminal", async () => {
    const to = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const progress = showProgress({ to, title: "Importing", unit: "lines", total: 2, now: () => 0 });
    progress.at(1);
    progress.end();
    expect(String(to.read())).toContain("Importing: 1 of 2 lines");
    expect(process.exitCode).toBeUndefined();
  });
});
