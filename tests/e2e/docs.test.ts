import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLES, type Sample } from "../../src/pages/docs/samples.ts";
import { faults, operations } from "../unit/openapi/described.ts";
import { all, parsed, text } from "../unit/pages/parsed.ts";
import { openBrowser } from "./browser/browser.ts";
import { overflow, violations } from "./browser/measure.ts";
import { leaveFew, openReference } from "./browser/reference.ts";
import { type Server, start } from "./server.ts";

const TOKEN = "a-token-for-the-guide";
const SEED = "interpol-marrakech-2025";
const DRAFT = { language: "fr", title: "Une brève", body_text: "Une phrase, qui suffit.", tags: ["breves"] };

let state: string;
let server: Server;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "dragoman-docs-"));
  server = await start(join(state, "server"), { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "", DEEPL_API_URL: "" });
});
afterAll(async () => {
  await server?.stop();
  await rm(state, { recursive: true, force: true });
});

const desk = (method: string, path: string, body?: object) =>
  fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Until the French feed says what it should: KV takes one write a second for a key. */
async function untilFeed(says: (feed: string) => boolean): Promise<void> {
  while (!says(await (await fetch(`${server.url}/fr/feed.json`)).text())) await new Promise((r) => setTimeout(r, 200));
}

const isHere = ({ run: [program = ""] }: Sample) =>
  spawnSync(program, program === "sh" ? ["-c", "curl --version"] : ["--version"]).status === 0;

describe("the guide's samples, as the page shows them", () => {
  /** What each said: at first, when nothing had changed, after a correction, after a withdrawal. */
  const said = new Map<string, string[][]>();

  beforeAll(async () => {
    const page = parsed(await (await fetch(`${server.url}/fr/docs`)).text());
    const codes = all(page, "pre").map(text);
    const here = SAMPLES.filter(isHere);
    const folders = new Map<Sample, string>();
    for (const sample of here) {
      const folder = await mkdtemp(join(state, "sample-"));
      folders.set(sample, folder);
      await writeFile(join(folder, sample.file), codes[SAMPLES.indexOf(sample)] ?? "");
      said.set(sample.name, []);
    }
    const runAll = () =>
      Promise.all(
        here.map(async (sample) => {
          const [program = "", ...args] = sample.run;
          const { stdout, stderr } = await promisify(execFile)(program, args, { cwd: folders.get(sample) as string });
          expect(stderr, sample.name).toBe("");
          const lines = sample.file.endsWith(".sh")
            ? [await readFile(join(folders.get(sample) as string, "feed.json"), "utf8")]
            : stdout.split("\n").filter((line) => line !== "");
          said.get(sample.name)?.push(lines);
        }),
      );
    await desk("PUT", "/api/articles/breve", DRAFT);
    await untilFeed((feed) => feed.includes("Une brève"));
    await runAll();
    await runAll();
    await desk("PUT", "/api/articles/breve", { ...DRAFT, title: "Une brève corrigée" });
    await untilFeed((feed) => feed.includes("Une brève corrigée"));
    await runAll();
    await desk("DELETE", "/api/articles/breve");
    await untilFeed((feed) => !feed.includes("Une brève"));
    await runAll();
  });

  it.skipIf(!isHere(SAMPLES[0] as Sample))("fetch the feed with curl, and keep it while it has not changed", () => {
    const [first, again, corrected, withdrawn] = (said.get("curl") ?? []).map(([feed]) =>
      (JSON.parse(feed ?? "null") as { items: { title: string }[] }).items.map(({ title }) => title),
    );
    expect(first).toEqual(["Une brève", expect.stringContaining("Interpol")]);
    expect(again).toEqual(first);
    expect(corrected?.[0]).toBe("Une brève corrigée");
    expect(withdrawn).toEqual([expect.stringContaining("Interpol")]);
  });

  for (const sample of SAMPLES.slice(1)) {
    it.skipIf(!isHere(sample))(`tell what is new, corrected and withdrawn in ${sample.name} (${sample.run[0]})`, () => {
      expect(said.get(sample.name)).toEqual([
        ["new Une brève", expect.stringContaining("new Interpol")],
        [],
        ["corrected Une brève corrigée"],
        [expect.stringMatching(/^withdrawn tag:.*:fr\/breve$/)],
      ]);
    });
  }
});

/** A feed in XML, a request with choices, one with a body, and one that deletes: each looks other. */
const OPENED = ["edition-rss", "list-articles", "put-article", "withdraw-article"];

