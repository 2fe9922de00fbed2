import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type * as z from "zod";

/** How far a long command on `file` has got, beside it, so that the next run goes on from there. */
export class KeptState<T> {
  readonly file: string;
  readonly #schema: z.ZodType<T>;

  constructor(file: string, schema: z.ZodType<T>) {
    this.file = `${file}.progress`;
    this.#schema = schema;
  }

  /** What an earlier run left; null where there is none, or none that makes sense. */
  read(): T | null {
    try {
      return this.#schema.safeParse(JSON.parse(readFileSync(this.file, "utf8"))).data ?? null;
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (isMissing || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /** Replaces it whole, at once: a process may end at any time. */
  write(state: T): void {
    const next = `${this.file}.new`;
    writeFileSync(next, `${JSON.stringify(state)}\n`);
    renameSync(next, this.file);
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}
