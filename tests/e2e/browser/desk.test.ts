import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { publishTrees, SEA_SLUG, TREES_SLUG } from "./desk-stories.ts";
import { askApi, focused, openDesk, pressUntil, retype } from "./desk-visit.ts";
import { css, overflow, violations } from "./measure.ts";
import { LANGUAGES, type Newsroom, openNewsroom, TOKEN } from "./newsroom.ts";
import { LIBRARY_SLUG } from "./stories.ts";

/** Of a translation as the API shows it. */
interface Shown {
  reviewed: { by: string } | null;
  paragraphs: { id: string; target: string }[];
}

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await publishTrees(newsroom);
});
afterAll(() => newsroom?.stop());
afterEach(async () => {
  for (const context of newsroom.browser.contexts()) await context.close();
});

const desk = (locale: string, token = TOKEN, path = "") => openDesk(newsroom, locale, token, path);
const api = <T = Record<string, unknown>>(method: string, path: string, body?: object) =>
  askApi<T>(newsroom, method, path, body);
const translation = (slug: string) => `#/articles/${slug}/en`;
const text = (page: Page, n: number) => page.locator(`#text-${n}`);

describe.each(LANGUAGES)("every view of the desk, in %s", (language) => {
  it("is accessible in light and in dark, and nothing of it is cut off at 320 pixels", async () => {
    const page = await newsroom.visit("/desk/", { locale: language, colorScheme: "light" });
    await page.evaluate(axe.source);
    const views: [what: string, hash: string, sign: string][] = [
      ["sign-in", "#/", "#token"],
      ["articles", "#/", ".matrix tbody tr"],
      ["held", translation(TREES_SLUG), ".findings"],
      ["arabic", "#/articles/tramway-de-nuit/ar", ".paragraph"],
      ["usage", "#/usage", ".chart"],
      ["delivery", "#/delivery", ".cards"],
      ["nothing", "#/rien", "h1"],
    ];
    for (const [what, hash, sign] of views) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.locator(sign).first().waitFor();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: "light" });
      expect(await violations(page), what).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(page), what).toBe(0);
      if (language === "ar") {
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await violations(page, ["color-contrast"]), what).toEqual([]);
      }
      if (what !== "sign-in") continue;
      await page.locator("#token").fill(TOKEN);
      await page.keyboard.press("Enter");
    }
    expect(await page.evaluate("[document.documentElement.lang, document.documentElement.dir]")).toEqual([
      language,
      language === "ar" ? "rtl" : "ltr",
    ]);
  }, 180_000);
});

