import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Faults, Report } from "./faults.ts";

/** One file of the seed, decoded. */
export interface SeedFile {
  /** Its name, without the folder. */
  name: string;
  text: string;
  report: Report;
}

/**
 * The files of one of the seed's folders, by name; hidden ones are somebody else's. A folder that
 * is not there holds nothing. Windows line ends and a byte order mark are taken for what they mean.
 */
export function filesIn(directory: string, folder: string, faults: Faults): SeedFile[] {
  return namesIn(join(directory, folder)).flatMap((name) => {
    const file = fileAt(join(directory, folder, name), faults.of(`${folder}/${name}`));
    return file === null ? [] : [file];
  });
}

/** One file, decoded; null where it is not UTF-8, which is reported. */
export function fileAt(path: string, report: Report): SeedFile | null {
  const text = decoded(readFileSync(path), report);
  return text === null ? null : { name: basename(path), text, report };
}

/** The files of a folder, and what links to files, by name, but for hidden ones. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith(".") && statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function decoded(bytes: Buffer, report: Report): string | null {
  const text = decodedUtf8(bytes);
  if (text !== null) return text.replace(/\r\n?/g, "\n");
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    if (decodedUtf8(bytes.subarray(start, next)) === null) break;
    start = next;
  }
  report(line, "not UTF-8");
  return null;
}

function decodedUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
