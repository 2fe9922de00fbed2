import { cpus } from "node:os";
import type { Imported } from "./import.ts";
import { PUBLISHED, type Published } from "./publish.ts";
import type { Read } from "./reads.ts";
import type { Rebuilt } from "./rebuild.ts";

/** Everything that was measured at one size. */
export interface Result {
  n: number;
  /** Null where it was left out. */
  rebuilt: Rebuilt | null;
  /** Bytes of each object's database after the rebuild. */
  sizes: Record<string, number>;
  kv: { keys: number; bytes: number };
  read: Read[];
  published: Published;
  bulk: Imported;
  /** Most memory of the runtime, MiB. */
  memory: number;
}

/** A row: what it is, and its number at each size. `ratio`: false where growing with the articles is its nature. */
interface Row {
  what: string;
  of: (result: Result) => number;
  digits?: number;
  ratio?: false;
}

/** The table of all sizes, in Markdown. */
export function report(results: Result[], details: boolean): string {
  const [first, last] = [results[0], results.at(-1)] as [Result, Result];
  const sizes = results.map(({ n }) => n.toLocaleString("en"));
  const header = ["", ...sizes, `ratio ${sizes.at(-1)} / ${sizes[0]}`];
  const rows = rowsOf(first).map(({ what, of, digits = 1, ratio }) => [
    what,
    ...results.map((result) => of(result).toFixed(digits)),
    ratio === false ? "" : (of(last) / of(first)).toFixed(2),
  ]);
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  const table = [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const day = new Date().toISOString().slice(0, 10);
  const machine = `plain \`workerd serve\`, objects' databases and KV in files, ${cpus().length} cores`;
  const told = details ? `\n\n${results.map(statementsOf).join("\n\n")}` : "";
  return `${day}, ${machine}\n\n${table}${told}`;
}

function rowsOf({ published, read, sizes }: Result): Row[] {
  const kinds = Object.keys(published.writes).sort();
  const all = (writes: Record<string, number>) => Object.values(writes).reduce((sum, count) => sum + count, 0);
  return [
    { what: "publish: KV writes", of: (r) => all(r.published.writes) },
    ...kinds.map((kind): Row => ({ what: `· \`${kind}/…\``, of: (r) => r.published.writes[kind] ?? 0, digits: 2 })),
    { what: "publish: rows written", of: (r) => r.published.rowsWritten },
    { what: "publish: rows read", of: (r) => r.published.rowsRead, digits: 0 },
    { what: "publish: CPU, ms", of: (r) => r.published.cpu },
    { what: "publish: answered after, ms", of: (r) => r.published.answered, digits: 0 },
    { what: "publish: in KV in three editions after, ms", of: (r) => r.published.replicated, digits: 0 },
    ...read.flatMap(({ what }, at): Row[] => [
      { what: `${what}: ms`, of: (r) => r.read[at]?.latency ?? Number.NaN },
      { what: `${what}: CPU, ms`, of: (r) => r.read[at]?.cpu ?? Number.NaN, digits: 2 },
      { what: `${what}: rows read`, of: (r) => r.read[at]?.rowsRead ?? Number.NaN, digits: 0 },
    ]),
    { what: "import: articles a second", of: (r) => r.bulk.accepted, digits: 0 },
    { what: "import: articles a second, until KV has them", of: (r) => r.bulk.replicated, digits: 0 },
    { what: "import: CPU for each, ms", of: (r) => r.bulk.cpu, digits: 2 },
    { what: "import: rows written for each", of: (r) => r.bulk.rowsWritten },
    { what: "import: rows read for each", of: (r) => r.bulk.rowsRead },
    { what: "import: KV writes for each", of: (r) => r.bulk.kvWrites, digits: 2 },
    ...Object.keys(sizes).map(
      (object): Row => ({
        what: `${object}: database, KB for each article`,
        of: (r) => (r.sizes[object] ?? Number.NaN) / r.n / 1000,
        digits: 2,
      }),
    ),
    { what: "KV: KB for each article", of: (r) => r.kv.bytes / r.n / 1000 },
    { what: "KV: keys for each article", of: (r) => r.kv.keys / r.n, digits: 2 },
    { what: "cold rebuild: Newsroom, s", of: (r) => r.rebuilt?.newsroom ?? Number.NaN, ratio: false },
    { what: "cold rebuild: editions, s", of: (r) => r.rebuilt?.editions ?? Number.NaN, ratio: false },
    { what: "cold rebuild: all compared, s", of: (r) => r.rebuilt?.compared ?? Number.NaN, ratio: false },
    {
      what: "cold rebuild: CPU for each article, ms",
      of: (r) => ((r.rebuilt?.cpu ?? Number.NaN) * 1000) / (r.n + PUBLISHED + r.bulk.articles),
      digits: 2,
    },
    { what: "memory of the runtime, MiB", of: (r) => r.memory, digits: 0, ratio: false },
  ];
}

function statementsOf({ n, published }: Result): string {
  const lines = published.statements.map(
    ({ sql, calls, read, written }) => `${calls}\t${read}\t${written}\t${sql.replace(/\s+/g, " ").slice(0, 160)}`,
  );
  return `Statements of ${n.toLocaleString("en")} (calls, rows read, rows written):\n${lines.join("\n")}`;
}