it("takes an editor from the door to an approved translation by keyboard, and refuses nothing without keeping it", async () => {
  const page = await newsroom.visit("/desk/", { locale: "en" });
  await pressUntil(page, "Tab", "token");
  await page.keyboard.type(TOKEN);
  await page.keyboard.press("Enter");
  await page.locator(".matrix tbody tr").first().waitFor();
  expect(await focused(page)).toBe("Articles");
  await pressUntil(page, "Tab", "Held");
  await page.keyboard.press("Enter");
  await page.locator(".paragraph").first().waitFor();
  expect(await focused(page)).toBe("La ville plante ses arbres");

  // What has an error is refused, and stays typed.
  await page.keyboard.press("Alt+ArrowDown");
  expect(await focused(page)).toBe("text-2");
  const wrong = "The municipality will plant 1300 trees before the end of winter, according to the town hall.";
  await retype(page, wrong);
  await page.keyboard.press("Control+Enter");
  await page.locator(".target .problem").waitFor();
  expect(await page.locator(".target .problem").innerText()).toContain("“1200” not in the translation");
  expect([await text(page, 2).inputValue(), await focused(page)]).toEqual([wrong, "text-2"]);
  await retype(page, wrong.replace("1300", "1,200"));
  await page.keyboard.press("Control+Enter");
  await page.locator("#origin-2", { hasText: "Worded by editor" }).waitFor();
  expect([await page.locator(".problem").count(), await focused(page)]).toEqual([0, "text-2"]);

  // What the checks only doubt is saved once somebody says that it is right.
  await page.keyboard.press("Alt+ArrowDown");
  expect(await focused(page)).toBe("text-3");
  await retype(page, "Olive trees come first: they need less water than palm trees.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".allow input").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await pressUntil(page, "Tab", "Save");
  await page.keyboard.press("Enter");
  await page.locator("#origin-3", { hasText: "Worded by editor" }).waitFor();
  expect(await focused(page)).toBe("text-3");

  await pressUntil(page, "Shift+Tab", "Approve");
  await page.keyboard.press("Enter");
  await page.locator(".about", { hasText: "Approved by editor" }).waitFor();
  const { reviewed, paragraphs } = await api<Shown>("GET", `/api/articles/${TREES_SLUG}/translations/en`);
  expect([reviewed?.by, paragraphs[1]?.target]).toEqual(["editor", wrong.replace("1300", "1,200")]);
});

it("sets Arabic from right to left beside French, whatever language the desk speaks", async () => {
  const { page } = await desk("en", TOKEN, `#/articles/${LIBRARY_SLUG}/ar`);
  const boxes = async () => [
    await page.locator(".source .text").first().boundingBox(),
    await text(page, 1).boundingBox(),
  ];
  expect([await css(page, ".source .text", "direction"), await css(page, "textarea", "direction")]).toEqual([
    "ltr",
    "rtl",
  ]);
  const [source, target] = await boxes();
  expect(source?.x).toBeLessThan(target?.x ?? 0);
  await page.getByRole("button", { name: "العربية" }).click();
  await page.locator("html[dir=rtl] .paragraph").first().waitFor();
  expect([await css(page, ".source .text", "direction"), await css(page, "textarea", "direction")]).toEqual([
    "ltr",
    "rtl",
  ]);
  const [right, left] = await boxes();
  expect(right?.x).toBeGreaterThan(left?.x ?? 0);
});

it("keeps a token nowhere but in its memory, tells of a wrong one, and forgets a good one on signing out", async () => {
  const page = await newsroom.visit("/desk/", { locale: "en" });
  await page.locator("#token").fill("a-wrong-token");
  await page.keyboard.press("Enter");
  expect(await page.locator(".problem").innerText()).toBe("This token is not known here.");
  expect(await focused(page)).toBe("token");
  await page.locator("#token").fill(TOKEN);
  await page.keyboard.press("Enter");
  await page.locator(".matrix tbody tr").first().waitFor();
  const kept = await page.evaluate<unknown[]>(
    "(async () => [location.search + location.hash, document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, history.state])()",
  );
  expect(kept).toEqual(["", "", 0, 0, 0, null]);
  expect(await page.content()).not.toContain(TOKEN);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("#token").waitFor();
  expect(await page.locator("#token").inputValue()).toBe("");
});

it("shows who may only read everything, and offers nothing that would be refused", async () => {
  const { token } = await api("POST", "/api/tokens", { name: "Lectrice", scopes: ["read"] });
  const { page, said } = await desk("en", String(token), translation(LIBRARY_SLUG));
  expect(await page.locator(".bar .note").innerText()).toContain("for reading only");
  expect(await page.locator(".bar .me bdi").innerText()).toBe("Lectrice");
  expect(await text(page, 1).getAttribute("readonly")).toBe("");
  expect(await page.locator("main button").count()).toBe(0);
  await page.evaluate('location.hash = "#/usage"');
  await page.locator(".chart").first().waitFor();
  expect(said).toEqual([]);
});

it("puts what somebody else has written beside what is typed, and saves then", async () => {
  const { page } = await desk("en", TOKEN, translation("tramway-de-nuit"));
  const url = "/api/articles/tramway-de-nuit/translations/en";
  const { paragraphs } = await api<Shown>("GET", url);
  await api("PUT", `${url}/paragraphs/${paragraphs[0]?.id}`, { target: "Trams at night from January" });
  await text(page, 1).fill("Night trams from January");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Show what is there now" }).click();
  await page.locator(".target .note", { hasText: "Trams at night from January" }).waitFor();
  expect(await text(page, 1).inputValue()).toBe("Night trams from January");
  await page.keyboard.press("Control+Enter");
  await page.locator("[role=status]", { hasText: "Saved." }).waitFor();
  expect((await api<Shown>("GET", url)).paragraphs[0]?.target).toBe("Night trams from January");
});

it("keeps what is typed when its token is taken back, and when another view is looked at", async () => {
  const { id, token } = await api("POST", "/api/tokens", { name: "Amal", scopes: ["read", "translate"] });
  const { page } = await desk("en", String(token), translation("tramway-de-nuit"));
  await text(page, 2).fill("Every half-hour, until 3 a.m.");
  await api("DELETE", `/api/tokens/${id}`);
  await page.keyboard.press("Control+Enter");
  await page.locator("#token").fill(TOKEN);
  expect(await page.locator("main .note").innerText()).toContain("What you have typed is still here");
  await page.keyboard.press("Enter");
  await page.locator(".paragraph").first().waitFor();
  await page.evaluate('location.hash = "#/delivery"');
  await page.locator(".cards").waitFor();
  await page.goBack();
  await page.locator(".paragraph").first().waitFor();
  expect(await text(page, 2).inputValue()).toBe("Every half-hour, until 3 a.m.");
  await page.getByRole("button", { name: "Discard what I typed" }).click();
  expect(await text(page, 2).inputValue()).not.toBe("Every half-hour, until 3 a.m.");
});

it("filters the articles by what the API can, has a translation made, and breaks no rule of its own policy", async () => {
  const { page, said } = await desk("en");
  await page.locator("#edition").selectOption("en");
  await page.locator("#state").selectOption("pending");
  await page.locator("#q").fill("mer");
  await page.keyboard.press("Enter");
  await page.locator(".matrix tbody tr:only-child").waitFor();
  expect(await page.locator(".matrix .title").allInnerTexts()).toEqual(["La mer monte"]);
  expect(new URL(page.url()).hash).toBe("#/?edition=en&state=pending&q=mer");
  await page.locator(`a[href="${translation(SEA_SLUG)}"]`).click();
  await page.getByRole("button", { name: "Have it translated" }).click();
  await page.locator(".about .ready").waitFor();
  expect(await text(page, 1).inputValue()).not.toBe("");
  expect(said).toEqual([]);
});

it("shows what was typed for a paragraph that the original lost meanwhile", async () => {
  const { page } = await desk("en", TOKEN, translation(SEA_SLUG));
  await text(page, 2).fill("A dyke is to protect the port.");
  await newsroom.put(SEA_SLUG, {
    language: "fr",
    title: "La mer monte",
    body_text: "Deux digues protégeront le port.",
  });
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Show what is there now" }).click();
  await page.locator(".source", { hasText: "Deux digues" }).waitFor();
  expect(await page.locator(".orphan .text").innerText()).toBe("A dyke is to protect the port.");
  await page.locator(".orphan button").click();
  expect(await page.locator(".orphan").count()).toBe(0);
});

it("isolates markup in Arabic, where its brackets would change places, and saves it as it was", async () => {
  const { page } = await desk("en", TOKEN, `#/articles/${LIBRARY_SLUG}/ar`);
  const marked = text(page, 4);
  const shown = await marked.inputValue();
  expect(shown).toContain("\u2066<sup>\u2069\u2066<a");
  await marked.fill(shown.replace("8%", "8 %"));
  await page.keyboard.press("Control+Enter");
  await page.locator("#origin-4", { hasText: "Worded by editor" }).waitFor();
  const { paragraphs } = await api<Shown>("GET", `/api/articles/${LIBRARY_SLUG}/translations/ar`);
  expect(paragraphs[3]?.target).toBe(shown.replace("8%", "8 %").replace(/[\u2066\u2069]/g, ""));
});
