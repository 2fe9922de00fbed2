import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../articles/result.ts";

/**
 * Takes a state folder for this process: two servers on one folder would write over each other.
 * Gives back what lets go of it. A lock whose process is gone is nobody's.
 */
export function lockState(stateDirectory: string, pid = process.pid): Result<() => void, string> {
  const file = join(stateDirectory, "dragoman.pid");
  mkdirSync(stateDirectory, { recursive: true });
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(file, String(pid), { flag: "wx" });
      return ok(() => rmSync(file, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = Number(readFileSync(file, "utf8"));
      if (isAlive(owner)) {
        const other = "Stop it, or give this one a folder of its own: npm start -- --persist-to DIR";
        return fail(`${stateDirectory} is in use by another server (process ${owner}). ${other}`);
      }
      rmSync(file, { force: true });
    }
  }
  return fail(`${file} cannot be taken. Remove it if no other server runs.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
