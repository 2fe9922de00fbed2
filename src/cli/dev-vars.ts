import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseEnv } from "node:util";

/** What the process environment may set; everything else of `.dev.vars` passes as it is. */
const FROM_ENVIRONMENT = ["EDITOR_TOKEN", "DEEPL_API_KEY", "DEEPL_API_URL"];

/** Writes `.dev.vars` with a random desk token where there is no such file. Only its owner may read it. */
export function ensureDevVars(file: string): "created" | "found" {
  const text = `# Secrets of this machine; never committed. DEEPL_API_KEY=… switches the engine on.
EDITOR_TOKEN=${randomBytes(32).toString("base64url")}
`;
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return "created";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return "found";
    throw error;
  }
}

/** The Worker's secrets: the environment's, else those of `.dev.vars`. A variable that is set but empty switches the file's off. */
export function effectiveSecrets(
  devVars: string,
  environment: Record<string, string | undefined>,
): Record<string, string> {
  const secrets = { ...parseEnv(devVars) } as Record<string, string>;
  for (const name of FROM_ENVIRONMENT) {
    const value = environment[name];
    if (value !== undefined) secrets[name] = value;
  }
  return secrets;
}

/** Secrets as the file that wrangler's `--env-file` reads back to the letter. */
export function formatEnvFile(secrets: Record<string, string>): string {
  return Object.entries(secrets)
    .map(([name, value]) => `${name}=${quoted(name, value)}\n`)
    .join("");
}

function quoted(name: string, value: string): string {
  const quote = ["'", "`", '"'].find((mark) => !value.includes(mark));
  // Inside double quotes `\n` would become a line end.
  if (quote === undefined || /[\r\n]/.test(value) || (quote === '"' && value.includes("\\"))) {
    throw new Error(`${name} has a line end, or too many kinds of quotes, to be passed on`);
  }
  return `${quote}${value.replaceAll("$", "\\$")}${quote}`; // $NAME would be expanded, even in quotes.
}

/** Writes a file that only its owner may read, whatever was there before. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600); // A umask can only take away; this says it outright.
}

/** A file's text, or none where there is no file. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
