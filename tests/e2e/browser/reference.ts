import axe from "axe-core";
import type { Browser, Page } from "playwright-core";

export interface Reference {
  page: Page;
  /** What it asked for, paths of this server; other URLs whole. */
  asked: string[];
  /** What the browser had to say of it: a broken policy, an error. */
  said: string[];
}

/** The reference of every URL, once it shows its operations. */
export async function openReference(browser: Browser, url: string): Promise<Reference> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const [asked, said]: [string[], string[]] = [[], []];
  page.on("request", (request) => asked.push(request.url().replace(url, "")));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(`${url}/docs/api`);
  await page.locator(".opblock-summary").first().waitFor();
  await page.evaluate(axe.source);
  return { page, asked, said };
}

/** Leaves of what is alike a few: of the closed operations one of each method, of an open one's answers three. */
export async function leaveFew(page: Page): Promise<void> {
  await page.evaluate(`
    const kept = ["get", "post", "put", "patch", "delete"].map((method) => document.querySelector(".opblock-" + method));
    for (const one of document.querySelectorAll(".opblock:not(.is-open)")) if (!kept.includes(one)) one.remove();
    for (const answer of document.querySelectorAll(".response:nth-child(n + 4)")) answer.remove();
  `);
}
