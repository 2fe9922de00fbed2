import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { archivePage } from "../../../src/pages/front-page.ts";
import { problemPage } from "../../../src/pages/problem-page.ts";
import { arabic, english, original, publication } from "../../unit/pages/samples.ts";
import { charactersPerLine, css, overflow, violations } from "./measure.ts";
import { LANGUAGES, type Newsroom, openNewsroom } from "./newsroom.ts";
import { LIBRARY_SLUG } from "./stories.ts";

const ARTICLE = `articles/${LIBRARY_SLUG}`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom?.stop());
afterEach(async () => {
  for (const context of newsroom.browser.contexts()) await context.close();
});

/** Every page that an edition has, by what it is. */
const pagesOf = (language: string): [what: string, path: string][] => [
  ["front", `/${language}/`],
  ["tag", `/${language}/tags/maroc/`],
  ["article", `/${language}/${ARTICLE}`],
  ...(language === "fr" ? [] : [["comparison", `/${language}/${ARTICLE}/compare`] as [string, string]]),
  ["withdrawn", `/${language}/articles/retire`],
  ["not found", `/${language}/articles/rien`],
  ["guide for partners", `/${language}/docs`],
];

describe.each(LANGUAGES)(
  "every page in %s",
  (language) => {
    it("is accessible, in light and in dark, and nothing of it is cut off at 320 pixels or a zoom of 200 %", async () => {
      const page = await newsroom.visit(`/${language}/`, { colorScheme: "light" });
      for (const [what, path] of pagesOf(language)) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(newsroom.url + path);
        await page.evaluate(axe.source);
        expect(await violations(page), what).toEqual([]);
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await overflow(page), what).toBe(0);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await violations(page, ["color-contrast", "scrollable-region-focusable"]), what).toEqual([]);
        // On a screen of 1,280 pixels it leaves 640; larger letters alone leave it as it was.
        await page.setViewportSize({ width: 640, height: 400 });
        await page.evaluate('document.documentElement.style.fontSize = "200%"');
        expect(await overflow(page), what).toBe(0);
      }
    });

    it("is accessible where it is rarely seen: the archive, and what else can be wrong", async () => {
      const page = await newsroom.visit("/fr/");
      await page.evaluate(axe.source);
      const entries = [original, english, arabic].filter((rendition) => rendition.language === language);
      const archive = { tag: { tag: "maroc", label: "Maroc" }, page: 2, publication, language, entries };
      const about = { language, publication, slug: "mer", originalLanguage: "fr", retryAfter: 30, status: 503 };
      const kinds = ["being-translated", "translation-held", "rate-limited"] as const;
      for (const text of [archivePage(archive), ...kinds.map((kind) => problemPage({ ...about, kind }))]) {
        await page.setContent(text);
        expect(await violations(page), text).toEqual([]);
      }
    });
  },
  180_000,
);

describe("an Arabic page", () => {
  it("reads from right to left, set in an Arabic face with room between its lines", async () => {
    const page = await newsroom.visit(`/ar/${ARTICLE}`);
    expect(await css(page, "html", "direction")).toBe("rtl");
    expect(await css(page, "main p", "textAlign")).toBe("start");
    const [heading, main] = [await page.locator("h1").boundingBox(), await page.locator("main").boundingBox()];
    const end = (box: typeof main) => (box?.x ?? 0) + (box?.width ?? 0);
    expect(end(main) - end(heading)).toBeLessThan(40);
    const ratio = async (selector: string) =>
      Number.parseFloat(await css(page, selector, "lineHeight")) /
      Number.parseFloat(await css(page, selector, "fontSize"));
    expect(await ratio("main article > p:not(.lede)")).toBeGreaterThan(1.8);
    // The name of the publication stands where reading begins, and a note's border too.
    expect((await page.locator(".name").boundingBox())?.x).toBeGreaterThan(640);
    expect(Number.parseFloat(await css(page, "aside", "borderRightWidth"))).toBeGreaterThan(0);
  });

  it("keeps Latin names in one piece, and what follows them in its place", async () => {
    const page = await newsroom.visit(`/ar/${ARTICLE}`);
    const firm = page.locator("p", { hasText: "Atlas Bâti" });
    const mark = await firm.locator("sup").boundingBox();
    const name = await firm.evaluate((element) => {
      const range = element.ownerDocument.createRange();
      const node = element.firstChild as unknown as { data: string };
      const at = node.data.indexOf("SARL");
      range.setStart(node, at);
      range.setEnd(node, at + 4);
      return range.getBoundingClientRect().x;
    });
    expect(mark?.x).toBeLessThan(name);
  });
});

it.each(LANGUAGES)("sets the text in lines of 60 to 75 characters: %s", async (language) => {
  const page = await newsroom.visit(`/${language}/articles/interpol-marrakech-2025`);
  const characters = await charactersPerLine(page, "main article > p:not(.lede)");
  expect(characters).toBeGreaterThanOrEqual(60);
  expect(characters).toBeLessThanOrEqual(75);
});

it("keeps the spaces that French puts before its marks, so that none begins a line", async () => {
  const page = await newsroom.visit(`/fr/${ARTICLE}`);
  expect(await page.locator("main").innerText()).toContain("bibliothèque «\u00a0Le Quai\u00a0»");
  expect(await page.locator(".lede").innerText()).toContain("samedi\u00a0: 40\u202f000 livres");
});

