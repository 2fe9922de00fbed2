import type { BudgetAnswer, BudgetState, UsageAnswer } from "./answers.ts";
import type { BudgetChange } from "./ceilings.ts";
import { nextDay, nextMonth } from "./days.ts";
import type { Spent } from "./ledger.ts";
import type { Workings } from "./workings.ts";

/** What an edition may spend. */
export function budgetOf({ ceilings }: Workings): BudgetAnswer {
  return { ...ceilings.budget(), configured: ceilings.configured() };
}

/** Sets ceilings. Articles that were held for their price are tried again where they can be paid now. */
export function budgetSet(of: Workings, change: BudgetChange, now: number): BudgetAnswer {
  const { ceilings, commit, overBudget, ledger, schedule, outgoing } = of;
  commit(() => {
    ceilings.set(change);
    for (const slug of overBudget.within(ledger.most(false))) schedule.add("translate", slug, now);
    outgoing.push();
  });
  return budgetOf(of);
}

/** What an edition spent and saved from a day to another, both included, and what it may still spend. */
export function booksOf(of: Workings, from: string, to: string, now: number): UsageAnswer {
  const { usage, unsettled, ledger, ceilings } = of;
  const rows = Map.groupBy(usage.between(from, to), ({ day }) => day);
  for (const day of ledger.days(from, to)) if (!rows.has(day)) rows.set(day, []);
  const days = [...rows.keys()].sort().map((day) => {
    const { reserved, settled } = ledger.between(day, day);
    const engines = (rows.get(day) ?? []).map(({ engine, characters, calls, saved }) => {
      return [engine, { characters, calls, saved }] as const;
    });
    return { day, engines: Object.fromEntries(engines), spent: reserved + settled };
  });
  const { daily_characters, monthly_characters } = ceilings.budget();
  return {
    days,
    unsettled: unsettled
      .between(from, to)
      .map(({ day, engine, characters, lost_at, state }) => ({ day, engine, characters, at: told(lost_at), state })),
    today: stateOf(daily_characters, ledger.today(now), nextDay(now)),
    this_month: stateOf(monthly_characters, ledger.thisMonth(now), nextMonth(now)),
  };
}

function stateOf(characters: number | null, { reserved, settled }: Spent, resetsAt: number): BudgetState {
  const spent = reserved + settled;
  const left = characters === null ? null : Math.max(0, characters - spent);
  return { characters, spent, left, resets_at: told(resetsAt) };
}

function told(at: number): string {
  return new Date(at).toISOString();
}
