import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import document from "../../../src/public/openapi.json" with { type: "json" };
import { askApi, focused, openDesk, pressUntil } from "./desk-visit.ts";
import { type Newsroom, openNewsroom, TOKEN } from "./newsroom.ts";

type Budgets = Record<string, { daily_characters: number | null; monthly_characters: number | null }>;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom?.stop());
afterEach(async () => {
  for (const context of newsroom.browser.contexts()) await context.close();
});

const speak = (page: Page, name: string) => page.locator(".languages button", { hasText: name }).click();
const budget = async () => {
  const { en } = await askApi<Budgets>(newsroom, "GET", "/api/budget");
  return [en?.daily_characters, en?.monthly_characters];
};

/** The month's figures, as an admin finds them. */
async function openUsage(token = TOKEN) {
  const { page, said } = await openDesk(newsroom, "en", token, "");
  await page.evaluate('location.hash = "#/usage"');
  await page.locator(".meters").first().waitFor();
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "English" }) });
  return { page, card, said };
}

it("sets an edition's ceilings by keyboard, and shows at once what is left of them", async () => {
  const { page, card, said } = await openUsage();
  await pressUntil(page, "Tab", "en-daily");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("20000");
  await pressUntil(page, "Tab", "en-monthly-none");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("en-monthly");
  await page.keyboard.type("300000");
  await page.keyboard.press("Enter");
  await card.locator(".meters", { hasText: "of 300,000 characters" }).waitFor();
  expect(await card.locator(".meters").innerText()).toContain("of 20,000 characters");
  expect(await page.locator("[role=status]").innerText()).toBe("Saved.");
  expect(await focused(page)).toBe("Save");
  expect(await budget()).toEqual([20_000, 300_000]);

  await page.locator("#en-daily-none").check();
  await page.locator("#en-daily-none").press("Enter");
  await card.locator(".meters", { hasText: "no ceiling" }).waitFor();
  expect(await budget()).toEqual([null, 300_000]);

  await card.getByRole("button", { name: "Back to the configured ones" }).click();
  await card.locator(".meters", { hasText: "of 100,000 characters" }).waitFor();
  expect(await budget()).toEqual([100_000, null]);
  expect(said).toEqual([]);
});

it("takes an empty field for no ceiling from nobody, and tells what the API refuses", async () => {
  const { page, card } = await openUsage();
  const before = await budget();
  for (const typed of ["", "-5", "1.5"]) {
    await page.locator("#en-daily").fill(typed);
    await card.getByRole("button", { name: "Save" }).click();
    expect(await card.locator(".problem").innerText()).toContain("Type a whole number of characters");
    expect(await focused(page)).toBe("en-daily");
  }
  await page.locator("#en-daily").fill("9".repeat(20));
  await card.getByRole("button", { name: "Save" }).click();
  await card.locator(".problem", { hasText: "(422)" }).waitFor();
  expect(await page.locator("#en-daily").inputValue()).toBe("9".repeat(20));
  expect(await budget()).toEqual(before);
});

interface Usage {
  editions: Record<string, { days: { spent: number; engines: Record<string, { saved: number; calls: number }> }[] }>;
}

it("draws what the month has cost, with the same figures as a table, and how far it has got", async () => {
  const { page, card, said } = await openUsage();
  const [day] = (await askApi<Usage>(newsroom, "GET", "/api/usage")).editions["en"]?.days ?? [];
  const { spent = 0, engines = {} } = day ?? {};
  const sum = (of: "saved" | "calls") => Object.values(engines).reduce((total, engine) => total + engine[of], 0);
  expect(Math.min(spent, sum("saved"), sum("calls"))).toBeGreaterThan(0);
  const height = (bar: string) =>
    card.locator(`.chart .${bar}`).evaluateAll((bars) => bars.map((one) => Number(one.getAttribute("height"))));
  const [[counted = 0, ...others], [saved = 0]] = [await height("spent"), await height("saved")];
  expect(others).toEqual([]);
  expect(counted / saved).toBeCloseTo(spent / sum("saved"), 3);
  await card.locator("summary").click();
  const cells = await card.locator("tbody td").allInnerTexts();
  expect(cells.map((text) => Number(text.replaceAll(",", "")))).toEqual([
    spent,
    expect.any(Number),
    sum("calls"),
    sum("saved"),
  ]);

  await page.evaluate('location.hash = "#/delivery"');
  await page.locator(".cards").waitFor();
  const cards = await page.locator(".card").allInnerTexts();
  expect(cards.map((text) => text.split("\n")[0])).toEqual(["Newsroom", "French", "English", "Arabic"]);
  for (const text of cards) expect(text).toContain("Works");
  for (const text of cards.slice(1)) expect(text).toMatch(/Heard of\s+Everything/);
  expect(said).toEqual([]);
});

it("asks nothing but the API that everybody has", async () => {
  const page = await newsroom.visit("/desk/", { locale: "en" });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator("#token").fill(TOKEN);
  await page.keyboard.press("Enter");
  await page.locator(".matrix tbody tr").first().waitFor();
  await page.locator('a[href^="#/articles/"]').first().click();
  await page.locator(".paragraph").first().waitFor();
  for (const [hash, sign] of [["usage", ".meters"], ["delivery", ".cards"]] as const) {
    await page.evaluate(`location.hash = "#/${hash}"`);
    await page.locator(sign).first().waitFor();
  } // biome-ignore format: a table
  const described = Object.keys(document.paths).map((path) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`));
  const paths = asked
    .map((url) => new URL(url))
    .map(({ origin, pathname }) => origin.replace(newsroom.url, "") + pathname);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths)
    expect(
      described.some((one) => one.test(path)),
      path,
    ).toBe(true);
});

it("offers ceilings to admins alone", async () => {
  const body = { name: "Nour", scopes: ["read", "translate"] };
  const { token } = await askApi<{ token: string }>(newsroom, "POST", "/api/tokens", body);
  const { page } = await openUsage(token);
  expect(await page.locator(".ceilings, main button").count()).toBe(0);
});

it("keeps what is typed and not sent yet when the desk speaks another language", async () => {
  const page = await newsroom.visit("/desk/", { locale: "en" });
  await page.locator("#token").fill(TOKEN);
  await speak(page, "العربية");
  expect(await page.locator("#token").inputValue()).toBe(TOKEN);
  await page.keyboard.press("Tab");
  await page.locator("#token").press("Enter");
  await page.locator(".matrix tbody tr").first().waitFor();

  await page.locator("#edition").selectOption("en");
  await page.locator("#state").selectOption("held");
  await page.locator("#tag").fill("maroc");
  await page.locator("#q").fill("gare");
  await speak(page, "Français");
  await page.locator("html[lang=fr] .matrix tbody tr").first().waitFor();
  const filters = await Promise.all(["#edition", "#state", "#tag", "#q"].map((id) => page.locator(id).inputValue()));
  expect(filters).toEqual(["en", "held", "maroc", "gare"]);
  expect(await page.locator("#state option:checked").innerText()).toBe("Retenu");
  expect(new URL(page.url()).hash).toBe("");

  await page.evaluate('location.hash = "#/usage"');
  await page.locator("#en-daily").fill("12");
  await page.locator("#en-monthly-none").uncheck();
  await speak(page, "English");
  await page.locator("html[lang=en] #en-daily").waitFor();
  expect(await page.locator("#en-daily").inputValue()).toBe("12");
  expect(await page.locator("#en-monthly-none").isChecked()).toBe(false);
});
