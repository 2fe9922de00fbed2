import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeDeepL, fakeDeepL } from "./fake-deepl.ts";
import { type Server, start } from "./server.ts";

const TOKEN = "a-token-for-the-whole-service";
const KINDS = "alias article audit budget glossary memory rendition revision timeline timeline-page usage";

let folder: string;
let deepl: FakeDeepL;
let first: Server;
let second: Server;

const api = (method: string, path: string, body?: object) =>
  fetch(`${first.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const article = (slug: string, more: object = {}) =>
  api("PUT", `/articles/${slug}`, {
    language: "fr",
    title: `Titre de ${slug}`,
    body_text: `Texte de ${slug}.`,
    ...more,
  });

/** `desk …` in a process of its own; what it wrote to standard output, and its exit code: null where it was killed. */
function desk(server: Server, args: string[]): { child: ChildProcess; ended: Promise<[number | null, string]> } {
  const env = { ...process.env, DRAGOMAN_URL: server.url, DRAGOMAN_TOKEN: TOKEN };
  const child = spawn(process.execPath, ["src/cli/desk.ts", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.resume();
  return { child, ended: new Promise((resolve) => child.once("exit", (code) => resolve([code, output]))) };
}

/** Kills the command again and again, each time a little later, until it comes to its end. */
async function throughKills(
  server: Server,
  args: string[],
  progress: string,
): Promise<{ kills: number; last: string }> {
  for (let kills = 0; ; ) {
    const { child, ended } = desk(server, args);
    const isOver = ended.then(() => true);
    // It is killed once it has got somewhere new: at a place that the machine chooses.
    const before = existsSync(progress) ? await readFile(progress, "utf8") : "";
    while (kills < 5) {
      if (await Promise.race([isOver, new Promise((resolve) => setTimeout(() => resolve(false), 5))])) break;
      const now = existsSync(progress) ? await readFile(progress, "utf8").catch(() => before) : before;
      if (now === before) continue;
      child.kill("SIGKILL");
      kills++;
      break;
    }
    const [code, last] = await ended;
    if (code !== null) {
      expect(code, last).toBe(0);
      return { kills, last };
    }
  }
}

/** An export of the first, once nothing changes by itself any more. */
async function settledExport(): Promise<string> {
  for (let last = ""; ; ) {
    const [code, now] = await desk(first, ["export"]).ended;
    expect(code).toBe(0);
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/** Byte for byte; the first line that differs is told. */
function expectSame(text: string, expected: string): void {
  const lines = expected.split("\n");
  for (const [i, line] of text.split("\n").entries())
    if (line !== lines[i]) throw new Error(`line ${i + 1} is ${line.slice(0, 300)} and not ${lines[i]?.slice(0, 300)}`);
  expect(text.length).toBe(expected.length);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dragoman-"));
  deepl = await fakeDeepL();
  const env = { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "a-key:fx", DEEPL_API_URL: deepl.url };
  first = await start(join(folder, "first"), env);
  second = await start(join(folder, "second"), { ...env, DEEPL_API_KEY: "" }, ["--empty"]);
});
afterAll(async () => {
  await first?.stop();
  await second?.stop();
  await deepl?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("gives a publication back byte for byte, through an export and an import that are killed on their way", async () => {
  for (let i = 1; i <= 34; i++) await article(`n${i}`, { tags: ["eau", i % 2 ? "impair" : "pair"] });
  await article("corrige", { tags: ["eau"], tag_labels: { eau: "L’eau" }, aliases: ["ancien", "vieux"] });
  await article("corrige", { tags: ["pair"], aliases: ["ancien"], correction_note: "La date était fausse." });
  await article("corrige", { tags: ["pair"], aliases: ["ancien"], body_html: "<p>Du <em>texte</em>.</p>" });
  await article("demain", { published_at: "2099-01-01T00:00:00Z" });
  await article("fini", { expires_at: "2098-01-01T00:00:00Z" });
  await article("retire", { tags: ["eau"] });
  await article("n1", { title: "Corrigé", tags: ["eau"] });
  for (const slug of ["n1", "n2", "corrige", "retire"]) {
    for (const language of ["en", "ar"]) {
      const answer = await fetch(`${first.url}/${language}/articles/${slug}.json`);
      expect(answer.status).toBe(200);
    }
  }
  await api("DELETE", "/articles/retire", { reason: "Une erreur." });
  await api("POST", "/tokens", { name: "presse", scopes: ["write"] });
  await api("POST", "/articles/n1/translations/en/retranslate");

  const whole = await settledExport();
  const file = join(folder, "all.ndjson");
  const exported = await throughKills(first, ["export", "--output", file], `${file}.progress`);
  expect(exported.kills).toBeGreaterThan(1);
  expectSame(await readFile(file, "utf8"), whole);
  const lines = whole.trimEnd().split("\n");
  expect([...new Set(lines.map((line) => JSON.parse(line).kind as string))].toSorted().join(" ")).toBe(KINDS);

  const imported = await throughKills(second, ["import", file], `${file}.progress`);
  expect(imported.last).toContain("0 failed");
  const [, back] = await desk(second, ["export"]).ended;
  expectSame(back, whole);
  for (const path of [
    "fr/articles/corrige.json",
    "en/articles/n2.json",
    "ar/articles/n2.txt",
    "fr/feed.json",
    "fr/archive/1/atom.xml",
  ]) {
    const [its, original] = await Promise.all(
      [second, first].map(async (server) => {
        const answer = await fetch(`${server.url}/${path}`);
        return `${answer.status} ${await answer.text()}`.replaceAll(server.url, "");
      }),
    );
    expect(its, path).toBe(original);
  }
  // The same import again meets what is there.
  expect((await desk(second, ["import", file]).ended)[0]).toBe(0);
}, 180_000);
