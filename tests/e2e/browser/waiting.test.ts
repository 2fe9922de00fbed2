import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askApi } from "./desk-visit.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";

/** Longer than a page waits for a translation: readers meet the page that waits. */
const SLOWLY = { delayMs: 5_000 };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom?.stop());
afterEach(async () => {
  newsroom.deepl.behave = {};
  for (const context of newsroom.browser.contexts()) await context.close();
});

/** An article that nobody has read yet in English, its number right in the translation or wrong. */
async function publish(slug: string, number = "1200"): Promise<void> {
  const source = `La commune plantera 1200 arbres avant la fin de l’hiver, dit ${slug}.`;
  newsroom.deepl.dictionary.set(source, {
    en: `The municipality will plant ${number} trees before the end of winter, says ${slug}.`,
    ar: "",
  });
  await newsroom.put(slug, { language: "fr", title: "Une attente", body_text: source });
  newsroom.deepl.behave = SLOWLY;
}

async function wait(slug: string, options = {}): Promise<Page> {
  const page = await newsroom.visit(`/en/articles/${slug}`, options);
  expect(await page.locator("h1").innerText()).toBe("Being translated");
  expect(await page.content()).not.toContain("arbres");
  return page;
}

/** What the page has become: its heading, and where it leads. Nothing on it asks again. */
async function becomes(page: Page, heading: string): Promise<(string | null)[]> {
  await page.locator("h1", { hasText: heading }).waitFor({ timeout: 40_000 });
  expect(await page.locator("script, noscript").count()).toBe(0);
  return page.locator(".ways a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

const setCeiling = (daily_characters: number | "configured") =>
  askApi(newsroom, "PUT", "/api/budget", { en: { daily_characters } });

describe("a page that waits for its translation becomes by itself", () => {
  it.each<[string, object]>([
    ["with a script", {}],
    ["without one", { javaScriptEnabled: false }],
  ])("the article, %s", async (how, options) => {
    const slug = how.replaceAll(" ", "-");
    await publish(slug);
    const page = await wait(slug, options);
    await page.locator("main article").waitFor({ timeout: 40_000 });
    expect(await page.locator("main article > p").first().innerText()).toContain("will plant 1200 trees");
  });

  it("what says that the article was withdrawn meanwhile", async () => {
    await publish("retire-entre-temps");
    const page = await wait("retire-entre-temps");
    await askApi(newsroom, "DELETE", "/api/articles/retire-entre-temps");
    expect(await becomes(page, "Article withdrawn")).toEqual(["/en/"]);
    expect((await page.reload())?.status()).toBe(410);
  });

  it("what says that the translation is held", async () => {
    await publish("retenu", "12");
    const page = await wait("retenu");
    expect(await becomes(page, "Translation held back")).toEqual(["/fr/articles/retenu", "/en/"]);
    expect(await page.content()).not.toContain("will plant");
  });

  it("what says that the budget is spent, where it was before the second try", async () => {
    await publish("trop-cher", "12");
    const page = await wait("trop-cher");
    await setCeiling(200);
    expect(await becomes(page, "Translation postponed")).toEqual(["/fr/articles/trop-cher", "/en/"]);
    expect(await page.locator("main").innerText()).toMatch(/Try again in \d+ hours?|minutes?\./);
    await setCeiling("configured");
  });

  it("what says that it cannot be had, where no day's budget pays for a paragraph of it", async () => {
    await publish("trop-long", "12");
    const page = await wait("trop-long");
    await setCeiling(1);
    expect(await becomes(page, "Translation unavailable")).toEqual(["/fr/articles/trop-long", "/en/"]);
    await setCeiling("configured");
  });

  it("nothing else while this service cannot be asked, or asks it to be slower", async () => {
    await publish("patience");
    const page = await wait("patience");
    let asked = 0;
    await page.route("**/patience", (route) => {
      if (route.request().method() !== "HEAD" || ++asked > 2) return route.fallback();
      return asked === 1 ? route.abort() : route.fulfill({ status: 429, headers: { "retry-after": "1" } });
    });
    await page.locator("main article").waitFor({ timeout: 40_000 });
    expect(asked).toBeGreaterThan(2);
  });

  it("what says that the engine gave no translation", async () => {
    await publish("panne");
    newsroom.deepl.behave = { ...SLOWLY, status: 403 };
    const page = await wait("panne");
    expect(await becomes(page, "Translation unavailable")).toEqual(["/fr/articles/panne", "/en/"]);
  });
});
