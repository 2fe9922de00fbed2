import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Text from elsewhere as a terminal may show it: control characters (ECMA-48) could move its cursor,
 * and directional overrides could make one line read as another.
 */
export function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Writes, and waits where the reader is slower than we are. */
export async function write(to: Writable, text: string | Uint8Array): Promise<void> {
  if (!to.write(text)) await once(to, "drain");
}

/** One line of text for people. */
export function line(to: Writable, text: string): Promise<void> {
  return write(to, `${harmless(text)}\n`);
}

/** `1 line`, `2,000 lines`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}
