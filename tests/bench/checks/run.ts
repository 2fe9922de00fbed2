/**
 * `npm run bench:checks`: what the checks catch of faults made from correct paragraphs, and which correct ones they
 * flag, as Markdown. `--misses` lists what was not caught, and what is wrongly held; of the held-out only numbers.
 */
import { DEFAULT_CHECKS } from "../../../src/translation/checks/settings.ts";
import { FAULTS } from "./faults.ts";
import { measure, type Row, rowOf, rowsOf } from "./measure.ts";

const measured = measure();
const { correct, faults } = measured;
const heldOut = correct.filter(({ sample }) => sample.isHeldOut).length;

console.log(
  `${correct.length} correct paragraphs (${heldOut} held out), ${faults.length} faults of ${FAULTS.length} kinds\n`,
);
console.log(
  table(
    ["check", "severity", "faults", "caught", "as error", "tuned: held", "warned", "held-out: held", "warned"],
    [...rowsOf(measured), rowOf("all", measured)].map((row) => [
      row.check,
      row.check === "all" ? "" : DEFAULT_CHECKS.severities[row.check],
      String(row.applicable),
      percent(row.caught, row.applicable),
      percent(row.asError, row.applicable),
      ...(["tuned", "held-out"] as const).flatMap((set) => [
        String(row.false[set].error),
        String(row.false[set].warning),
      ]),
    ]),
  ),
);
console.log(
  table(
    ["fault", "made", "caught", "as error", "held by any check"],
    FAULTS.map((kind) => {
      const made = faults.filter((fault) => fault.kind === kind);
      return [
        kind.name,
        String(made.length),
        percent(made.filter(({ caught }) => caught !== null).length, made.length),
        percent(made.filter(({ caught }) => caught === "error").length, made.length),
        percent(made.filter(({ isHeld }) => isHeld).length, made.length),
      ];
    }),
  ),
);

const all = rowOf("all", measured);
const ofErrors = rowsOf(measured).filter(
  ({ check }) => check !== "all" && DEFAULT_CHECKS.severities[check] === "error",
);
const sum = (of: (row: Row) => number) => ofErrors.reduce((total, row) => total + of(row), 0);
console.log(
  `Faults of checks that are errors, caught: ${percent(
    sum((r) => r.caught),
    sum((r) => r.applicable),
  )} (aim: ≥ 98 %)`,
);
console.log(`Correct paragraphs held, tuned: ${percent(all.false.tuned.error, correct.length - heldOut)} (aim: ≤ 1 %)`);
console.log(`Correct paragraphs held, held out: ${percent(all.false["held-out"].error, heldOut)} (aim: ≤ 1 %)`);

if (process.argv.includes("--misses")) {
  for (const { sample, findings } of correct.filter(({ sample }) => !sample.isHeldOut)) {
    const [error] = findings.filter(({ severity }) => severity === "error");
    if (error)
      console.log(
        `\nheld: ${sample.pair.target} ${sample.id} ${error.check}: ${error.detail}\n  ${sample.source}\n  ${sample.target}`,
      );
  }
  for (const { kind, sample, source, target } of faults.filter(
    ({ caught, sample }) => caught === null && !sample.isHeldOut,
  )) {
    console.log(`\nmissed: ${sample.pair.target} ${sample.id} ${kind.name}\n  ${source}\n  ${target}`);
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "" : `${part} (${((100 * part) / whole).toFixed(1)} %)`;
}

/** A Markdown table; numbers to the right. */
function table(header: string[], rows: string[][]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return `${[header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}
