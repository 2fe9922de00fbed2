import { Command, CommanderError, InvalidArgumentError } from "commander";
import { LANGUAGE_TAG, languagePair } from "../../articles/language.ts";
import { isSlug } from "../../articles/slug.ts";
import { confirmSpending } from "./confirm-spending.ts";
import { connectionOf } from "./connection.ts";
import type { Desk } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { exportToFile, exportToOutput } from "./export.ts";
import { exportMemory } from "./export-memory.ts";
import { exportGlossary, importGlossary } from "./glossary.ts";
import { importFile } from "./import.ts";
import { importMemory } from "./import-memory.ts";
import { type ListOptions, list } from "./list.ts";
import { line } from "./output.ts";
import { publish } from "./publish.ts";
import { Service, type ServiceOptions } from "./service.ts";
import { show } from "./show.ts";
import { status } from "./status.ts";
import { withdraw } from "./withdraw.ts";

/** The world around a command line. */
export interface Surroundings extends ServiceOptions, Pick<Desk, "out" | "err"> {
  environment: Record<string, string | undefined>;
  /** Path of `.dev.vars`. */
  devVars: string;
}

const PUBLISHED = `
A file is named {slug}.{lang}.md: slug, language and title in YAML between two lines of ---, then the text.
docs/desk.md has every field.`;

const ENVIRONMENT = `
Environment:
  DRAGOMAN_URL    the service (default: http://localhost:8787)
  DRAGOMAN_TOKEN  its desk's token (else EDITOR_TOKEN, also from .dev.vars)`;

/** Runs one command; gives back its exit code. */
export async function runDesk(args: string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = commands(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    await line(surroundings.err, message); // A file that may not be read or written, or a full disk.
    return EXIT.failed;
  }
}

function commands(surroundings: Surroundings, end: (exitCode: number) => void): Command {
  const { out, err } = surroundings;
  const program = new Command("desk")
    .usage("COMMAND [options]")
    .description("The newsroom's desk, through its API.")
    .option("--url <ORIGIN>", "the service")
    .helpCommand(false)
    .addHelpText("after", ENVIRONMENT)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .showHelpAfterError()
    .exitOverride();
  /** Adds a command: what it does once the service and the token are known. */
  const command = <A extends unknown[]>(
    usage: string,
    description: string,
    act: (desk: Desk, ...args: A) => Promise<number>,
    under: Command = program,
  ) =>
    under
      .command(usage)
      .description(description)
      .action(async (...args: unknown[]) => {
        end(await withDesk(program.opts()["url"], surroundings, (desk) => act(desk, ...(args as A))));
      });

  command(
    "publish <FILE...>",
    "publish Markdown files, or folders of them; checks all before it sends one",
    publish,
  ).addHelpText("after", PUBLISHED);
  command(
    "import <FILE>",
    "import articles from NDJSON, or restore an export; goes on where it was interrupted",
    importFile,
  );
  command("withdraw", "take an article off every edition", withdraw)
    .argument("<SLUG>", "", slug)
    .option("--reason <TEXT>", "why, for the record");
  command("list", "list articles, newest first", (desk: Desk, options: ListOptions) => list(desk, options))
    .option("--edition <LANG>", "with their state in this edition", language)
    .option("--tag <TAG>", "with this tag", slug)
    .option("--state <STATE>", "published, scheduled, withdrawn; with --edition also ready, pending, stale, held")
    .option("--q <WORDS>", "whose title or summary has these words")
    .option("--limit <N>", "at most so many", atLeastOne)
    .option("--json", "as NDJSON");
  command("show", "show an article as its editors have it", show)
    .argument("<SLUG>", "", slug)
    .option("--json", "as the API gives it");
  command("export", "write the whole publication as NDJSON", (desk: Desk, { output }: { output?: string }) =>
    output === undefined ? exportToOutput(desk) : exportToFile(desk, output),
  ).option("--output <FILE>", "to this file; goes on where it was interrupted");
  const memory = program.command("memory").description("take a translation memory out as TMX, or another one in");
  command("export <PAIR>", "write an edition's memory, as fr-en, to standard output", exportMemory, memory).option(
    "--output <FILE>",
    "to this file, once it is whole",
  );
  command(
    "import <FILE>",
    "take the translations of a TMX file; goes on where it was interrupted",
    importMemory,
    memory,
  ).option("--pair <PAIR>", "the languages, as fr-en, where the file's name does not say them", pair);
  command("status", "show how the service is", status).option("--json", "as the API gives it");
  command("confirm-spending", "say what an edition that lost its storage has spent today", confirmSpending)
    .argument("<LANG>", "", language)
    .requiredOption("--characters <N>", "characters that were billed today", wholeNumber)
    .option("--this-month <N>", "and this month, today included, where there is a ceiling for it", wholeNumber);
  const glossary = program.command("glossary").description("the terms of a language pair").helpCommand(false);
  command("export", "write them as TSV", exportGlossary, glossary)
    .argument("<PAIR>", "such as fr-en", pair)
    .argument("[FILE]", "to this file");
  command("import", "replace them, whole, and show which translations that affects", importGlossary, glossary)
    .argument("<PAIR>", "such as fr-en", pair)
    .argument("<FILE>", "TSV, or JSON by its name");
  return program;
}

async function withDesk(
  url: string | undefined,
  { environment, devVars, out, err, ...options }: Surroundings,
  act: (desk: Desk) => Promise<number>,
): Promise<number> {
  const connection = connectionOf(url, environment, devVars);
  if (!connection.ok) {
    await line(err, connection.error);
    return EXIT.usage;
  }
  const service = new Service(connection.value, options);
  return act({ service, out, err, now: options.now, stop: options.stop });
}

function slug(value: string): string {
  if (isSlug(value)) return value;
  throw new InvalidArgumentError("Lower-case ASCII words joined by hyphens, at most 100 characters.");
}

function language(value: string): string {
  if (LANGUAGE_TAG.test(value)) return value;
  throw new InvalidArgumentError("A language tag such as fr, en or pt-BR.");
}

function pair(value: string): string {
  if (languagePair(value) !== null) return value;
  throw new InvalidArgumentError("Two language tags such as fr-en or fr-pt-BR.");
}

function wholeNumber(value: string): number {
  if (/^\d{1,12}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A whole number.");
}

function atLeastOne(value: string): number {
  const number = wholeNumber(value);
  if (number > 0) return number;
  throw new InvalidArgumentError("At least 1.");
}
