/**
 * `npm run screenshots`: every page in every language, light and dark, at 320 and 1,280 pixels, into dist/screenshots/;
 * and the README's few, in few colours, into tests/e2e/browser/screenshots/.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { publishTrees, TREES_SLUG } from "./desk-stories.ts";
import { LANGUAGES, openNewsroom, SEED_SLUG, TOKEN } from "./newsroom.ts";
import { LIBRARY_SLUG } from "./stories.ts";

const ALL = join(import.meta.dirname, "../../../dist/screenshots");
const KEPT = join(import.meta.dirname, "screenshots");

const PAGES: [name: string, path: string][] = [
  ["front", ""],
  ["tag", "tags/maroc/"],
  ["article", `articles/${LIBRARY_SLUG}`],
  ["seed", `articles/${SEED_SLUG}`],
  ["comparison", `articles/${LIBRARY_SLUG}/compare`],
  ["withdrawn", "articles/retire"],
  ["not-found", "articles/rien"],
  ["docs", "docs"],
  ["being-translated", ""],
];
/** An original needs no translation, and stands beside none. */
const OF_TRANSLATIONS = ["comparison", "being-translated"];

/** The editors' views, and what tells that each is there. */
const DESK: [name: string, hash: string, sign: string][] = [
  ["desk-articles", "#/", ".matrix tbody tr"],
  ["desk-held", `#/articles/${TREES_SLUG}/en`, ".paragraph"],
  ["desk-arabic", `#/articles/${LIBRARY_SLUG}/ar`, ".paragraph"],
  ["desk-usage", "#/usage", ".card"],
  ["desk-delivery", "#/delivery", ".card"],
];

const README: [name: string, path: string][] = [
  ["front-ar", "/ar/"],
  ["article-en", `/en/articles/${LIBRARY_SLUG}`],
  ["comparison-ar", `/ar/articles/${LIBRARY_SLUG}/compare`],
];

const newsroom = await openNewsroom();
try {
  await mkdir(ALL, { recursive: true });
  await mkdir(KEPT, { recursive: true });
  for (const [name, path] of README) {
    const page = await newsroom.visit(path, { viewport: { width: 1000, height: 640 } });
    const png = sharp(await page.screenshot()).png({ palette: true, colours: 48, effort: 10 });
    await writeFile(join(KEPT, `${name}.png`), await png.toBuffer());
    await page.context().close();
  }
  for (const language of LANGUAGES) {
    for (const [name, path] of PAGES) {
      if (language === "fr" && OF_TRANSLATIONS.includes(name)) continue;
      const page = await newsroom.visit(name === "being-translated" ? await waiting(language) : `/${language}/${path}`);
      // A page that waits is to stay as it is.
      await page.route("**", (route) => (route.request().method() === "HEAD" ? route.abort() : route.fallback()));
      await photographed(page, name, language);
      await page.context().close();
    }
  }
  await publishTrees(newsroom);
  for (const language of LANGUAGES) {
    const page = await newsroom.visit("/desk/", { locale: language });
    await photographed(page, "desk-sign-in", language);
    await page.locator("#token").fill(TOKEN);
    await page.keyboard.press("Enter");
    for (const [name, hash, sign] of DESK) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.locator(sign).first().waitFor();
      await photographed(page, name, language);
    }
    await page.context().close();
  }
  console.log(`${ALL}\n${KEPT}`);
} finally {
  await newsroom.stop();
}

/** In both schemes and both widths. */
async function photographed(page: Page, name: string, language: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const file = `${name}-${language}-${colorScheme}-${width}.png`;
      await page.screenshot({ path: join(ALL, file), fullPage: true });
    }
  }
}

/** The path of an article that no edition has yet, and for which the engine takes longer than a page waits. */
async function waiting(language: string): Promise<string> {
  const body_text = `Une phrase que personne n’a encore traduite (${language}), et qui attend son tour.`;
  newsroom.deepl.behave = { delayMs: 9_000 };
  await newsroom.put(`attente-${language}`, { language: "fr", title: "Une attente", body_text });
  return `/${language}/articles/attente-${language}`;
}
