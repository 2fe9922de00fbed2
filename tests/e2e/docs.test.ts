import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

/** Until a public URL says what it should: KV takes one write a second for a key. */
async function until(path: string, says: (text: string) => boolean): Promise<void> {
  while (!says(await (await fetch(server.url + path)).text())) await new Promise((r) => setTimeout(r, 200));
}

/** Two full pages and the third begun: the feed has the last two, and the first articles lie in the archive. */
const OLDER = Array.from({ length: 60 }, (_, i) => ({ ...DRAFT, slug: `breve-${i}`, title: `Brève ${i}` }));

const isHere = ({ run: [program = ""] }: Sample) =>
  spawnSync(program, program === "sh" ? ["-c", "curl --version"] : ["--version"]).status === 0;

describe("the guide's samples, as the page shows them", () => {
  /** What each said, run by run. */
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
    const runAll = (...flags: string[]) =>
      Promise.all(
        here.map(async (sample) => {
          const [program = "", ...args] = sample.run;
          const cwd = folders.get(sample) as string;
          const { stdout, stderr } = await promisify(execFile)(program, [...args, ...flags], { cwd });
          expect(stderr, sample.name).toBe("");
          const lines = sample.file.endsWith(".sh") ? await mirrored(cwd) : stdout.split("\n").filter(Boolean);
          said.get(sample.name)?.push(lines);
        }),
      );
    const put = (slug: string, title: string) => desk("PUT", `/api/articles/${slug}`, { ...DRAFT, title });
    await put("ancienne", "Une ancienne");
    await until("/fr/feed.json", (feed) => feed.includes("Une ancienne"));
    const lines = OLDER.map((article) => `${JSON.stringify(article)}\n`).join("");
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/x-ndjson" };
    await (await fetch(`${server.url}/api/import`, { method: "POST", headers, body: lines })).text();
    await put("breve", "Une brève");
    await until("/fr/feed.json", (feed) => feed.includes("Une brève") && !feed.includes("Une ancienne"));
    await until("/fr/archive/1/feed.json", (page) => page.includes("Une ancienne"));
    await runAll();
    await runAll();
    await put("breve", "Une brève corrigée");
    await put("ancienne", "Une ancienne corrigée");
    await until("/fr/feed.json", (feed) => feed.includes("Une brève corrigée"));
    await until("/fr/archive/1/feed.json", (page) => page.includes("Une ancienne corrigée"));
    await runAll();
    await runAll("--all");
    await desk("DELETE", "/api/articles/breve");
    await desk("DELETE", "/api/articles/ancienne");
    await until("/fr/withdrawn.json", (list) => list.includes("breve") && list.includes("ancienne"));
    await until("/fr/archive/1/feed.json", (page) => !page.includes("Une ancienne"));
    await runAll("--all");
    await put("ancienne", "Une ancienne rétablie");
    await until("/fr/withdrawn.json", (list) => !list.includes("ancienne"));
    await until("/fr/articles/ancienne.json", (article) => article.includes("rétablie"));
    await until("/fr/archive/1/feed.json", (page) => page.includes("Une ancienne rétablie"));
    await runAll();
    await runAll("--all");
  }, 240_000);

  /** The titles that curl's sample has in its files, from the newest to the oldest. */
  async function mirrored(folder: string): Promise<string[]> {
    const pages = (await readdir(folder)).filter((file) => /^(feed|archive-\d+)\.json$/.test(file));
    const texts = pages.toSorted((a, b) => (a < b ? 1 : -1)).map((file) => readFile(join(folder, file), "utf8"));
    return (await Promise.all(texts)).flatMap((text) =>
      (JSON.parse(text) as { items: { title: string }[] }).items.map(({ title }) => title),
    );
  }

  it.skipIf(!isHere(SAMPLES[0] as Sample))(
    "keep the feed with curl while it has not changed, and told to, all of it",
    () => {
      const [first, again, corrected, all, withdrawn, , restored] = said.get("curl") ?? [];
      expect(first?.[0]).toBe("Une brève");
      expect(first).not.toContain("Une ancienne");
      expect(again).toEqual(first);
      expect(corrected).toEqual(["Une brève corrigée", ...(first ?? []).slice(1)]);
      expect(all).toHaveLength(OLDER.length + 3);
      expect(all?.slice(-2)).toEqual(["Une ancienne corrigée", expect.stringContaining("Interpol")]);
      expect(withdrawn).toHaveLength(OLDER.length + 1);
      expect(restored?.slice(-2)).toEqual(["Une ancienne rétablie", expect.stringContaining("Interpol")]);
    },
  );

  for (const sample of SAMPLES.slice(1)) {
    it.skipIf(!isHere(sample))(
      `tell what became of new and of old articles in ${sample.name} (${sample.run[0]})`,
      () => {
        const [first, ...later] = said.get(sample.name) ?? [];
        expect(first).toHaveLength(OLDER.length + 3);
        expect(first?.[0]).toBe("new Une brève");
        expect(first?.slice(-2)).toEqual(["new Une ancienne", expect.stringContaining("new Interpol")]);
        expect(later).toEqual([
          [],
          ["corrected Une brève corrigée"],
          ["corrected Une ancienne corrigée"],
          [
            expect.stringMatching(/^withdrawn tag:.*:fr\/ancienne$/),
            expect.stringMatching(/^withdrawn tag:.*:fr\/breve$/),
          ],
          ["restored Une ancienne rétablie"],
          [],
        ]);
      },
    );
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