describe("the page of every URL", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("shows them all, from its own files alone, to everybody, in light and in dark", async () => {
    const { page, asked, said } = await openReference(browser, server.url);
    expect(await page.locator(".opblock-summary-path").allInnerTexts()).toHaveLength(operations.length);
    const files = ["swagger-ui.css", "reference.css", "swagger-ui-bundle.js", "reference.js"];
    expect(asked).toEqual(["/docs/api", ...files.map((file) => `/docs/api/${file}`), "/openapi.json"]);
    for (const id of OPENED) await page.locator(`[id$="-${id}"] .opblock-summary-control`).press("Enter");
    await page
      .locator(".responses-table")
      .nth(OPENED.length - 1)
      .waitFor();
    expect(await page.locator(".opblock-body").first().innerText()).toContain("<guid isPermaLink=");
    await leaveFew(page);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      // Without transitions, or colours are read on their way from one to the other.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const only = colorScheme === "light" ? undefined : ["color-contrast"];
      expect(await violations(page, only), colorScheme).toEqual([]);
    }
    expect(said).toEqual([]);
  }, 120_000);
});

describe("the answers that are described", () => {
  const ASKED: [operation: string, path: string][] = [
    ["GET /{language}/articles/{slug}.json", `/fr/articles/${SEED}.json`],
    ["GET /{language}/articles/{slug}.json", `/ar/articles/${SEED}.json`],
    ["GET /{language}/feed.json", "/en/feed.json"],
    ["GET /{language}/tags/{tag}/feed.json", "/en/tags/maroc/feed.json"],
    ["GET /{language}/withdrawn.json", "/fr/withdrawn.json"],
    ["GET /health", "/health"],
    ["GET /api/articles", "/api/articles?edition=en"],
    ["GET /api/articles/{slug}", `/api/articles/${SEED}`],
    ["GET /api/articles/{slug}/revisions", `/api/articles/${SEED}/revisions`],
    ["GET /api/articles/{slug}/revisions/{revision}", `/api/articles/${SEED}/revisions/1`],
    ["GET /api/articles/{slug}/translations/{language}", `/api/articles/${SEED}/translations/ar`],
    ["GET /api/glossary/{source}-{target}", "/api/glossary/fr-ar"],
    ["GET /api/glossary/{source}-{target}/affected", "/api/glossary/fr-ar/affected"],
    ["GET /api/budget", "/api/budget"],
    ["GET /api/usage", "/api/usage"],
    ["GET /api/status", "/api/status"],
    ["GET /api/audit", "/api/audit?limit=2"],
    ["GET /api/tokens", "/api/tokens"],
  ];

  it.each(ASKED)("are so: %s, asked as %s", async (operation, path) => {
    const answer = await desk("GET", path);
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    expect(faultsOf(operation, answer.status, type, await answer.json())).toEqual([]);
  });

  it.each([
    ["POST /api/tokens", "/api/tokens", { name: "Anna", scopes: ["read"] }],
    ["PUT /api/articles/{slug}", "/api/articles/decrit", DRAFT],
    ["PATCH /api/articles/{slug}", "/api/articles/decrit", { title: "Autre titre" }],
    ["POST /api/articles", "/api/articles", { ...DRAFT, title: "Une seconde brève" }],
    [
      "PUT /api/glossary/{source}-{target}",
      "/api/glossary/fr-en",
      { terms: [{ source: "mer", target: "sea", rule: "translate" }] },
    ],
    ["PUT /api/budget", "/api/budget", { ar: { daily_characters: 6000 } }],
    [
      "POST /api/articles/{slug}/translations/{language}/retranslate",
      `/api/articles/${SEED}/translations/en/retranslate`,
      undefined,
    ],
    ["DELETE /api/articles/{slug}", "/api/articles/decrit", undefined],
  ] as const)("are so: %s", async (operation, path, body) => {
    const answer = await desk(operation.split(" ")[0] ?? "", path, body);
    expect(answer.status).toBeLessThan(300);
    expect(faultsOf(operation, answer.status, "application/json", await answer.json())).toEqual([]);
  });

  it("are so where something is wrong: each error has a type that its operation names", async () => {
    const answers: [operation: string, answer: Response][] = [
      ["GET /{language}/articles/{slug}.json", await fetch(`${server.url}/en/articles/rien.json`)],
      ["PUT /api/articles/{slug}", await desk("PUT", "/api/articles/decrit", { language: "fr" })],
      ["GET /api/articles", await desk("GET", "/api/articles?limit=0")],
      ["GET /api/articles", await fetch(`${server.url}/api/articles`)],
    ];
    for (const [operation, answer] of answers) {
      const body = (await answer.json()) as { type: string };
      const [, described] = operations.find(([name]) => name === operation) ?? [];
      const { $ref = "" } = (described?.responses[String(answer.status)] ?? {}) as { $ref?: string };
      expect(faults(`${$ref.slice(1)}/content/application~1problem+json/schema`, body), body.type).toEqual([]);
    }
  });
});

function faultsOf(operation: string, status: number, type: string, body: unknown): string[] {
  const [, , pointer] = operations.find(([name]) => name === operation) ?? [];
  return faults(`${pointer}/responses/${status}/content/${type.replace("/", "~1")}/schema`, body);
}
