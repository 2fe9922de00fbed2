import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";
import { installFaces } from "./fonts.ts";

/** Where it is unpacked: with a new version `npm ci` takes the old one away. */
const CACHE = join(import.meta.dirname, "../../../node_modules/.cache");
const FOLDER = join(CACHE, "browser");

/** They are for a host with one process, or would switch off what the pages' own policy is tested by. */
const LEFT_OUT = ["--single-process", "--disable-web-security", "--allow-running-insecure-content"];

/** A real browser from npm alone, with the faces that a reader's system has. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(FOLDER)) await unpack();
  chromium.setGraphicsMode = false; // Nothing here is drawn in three dimensions.
  return playwright.launch({
    args: chromium.args.filter((arg) => !LEFT_OUT.includes(arg)),
    executablePath: join(FOLDER, "chromium"),
    env: { ...process.env, FONTCONFIG_FILE: join(FOLDER, "fonts.conf") },
  });
}

/**
 * By itself the package unpacks into the temporary folder, and takes for whole what another process, or another
 * version, has left there. So it is given a folder of its own, which then appears under its name at once.
 */
async function unpack(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${FOLDER}-`);
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = fresh;
  try {
    await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
  await installFaces(fresh, FOLDER);
  // Another process may have been faster; its folder is as good.
  await rename(fresh, FOLDER).catch(() => rm(fresh, { recursive: true, force: true }));
}
