import type { Page } from "playwright-core";
import { type Newsroom, TOKEN } from "./newsroom.ts";

/** The desk in a browser of a language, signed in. What the browser complains of is kept. */
export async function openDesk(
  newsroom: Newsroom,
  locale: string,
  token: string,
  path: string,
): Promise<{ page: Page; said: string[] }> {
  const page = await newsroom.visit(`/desk/${path}`, { locale });
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", ({ message }) => said.push(message));
  await page.locator("#token").fill(token);
  await page.keyboard.press("Enter");
  await page
    .locator(path === "" ? ".matrix tbody tr" : ".paragraph")
    .first()
    .waitFor();
  return { page, said };
}

/** The API, as its first admin asks it. */
export async function askApi<T>({ url }: Newsroom, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (answer.status === 204 ? {} : await answer.json()) as T;
}

/** What has the focus: its id, or what it says. */
export const focused = (page: Page) =>
  page.evaluate<string>("document.activeElement.id || document.activeElement.innerText");

/** Presses a key until what has the focus says so. */
export async function pressUntil(page: Page, key: string, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(key);
    if ((await focused(page)).includes(name)) return;
  }
  throw new Error(`${key} never came to ${name}`);
}

/** Types in the place of what a field has. */
export async function retype(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(typed);
}
