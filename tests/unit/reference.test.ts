import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../../src/env.ts";
import { PROBLEMS } from "../../src/http/problem.ts";
import { operations } from "./openapi/described.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const reference = read("docs/reference.md");

/** The cells of the table under a heading, without its head. */
function rows(text: string, heading: string): string[][] {
  const [, part = ""] = text.split(`\n## ${heading}\n`);
  const lines = (part.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What a cell has in code. */
const codes = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
const column = (heading: string) => rows(reference, heading).flatMap(([first]) => codes(first));

/** The text of every source file below some folders. */
function sources(...folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith(".ts"))
    .map(read)
    .join("\n");
}

/** `name = "value"` in one table of a TOML file. */
function settings(table: string): [name: string, value: string][] {
  const [, part = ""] = read("wrangler.toml").split(`\n[${table}]\n`);
  return [...(part.split("\n[")[0] ?? "").matchAll(/^(\w+) = "(.*)"$/gm)].map(([, name, value]) => [
    name ?? "",
    value ?? "",
  ]);
}

describe("the table of", () => {
  it("variables has those that are set, with their defaults", () => {
    const told = rows(reference, "Variables").map(([name, value]) => [codes(name)[0], codes(value)[0] ?? ""]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(settings("vars")));
  });

  it("secrets and bindings has, with the variables, all that is read of the environment, and all that is bound", () => {
    const named = rows(reference, "Secrets and bindings");
    const of = (kind: string) => named.flatMap(([name, is]) => (is === kind ? codes(name) : []));
    const [, optional = ""] = /interface Secrets \{([\s\S]*?)\n\}/.exec(read("src/env.ts")) ?? [];
    const secrets = [...optional.matchAll(/^ {2}([A-Z_]+)\?/gm)].map(([, name]) => name as string);
    expect([...of("secret"), "AI"].toSorted()).toEqual(secrets.toSorted());
    expect([...column("Variables"), ...of("secret"), "AI"].toSorted()).toEqual([...VARIABLES].toSorted());
    const [, env = ""] = /interface __BaseEnv_Env \{([\s\S]*?)\n\}/.exec(read("worker-configuration.d.ts")) ?? [];
    const bound = [...env.matchAll(/^\t([A-Z_]+): (?!string)/gm)].map(([, name]) => name as string);
    expect(of("binding").toSorted()).toEqual([...bound, "AI"].toSorted());
  });

  it("the commands' environment has what they read of it", () => {
    const names = new Set(sources("src/cli").match(/DRAGOMAN_[A-Z]+/g));
    expect(column("Environment of the commands").toSorted()).toEqual([...names].toSorted());
  });

  it("URLs has every one that is described, once, and the desk's requests with their scope", () => {
    const told = [
      ...column("Public URLs").map((path) => [`GET ${path}`, ""]),
      ...rows(reference, "Requests of the desk").flatMap(([requests, scope]) =>
        codes(requests).map((request) => [request, scope]),
      ),
    ];
    const described = operations.map(([name, { security }]) => [name, security[0]?.["token"]?.join() ?? ""]);
    expect(told.toSorted()).toEqual(described.toSorted());
  });

  it("headers has those that are read and sent", () => {
    const text = sources("routes", "src/http", "src/newsroom", "src/edition", "src/pages") + read("src/app.ts");
    const sent = [
      /\bheaders?\.(?:get|set|has)\("([\w-]+)"/g,
      /\bheader\(\s*"([\w-]+)"/g,
      /\.get\("(if-[a-z-]+)"/g,
      /"((?:accept|access-control|cache|cloudflare|content|idempotency|dragoman|last|retry|www|x)-[a-z-]+)":/g,
      /^\s*(?:headers: )?\{?\s*(etag|vary|link|location|allow)\b[:,]/gm,
      /[{,] ?(etag|vary|link|location|allow)(?:[:,]| \})/g,
    ].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => (name as string).toLowerCase()));
    const told = column("Headers").map((name) => name.toLowerCase());
    expect(told.toSorted()).toEqual([...new Set(sent)].filter((name) => !(name in PROBLEMS)).toSorted());
  });

  it("problems has every type with its status", () => {
    const told = rows(reference, "Problems").map(([type, status]) => [codes(type)[0], Number(status)]);
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(Object.entries(PROBLEMS).map(([kind, [status]]) => [kind, status])),
    );
    expect(told).toHaveLength(Object.keys(PROBLEMS).length);
  });
});

it("no other page has a table of the same names", () => {
  const names = new Set(
    [
      "Variables",
      "Secrets and bindings",
      "Environment of the commands",
      "Public URLs",
      "Requests of the desk",
      "Headers",
      "Problems",
    ].flatMap(column),
  );
  const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`)];
  for (const page of pages.filter((path) => path !== "docs/reference.md")) {
    const first = read(page)
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .flatMap((line) => codes(line.split("|")[1]));
    expect(
      first.filter((name) => names.has(name)),
      page,
    ).toEqual([]);
  }
});

it("every link from page to page leads somewhere", () => {
  for (const page of ["README.md", ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`)]) {
    const text = read(page);
    for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path = "", fragment] = target.split("#");
      const other = path === "" ? text : readFileSync(join(ROOT, page, "..", path), "utf8");
      if (fragment === undefined) continue;
      const anchors = [...other.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^\w\s-]/g, "")
          .replace(/\s+/g, "-"),
      );
      expect(anchors, `${page}: ${target}`).toContain(fragment);
    }
  }
});
