import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { formatFault } from "../../../kv-seed/faults.ts";
import { readSeed, type Seed } from "../../../kv-seed/read-seed.ts";

export const NOW = Date.parse("2026-01-01T00:00:00Z");

/** A seed's folder with these files, gone after the test. */
export function seedFolder(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), "dragoman-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function seedOf(files: Record<string, string | Uint8Array>): Seed {
  const { seed, faults } = readSeed(seedFolder(files), NOW);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return seed;
}

/** The faults of these files, as the seeder prints them. */
export function faultsOf(files: Record<string, string | Uint8Array>): string[] {
  return readSeed(seedFolder(files), NOW).faults.map((fault) => formatFault(fault, "kv-seed"));
}

/** An article's file: front matter with these lines in place of the usual ones, and a body. */
export function article({ front = {}, body = "Bonjour." }: { front?: Record<string, string | null>; body?: string }) {
  const fields = {
    slug: "essai",
    language: "fr",
    title: "Essai",
    published_at: "2025-11-24T10:00:00Z",
    ...front,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}

/** A TMX file, its header on line 3 and its first unit on line 5. */
export function tmx(units: string, { prologue = "", srclang = "fr" } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
${prologue}<tmx version="1.4">
<header creationtool="test" creationtoolversion="1" segtype="paragraph" o-tmf="tmx" adminlang="en" srclang="${srclang}" datatype="html"/>
<body>
${units}
</body>
</tmx>
`;
}

/** A unit on one line. */
export function tu(source: string, target: string, language = "en-GB"): string {
  return `<tu><tuv xml:lang="fr"><seg>${source}</seg></tuv><tuv xml:lang="${language}"><seg>${target}</seg></tuv></tu>`;
}
