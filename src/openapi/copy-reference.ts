/**
 * Wrangler's build step: puts Swagger UI beside our own files of the reference, as it comes from npm. What is there
 * already stays as it is, and appears whole: several servers may be starting.
 */
import { copyFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FILES = ["swagger-ui-bundle.js", "swagger-ui.css"];
const TO = join(import.meta.dirname, "../public/docs/api");
const FROM = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

for (const file of FILES) {
  const [from, to] = [join(FROM, file), join(TO, file)];
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) continue;
  const fresh = `${to}.${process.pid}`;
  copyFileSync(from, fresh);
  renameSync(fresh, to);
}
