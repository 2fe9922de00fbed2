import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type FakeDeepL, fakeDeepL } from "../fake-deepl.ts";
import { start } from "../server.ts";
import { openBrowser } from "./browser.ts";
import { CORRECTED_LIBRARY, DICTIONARY, LIBRARY_DRAFT, LIBRARY_SLUG, TRAM_DRAFT } from "./stories.ts";

export const TOKEN = "a-token-for-the-browser-tests";

export const LANGUAGES = ["fr", "en", "ar"] as const;
export const SEED_SLUG = "interpol-marrakech-2025";

/** The real server with a few articles, and a real browser before it. */
export interface Newsroom {
  url: string;
  deepl: FakeDeepL;
  browser: Browser;
  put(slug: string, draft: object): Promise<void>;
  /** Has the page's pictures come from here, not from a network. */
  picture(page: Page): Promise<void>;
  /** A page of a browser that has never been here. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  stop(): Promise<void>;
}

/** Opens with the seed, two articles translated everywhere, one of them corrected, and one withdrawn. */
export async function openNewsroom(): Promise<Newsroom> {
  const state = await mkdtemp(join(tmpdir(), "dragoman-browser-"));
  const deepl = await fakeDeepL();
  deepl.dictionary = DICTIONARY;
  const [server, browser] = await Promise.all([
    start(state, { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "a-key:fx", DEEPL_API_URL: deepl.url }),
    openBrowser(),
  ]);
  const desk = async (method: string, slug: string, body: object) => {
    const answer = await fetch(`${server.url}/api/articles/${slug}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${slug}: ${answer.status} ${await answer.text()}`);
  };
  const newsroom: Newsroom = {
    url: server.url,
    deepl,
    browser,
    put: (slug, draft) => desk("PUT", slug, draft),
    picture: async (page) => {
      await page.route(/^https:\/\/images\.example\//, (route) =>
        route.fulfill({ contentType: "image/svg+xml", body: PICTURE }),
      );
    },
    visit: async (path, options) => {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
      await newsroom.picture(page);
      await page.goto(server.url + path);
      return page;
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      await deepl.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
  try {
    await newsroom.put("tramway-de-nuit", TRAM_DRAFT);
    await newsroom.put(LIBRARY_SLUG, LIBRARY_DRAFT);
    await newsroom.put(LIBRARY_SLUG, CORRECTED_LIBRARY);
    await newsroom.put("retire", { ...TRAM_DRAFT, tags: [], tag_labels: {}, title: "Un article retiré" });
    await desk("DELETE", "retire", {});
    await translated(server.url);
  } catch (error) {
    await newsroom.stop();
    throw error;
  }
  return newsroom;
}

/** Until every edition shows every article in its last revision. */
async function translated(url: string): Promise<void> {
  const asks = LANGUAGES.flatMap((language) =>
    ["tramway-de-nuit", LIBRARY_SLUG, SEED_SLUG].map(async (slug) => {
      for (;;) {
        const article = (await (await fetch(`${url}/${language}/articles/${slug}.json`)).json()) as {
          correction_note?: string;
        };
        if (slug !== LIBRARY_SLUG || article.correction_note) return;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }),
  );
  await Promise.all(asks);
  for (const language of LANGUAGES) {
    while (!(await (await fetch(`${url}/${language}/`)).text()).includes("/tramway-de-nuit")) {
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** The picture of the tests: a glass roof, more or less. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675" width="1200" height="675">
<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fb4cf"/><stop offset="1" stop-color="#e9dcc3"/></linearGradient></defs>
<rect width="1200" height="675" fill="url(#s)"/><path d="M0 675V320Q600 0 1200 320V675Z" fill="#4b4238"/>
<path d="M60 675V350Q600 70 1140 350V675Z" fill="#d8c49a"/><g stroke="#4b4238" stroke-width="10" fill="none">
<path d="M60 350Q600 70 1140 350M60 470Q600 230 1140 470"/><path d="M240 675V272M420 675V222M600 675V208M780 675V222M960 675V272"/></g></svg>`;
