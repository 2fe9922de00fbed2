import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { desk } from "./support/run-desk.ts";

const URL = "http://localhost:8787";
const TSV = "source\ttarget\trule\nMaroc\tالمغرب\ttranslate\n";

/** A service that gives one answer, and what it was asked. */
function answering(body: string | object, headers: Record<string, string>, status = 200) {
  const asked: { url: string; method: string; type: string | null; accept: string | null; body: string }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input as string, init);
    const { method, url } = request;
    const [type, accept] = ["content-type", "accept"].map((name) => request.headers.get(name)) as [string, string];
    asked.push({ url, method, type, accept, body: await request.text() });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  };
  return { fetch: fetch as typeof globalThis.fetch, asked };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "desk-glossary-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

it("exports a pair's terms as TSV, to standard output or to a file", async () => {
  const { fetch, asked } = answering(TSV, { "content-type": "text/tab-separated-values; charset=utf-8" });
  expect(await desk(URL, ["glossary", "export", "fr-ar"], { fetch })).toMatchObject({ exitCode: 0, out: TSV, err: "" });
  const file = join(await folder(), "fr-ar.tsv");
  expect(await desk(URL, ["glossary", "export", "fr-ar", file], { fetch })).toMatchObject({ exitCode: 0, out: "" });
  expect(await readFile(file, "utf8")).toBe(TSV);
  expect(asked[0]).toMatchObject({
    url: `${URL}/api/glossary/fr-ar`,
    method: "GET",
    accept: "text/tab-separated-values",
  });
});

it("imports a file whole, and shows what that changes and affects", async () => {
  const { fetch, asked } = answering(
    {
      terms: 2,
      etag: '"x.json"',
      changed: { added: ["Maroc"], removed: [], changed: ["mer"] },
      affected: {
        renditions: [
          { slug: "un", terms: ["Maroc", "mer"], stale: true },
          { slug: "deux", terms: ["mer"], stale: false },
        ],
        complete: false,
      },
    },
    { "content-type": "application/json" },
  );
  const path = await folder();
  await writeFile(join(path, "a.tsv"), TSV);
  await writeFile(join(path, "a.json"), '{"terms":[]}');
  expect(await desk(URL, ["glossary", "import", "fr-ar", join(path, "a.tsv")], { fetch })).toMatchObject({
    exitCode: 0,
    out: "un\tstale\tMaroc, mer\ndeux\tstays\tmer\n",
    err: `2 terms: 1 added, 0 removed, 1 changed
2 translations are affected, and the search goes on: GET /api/glossary/fr-ar/affected has the rest.
`,
  });
  await desk(URL, ["glossary", "import", "fr-ar", join(path, "a.json")], { fetch });
  expect(asked.map(({ method, type, body }) => [method, type, body])).toEqual([
    ["PUT", "text/tab-separated-values", TSV],
    ["PUT", "application/json", '{"terms":[]}'],
  ]);
});

it("says which lines are refused", async () => {
  const problem = {
    title: "The glossary is not valid",
    detail: "Some terms are not valid.",
    errors: [{ line: 2, detail: "target: must not be empty" }],
  };
  const { fetch } = answering(problem, { "content-type": "application/problem+json" }, 422);
  const path = await folder();
  await writeFile(join(path, "a.tsv"), TSV);
  expect(await desk(URL, ["glossary", "import", "fr-ar", join(path, "a.tsv")], { fetch })).toMatchObject({
    exitCode: 1,
    err: "Some terms are not valid. (422); line 2 target: must not be empty\n",
  });
});

it("knows a pair from something else, and a file that is not there", async () => {
  expect(await desk(URL, ["glossary", "export", "french"])).toMatchObject({ exitCode: 2 });
  const missing = await desk(URL, ["glossary", "import", "fr-ar", "/nowhere/a.tsv"]);
  expect(missing).toMatchObject({ exitCode: 1, err: expect.stringContaining("ENOENT") });
});
