import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { deployOrigin } from "../../../src/cli/deploy-origin.ts";
import { effectiveSecrets, ensureDevVars, formatEnvFile, writePrivate } from "../../../src/cli/dev-vars.ts";
import { readFlags } from "../../../src/cli/flags.ts";
import { urlsToTry } from "../../../src/cli/urls-to-try.ts";
import { passOn } from "../../../src/cli/worker-output.ts";
import { seedFolder } from "../seed/seed-folder.ts";

describe("secrets of a local start", () => {
  it("begin with a random desk token that only its owner may read, and that stays", () => {
    const file = join(seedFolder({}), ".dev.vars");
    expect(ensureDevVars(file)).toBe("created");
    const first = readFileSync(file, "utf8");
    expect(first).toMatch(/^EDITOR_TOKEN=[\w-]{43}$/m);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(ensureDevVars(file)).toBe("found");
    expect(readFileSync(file, "utf8")).toBe(first);
  });

  it("come from the environment, else from .dev.vars; an empty variable switches the file's off", () => {
    const file = "EDITOR_TOKEN=file\nDEEPL_API_KEY='file'\nDEEPL_API_URL=https://file.example\nDAILY_CHARACTERS=5\n";
    expect(effectiveSecrets(file, { EDITOR_TOKEN: "env", DEEPL_API_KEY: "", HOME: "/" })).toEqual({
      EDITOR_TOKEN: "env",
      DEEPL_API_KEY: "",
      DEEPL_API_URL: "https://file.example",
      DAILY_CHARACTERS: "5",
    });
  });

  it("are quoted so that nothing in them is expanded", () => {
    expect(formatEnvFile({ A: "a b#c", B: "it's $HOME", C: "`'x" })).toBe("A='a b#c'\nB=`it's \\$HOME`\nC=\"`'x\"\n");
    expect(() => formatEnvFile({ A: "a\nB=c" })).toThrow("A has a line end");
  });

  it("are written privately even over a file that everybody could read", () => {
    const folder = seedFolder({ "dragoman.env": "old" });
    writePrivate(join(folder, "dragoman.env"), "new");
    expect(statSync(join(folder, "dragoman.env")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "dragoman.env"), "utf8")).toBe("new");
  });
});

describe("command lines", () => {
  const options = { port: { type: "string", default: "8787" } } as const;

  it.each([["--prot"], ["word"], ["--port"]])("%s is an error that shows the usage", (argument) => {
    expect(readFlags([argument], options, "USAGE")).toMatchObject({
      ok: false,
      exitCode: 2,
      message: expect.stringContaining("USAGE"),
    });
  });

  it("--help is none", () => {
    expect(readFlags(["--help"], options, "USAGE")).toEqual({ ok: false, exitCode: 0, message: "USAGE" });
  });
});

describe("the URLs to try", () => {
  const told = (isEmpty: boolean) => urlsToTry("http://localhost:1", { token: "$EDITOR_TOKEN", note: "", isEmpty });

  it("are the seed's article, its formats, feeds and the guide", () => {
    for (const path of ["/ar/articles/interpol-marrakech-2025", "/en/rss.xml", "/docs", "/health", "/api/articles/"])
      expect(told(false)).toContain(`http://localhost:1${path}`);
  });

  it("name no article where there is none", () => {
    const paths = told(true).match(/(?<=http:\/\/localhost:1)\/\S*/g);
    expect(paths).toEqual(["/", "/en/rss.xml", "/docs", "/health", "/api/articles/premier-essai"]);
  });
});

describe("a server's output", () => {
  it("passes on but for wrangler's advice about crons", async () => {
    const [from, to] = [new PassThrough(), new PassThrough()];
    const advice = [
      "WARNING Scheduled Workers are not automatically triggered during local development.",
      "",
      "  To manually trigger a scheduled event, run:",
      '    curl "http://localhost:8787/cdn-cgi/local/scheduled"',
      "  For more details, see https://example/configuration/cron-triggers/#test",
      "",
      "",
    ];
    from.end(["before", "", ...advice, "after", "", "end"].join("\n"));
    await passOn(from, to);
    to.end();
    expect(await text(to)).toBe("before\n\nafter\n\nend\n");
  });
});

describe("the origin of a deployment", () => {
  it.each([
    ["https://news.example", undefined, "https://news.example"],
    ["http://localhost:8787", "https://news.example/", "https://news.example"],
  ])("%s, overridden by %s, is %s", (configured, override, value) => {
    expect(deployOrigin(configured, override)).toEqual({ ok: true, value });
  });

  it.each([
    ["http://localhost:8787", undefined],
    ["https://127.0.0.1", undefined],
    ["https://[::1]:8787", undefined],
    ["", undefined],
    ["https://news.example", "http://news.example"],
    ["https://news.example", "https://news.example/path"],
    ["https://news.example", "news.example"],
  ])("%s, overridden by %s, is refused", (configured, override) => {
    expect(deployOrigin(configured, override).ok).toBe(false);
  });
});
