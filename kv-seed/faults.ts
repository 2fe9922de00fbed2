/** What is wrong with one place of the seed's files. */
export interface Fault {
  /** Path relative to the seed's folder, `/` between its parts. */
  file: string;
  /** From 1; 1 also where the fault is the whole file's. */
  line: number;
  message: string;
}

/** Takes down a fault of the file being read. */
export type Report = (line: number, message: string) => void;

/** The faults of all files; nothing is loaded while there is one. */
export class Faults {
  readonly #found: Fault[] = [];

  /** Where one file's faults are reported. */
  of(file: string): Report {
    return (line, message) => {
      this.#found.push({ file, line, message });
    };
  }

  /** All of them, by file and line. */
  list(): Fault[] {
    return this.#found.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }
}

/** `file:line: what is wrong`, as editors and CI turn it into a link; `directory` leads to the file. */
export function formatFault({ file, line, message }: Fault, directory: string): string {
  return `${directory}/${file}:${line}: ${message}`;
}