it("leads from one language to another, says what each version is, and shows the correction in all", async () => {
  const page = await newsroom.visit(`/fr/${ARTICLE}`);
  const shown: [string, string[], string][] = [];
  for (const name of ["Français", "English", "العربية"]) {
    await page.locator("header nav a", { hasText: name }).click();
    const versions = await page.locator("header nav small").allTextContents();
    shown.push([new URL(page.url()).pathname, versions, await page.locator(".correction bdi").innerText()]);
  }
  expect(shown).toEqual([
    [
      `/fr/${ARTICLE}`,
      ["Original", "Traduction automatique, sauf mention contraire", "Traduction automatique, sauf mention contraire"],
      "La gare a fermé en 1998, et non en 1989.",
    ],
    [
      `/en/${ARTICLE}`,
      ["Original", "Machine translation", "Machine translation unless stated otherwise"],
      "The station closed in 1998, not in 1989.",
    ],
    [
      `/ar/${ARTICLE}`,
      ["النص الأصلي", "ترجمة آلية ما لم يُذكر خلاف ذلك", "ترجمة آلية"],
      "أُغلقت المحطة عام 1998، لا عام 1989.",
    ],
  ]);
});

it("compares from the article's page: two columns, or one under the other where there is no room", async () => {
  const page = await newsroom.visit(`/ar/${ARTICLE}`);
  await page.locator("a.compare").click();
  const cells = page.locator(".pair").nth(1).locator("> div");
  const boxes = async () => [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()];
  const [left, right] = await boxes();
  expect(left?.y).toBe(right?.y);
  expect(left?.x).toBeGreaterThan(right?.x ?? 0);
  expect([await css(page, ".pair > div", "direction"), await css(page, ".pair > div + div", "direction")]).toEqual([
    "ltr",
    "rtl",
  ]);
  await page.setViewportSize({ width: 699, height: 800 });
  const [above, below] = await boxes();
  expect(above?.x).toBe(below?.x);
  expect(above?.y).toBeLessThan(below?.y ?? 0);
});

it.each([
  ["an article", `/en/${ARTICLE}`],
  ["a front page", "/en/"],
])(
  "%s asks for nothing but itself and its pictures, breaks no rule of its own policy, and does not move",
  async (_, path) => {
    const page = await (await newsroom.browser.newContext()).newPage();
    const [asked, said]: string[][] = [[], []];
    page.on("request", (request) => asked?.push(request.url()));
    page.on("console", (message) => said?.push(message.text()));
    await newsroom.picture(page);
    await page.addInitScript(`
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  `);
    await page.goto(newsroom.url + path, { waitUntil: "networkidle" });
    expect(asked).toEqual([newsroom.url + path, "https://images.example/verriere.jpg"]);
    expect(said).toEqual([]);
    expect(await page.evaluate("shifts.length")).toBe(0);
    expect(
      await page.locator("img").evaluateAll((all) => all.filter(({ naturalWidth }) => naturalWidth === 0)),
    ).toEqual([]);
  },
);

describe("with the keyboard alone", () => {
  const focused = (page: Page) =>
    page.evaluate<{ name: string; outline: string; top: number }>(`(() => {
      const { activeElement: a } = document;
      const { outlineStyle } = getComputedStyle(a);
      return { name: a.id === "main" ? a.id : a.innerText.trim(), outline: outlineStyle, top: a.getBoundingClientRect().top };
    })()`);

  it.each(LANGUAGES)("a reader skips to the text: %s", async (language) => {
    const page = await newsroom.visit(`/${language}/${ARTICLE}`);
    await page.keyboard.press("Tab");
    const skip = await focused(page);
    expect(skip).toMatchObject({ outline: "solid" });
    expect(skip.top).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    expect((await focused(page)).name).toBe("main");
  });

  it("a reader meets everything once, in the order of the page, and sees where they are", async () => {
    const page = await newsroom.visit(`/en/${ARTICLE}`);
    const met = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const at = await focused(page);
      if (at.outline !== "solid") break;
      met.push(at.name);
    }
    expect(met.map((name) => name.split("\n")[0])).toEqual([
      "Skip to content", "Dragoman", "Français", "English", "العربية",
      "Read the original (French)", "Compare with the original", "1", "Day\tHours", "↩\uFE0E",
      "Libraries", "Morocco", "RSS", "Atom", "JSON Feed", "For partners",
    ]); // biome-ignore format: a list of words
  });

  it("a reader opens the first story of the front page", async () => {
    const page = await newsroom.visit("/en/");
    const first = page.locator("h2 a").first();
    const title = await first.innerText();
    await first.focus();
    await Promise.all([page.waitForURL(/\/articles\//), page.keyboard.press("Enter")]);
    expect(await page.locator("h1").innerText()).toBe(title);
  });
});

it.each(LANGUAGES)("prints the article without what paper cannot do: %s", async (language) => {
  const page = await newsroom.visit(`/${language}/${ARTICLE}`, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  for (const nav of await page.locator("nav, .tags, .skip").all()) expect(await nav.isVisible()).toBe(false);
  expect(await page.locator(".translation").isVisible()).toBe(language !== "fr");
  expect(await css(page, "body", "color")).toBe("rgb(0, 0, 0)");
  expect(await css(page, "body", "backgroundColor")).toBe("rgb(255, 255, 255)");
  expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
});

it("is dark where the reader's system is", async () => {
  const dark = await newsroom.visit("/fr/", { colorScheme: "dark" });
  expect(await css(dark, "body", "backgroundColor")).toBe("rgb(22, 21, 20)");
  const light = await newsroom.visit("/fr/", { colorScheme: "light" });
  expect(await css(light, "body", "backgroundColor")).toBe("rgb(253, 252, 250)");
});
