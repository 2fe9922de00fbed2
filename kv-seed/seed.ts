import { relative, resolve } from "node:path";
import { readFlags } from "../src/cli/flags.ts";
import { DEFAULT_STATE, PROJECT } from "../src/cli/project.ts";
import { entriesOf } from "./entries.ts";
import { formatFault } from "./faults.ts";
import { load } from "./load.ts";
import { withLocalStore } from "./local-store.ts";
import { readSeed, type Seed } from "./read-seed.ts";
import { remoteStore } from "./remote-store.ts";

const USAGE = `npm run seed [-- options]: validates the seed in kv-seed/ and loads it into KV.

  --persist-to DIR  local state folder (default .wrangler/state)
  --remote          load into the deployed Worker's KV instead
  --check           validate only
  --from DIR        the seed's folder (default kv-seed)
  --help`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const options = {
    "persist-to": { type: "string", default: DEFAULT_STATE },
    from: { type: "string", default: resolve(PROJECT, "kv-seed") },
    remote: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  } as const;
  const read = readFlags(args, options, USAGE);
  if (!read.ok) {
    console[read.exitCode === 0 ? "log" : "error"](read.message);
    return read.exitCode;
  }
  const { flags } = read;
  const directory = resolve(flags.from);
  const { seed, faults } = readSeed(directory, Date.now());
  if (faults.length > 0) {
    const shown = relative(process.cwd(), directory) || ".";
    for (const fault of faults) console.error(formatFault(fault, shown));
    console.error(`${faults.length} ${faults.length === 1 ? "fault" : "faults"} in the seed. Nothing was written.`);
    return 1;
  }
  if (flags.check) {
    console.log(`The seed is valid: ${inventory(seed)}.`);
    return 0;
  }
  try {
    const entries = entriesOf(seed);
    const outcome = flags.remote
      ? await load(remoteStore, entries)
      : await withLocalStore(resolve(flags["persist-to"]), (store) => load(store, entries));
    if (outcome === "unchanged") console.log("KV has this seed already. Nothing was changed.");
    else {
      console.log(`Loaded ${inventory(seed)}.`);
      console.log(`The Worker takes it up ${flags.remote ? "within five minutes" : "at the next `npm start`"}.`);
    }
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

function inventory({ articles, memories, glossaries }: Seed): string {
  const count = (n: number, word: string, words: string) => `${n} ${n === 1 ? word : words}`;
  const entries = memories.reduce((sum, memory) => sum + memory.entries.length, 0);
  const terms = glossaries.reduce((sum, glossary) => sum + glossary.terms.length, 0);
  return [
    count(articles.length, "article", "articles"),
    `${count(entries, "translated paragraph", "translated paragraphs")} in ${count(memories.length, "memory", "memories")}`,
    `${count(terms, "term", "terms")} in ${count(glossaries.length, "glossary", "glossaries")}`,
  ].join(", ");
}
