/** Characters that an edition may buy; null where there is no ceiling. */
export interface Budget {
  daily_characters: number | null;
  monthly_characters: number | null;
}

/** What an admin sets: a number, `null` for no ceiling, `"configured"` for the deployment's own; what is left out stays. */
export type BudgetChange = { [member in keyof Budget]?: number | null | "configured" };

/** What the deployment's configuration gives an edition. */
export type ConfiguredBudget = () => Budget;

const PERIODS = { daily_characters: "day", monthly_characters: "month" } as const;
const MEMBERS = ["daily_characters", "monthly_characters"] as const;

/** The ceilings of an edition's spending: an admin's, else the configured ones. */
export class Ceilings {
  readonly #sql: SqlStorage;
  readonly #configured: ConfiguredBudget;

  constructor(sql: SqlStorage, configured: ConfiguredBudget) {
    this.#sql = sql;
    this.#configured = configured;
  }

  /** Characters a day at most, and a month; Infinity where there is no ceiling. */
  limits(): { daily: number; monthly: number } {
    const { daily_characters, monthly_characters } = this.budget();
    return {
      daily: daily_characters ?? Number.POSITIVE_INFINITY,
      monthly: monthly_characters ?? Number.POSITIVE_INFINITY,
    };
  }

  /** The ceilings as they are. */
  budget(): Budget {
    const own = this.#sql.exec<{ period: string; characters: number | null }>("SELECT * FROM ceilings").toArray();
    const budget = { ...this.#configured() };
    for (const member of MEMBERS) {
      const row = own.find(({ period }) => period === PERIODS[member]);
      if (row !== undefined) budget[member] = row.characters;
    }
    return budget;
  }

  configured(): Budget {
    return this.#configured();
  }

  /** Sets, or takes back, ceilings of the edition's own. */
  set(change: BudgetChange): void {
    for (const member of MEMBERS) {
      const characters = change[member];
      if (characters === undefined) continue;
      if (characters === "configured") this.#sql.exec("DELETE FROM ceilings WHERE period = ?", PERIODS[member]);
      else this.#sql.exec("INSERT OR REPLACE INTO ceilings VALUES (?, ?)", PERIODS[member], characters);
    }
  }
}
