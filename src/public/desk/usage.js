// @ts-check
import { ceilingsForm } from "./ceilings.js";
import { chart } from "./chart.js";
import { h, put } from "./dom.js";
import { heading, problemBox } from "./pieces.js";
import { may, publication, request } from "./session.js";
import { dayName, languageName, moment, monthName, number, words } from "./words.js";

/** @typedef {{ characters: number | null, spent: number, left: number | null, resets_at: string }} BudgetState */
/** @typedef {{ day: string, spent: number, engines: Record<string, { characters: number, calls: number, saved: number }> }} Day */
/** @typedef {{ day: string, engine: string, characters: number, at: string, state: string }} Lost */
/** @typedef {{ days: Day[], unsettled: Lost[], today: BudgetState, this_month: BudgetState }} Books */
/** @typedef {{ editions: Record<string, Books>, deepl: { count: number | null, limit: number | null, reason?: string } }} Usage */
/** @typedef {import("./ceilings.js").Budget} Budget */
/** @typedef {import("./ceilings.js").Budgets} Budgets */

/**
 * What a month's translations cost each edition, day by day, and what is left.
 *
 * @param {import("./pieces.js").Place} place
 * @param {string | null} asked A month, 2026-11; null is the present one.
 */
export async function usageView({ main, isCurrent, say, typed }, asked) {
  const now = new Date().toISOString().slice(0, 7);
  const month = asked !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : now;
  const days = daysOf(month);
  /** @returns {Promise<import("./api.js").Answer<Usage>>} */
  const usageOf = () => request("GET", `/api/usage?from=${days[0]}&to=${days.at(-1)}`);
  const again = () => dispatchEvent(new Event("hashchange"));
  put(main, heading(words.usage), months(month, now), h("p", {}, words.loading));
  const [usage, budget] = await Promise.all([
    usageOf(),
    /** @type {Promise<import("./api.js").Answer<Budgets>>} */ (request("GET", "/api/budget")),
  ]);
  if (!isCurrent()) return words.usage;
  const failed = [usage, budget].find((answer) => !answer.ok);
  const top = [heading(words.usage), months(month, now)];
  if (!usage.ok || !budget.ok) {
    if (failed && !failed.ok) put(main, top, problemBox(failed.problem, again));
    return words.usage;
  }
  const editions = Object.entries(usage.value.editions).filter(
    ([language, { days }]) => language !== publication.source || days.length > 0,
  );
  const { count, limit, reason } = usage.value.deepl;
  put(
    main,
    top,
    editions.map(([language, books]) => cardOf(language, books, budget.value[language], typed)),
    h(
      "p",
      { class: "soft" },
      count === null
        ? [words.pair(words.account, ""), h("span", { lang: "en", dir: "ltr" }, reason ?? "–")]
        : words.pair(words.account, words.spentOf(number(count), limit === null ? "–" : number(limit))),
    ),
  );
  return words.usage;

  /**
   * An edition; once its ceilings are set, it is shown anew in its place.
   *
   * @param {string} language
   * @param {Books | undefined} books
   * @param {Budget | undefined} budget
   * @param {ReadonlyMap<string, string>} typed
   * @returns {HTMLElement | false}
   */
  function cardOf(language, books, budget, typed) {
    if (books === undefined || budget === undefined) return false;
    const form = may("admin") && ceilingsForm(language, budget, typed, set);
    const card = edition(language, books, budget.daily_characters, month, days, form);
    return card;

    /** @param {Budgets} budgets */
    async function set(budgets) {
      const usage = await usageOf();
      if (!isCurrent()) return;
      const anew = usage.ok && cardOf(language, usage.value.editions[language], budgets[language], new Map());
      if (!anew) return again();
      card.replaceWith(anew);
      say(words.saved);
      anew.querySelector("button")?.focus();
    }
  }
}

/**
 * @param {string} language
 * @param {Books} books
 * @param {number | null} ceiling
 * @param {string} month
 * @param {string[]} days
 * @param {HTMLElement | false} form
 */
function edition(language, books, ceiling, month, days, form) {
  const name = languageName(language);
  const bars = days.map((day) => {
    const found = books.days.find((one) => one.day === day);
    return { day, spent: found?.spent ?? 0, saved: saved(found) };
  });
  const lost = books.unsettled.reduce((sum, { characters }) => sum + characters, 0);
  const isEmpty = bars.every(({ spent, saved }) => spent + saved === 0);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, name),
    h(
      "div",
      { class: "meters" },
      left(words.today, words.dailyCeiling, books.today),
      left(words.thisMonth, words.monthlyCeiling, books.this_month),
    ),
    form,
    isEmpty ? h("p", { class: "soft" }, words.noUsage) : chart(bars, ceiling, words.chart(name, monthName(month))),
    !isEmpty &&
      h(
        "p",
        { class: "legend" },
        h("span", { class: "spent" }, words.counted),
        h("span", { class: "saved" }, words.fromMemory),
      ),
    !isEmpty && h("details", {}, h("summary", {}, words.figures), table(name, books.days)),
    books.unsettled.length > 0 && h("p", {}, words.lostCalls(number(books.unsettled.length), number(lost))),
  );
}

/** @param {Day | undefined} day */
const saved = (day) => Object.values(day?.engines ?? {}).reduce((sum, engine) => sum + engine.saved, 0);

/** @param {string} name @param {string} ceiling @param {BudgetState} state */
function left(name, ceiling, { characters, spent, resets_at }) {
  return h(
    "div",
    {},
    h("h3", {}, name),
    characters !== null &&
      characters > 0 &&
      h("meter", { min: 0, max: characters, value: spent, "aria-label": `${name}: ${ceiling}` }),
    h("p", {}, characters === null ? words.unlimited(number(spent)) : words.spentOf(number(spent), number(characters))),
    h("p", { class: "soft" }, words.anew(moment(resets_at))),
  );
}

/** @param {string} name @param {Day[]} days */
function table(name, days) {
  const columns = [words.day, words.counted, words.billed, words.calls, words.fromMemory];
  return h(
    "table",
    { class: "figures" },
    h("caption", { class: "hidden" }, name),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map((column) => h("th", { scope: "col" }, column)),
      ),
    ),
    h(
      "tbody",
      {},
      days.map((day) => {
        const engines = Object.values(day.engines);
        const sum = (/** @type {"characters" | "calls"} */ of) =>
          engines.reduce((total, engine) => total + engine[of], 0);
        const numbers = [day.spent, sum("characters"), sum("calls"), saved(day)];
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, dayName(day.day)),
          numbers.map((n) => h("td", {}, number(n))),
        );
      }),
    ),
  );
}

/** @param {string} month @param {string} now */
function months(month, now) {
  const to = (/** @type {number} */ step) => {
    const date = new Date(`${month}-15`);
    date.setUTCMonth(date.getUTCMonth() + step);
    return date.toISOString().slice(0, 7);
  };
  return h(
    "nav",
    { class: "months", "aria-label": words.usage },
    h("a", { href: `#/usage?month=${to(-1)}` }, words.previousMonth),
    h("strong", {}, monthName(month)),
    month < now && h("a", { href: `#/usage?month=${to(1)}` }, words.nextMonth),
  );
}

/** The days of a month, 2026-11-01 and so on. @param {string} month */
function daysOf(month) {
  const [year, n] = month.split("-").map(Number);
  const last = new Date(Date.UTC(Number(year), Number(n), 0)).getUTCDate();
  return Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`);
}
