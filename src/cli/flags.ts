import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** A command line, read: its flags, or how the command ends at once. */
export type Flags<T> = { ok: true; flags: T } | { ok: false; exitCode: number; message: string };

/**
 * Reads flags strictly: an unknown one, a missing value or a stray word is an error.
 * `--help` is every command's, and ends it with its usage.
 */
export function readFlags<T extends ParseArgsOptionsConfig>(args: string[], options: T, usage: string) {
  type Values = ReturnType<typeof parseArgs<{ options: T }>>["values"];
  const config = { ...options, help: { type: "boolean", short: "h" } } as const;
  try {
    const { values } = parseArgs({ args, options: config, allowPositionals: false });
    if ((values as { help?: boolean }).help) return { ok: false, exitCode: 0, message: usage } as Flags<Values>;
    return { ok: true, flags: values as Values } as Flags<Values>;
  } catch (error) {
    // The rest of the message explains how to pass a file name that begins with a dash.
    const what = (error as Error).message.split(". ")[0];
    return { ok: false, exitCode: 2, message: `${what}.\n\n${usage}` } as Flags<Values>;
  }
}
