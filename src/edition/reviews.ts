import type { Review } from "../translation/review.ts";

/** What persons have approved, article by article: the last approval of each. */
export class Reviews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(slug: string): Review | null {
    const row = this.#sql.exec<ReviewRow>("SELECT * FROM reviews WHERE slug = ?", slug).toArray()[0];
    return row === undefined ? null : { ...row, approved: new Set(JSON.parse(row.approved) as string[]) };
  }

  keep(slug: string, { revision, reviewer, reviewed_at, approved }: Review): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO reviews (slug, revision, reviewer, reviewed_at, approved) VALUES (?, ?, ?, ?, ?)",
      slug,
      revision,
      reviewer,
      reviewed_at,
      JSON.stringify([...approved].sort()),
    );
  }
}

type ReviewRow = { slug: string; revision: number; reviewer: string; reviewed_at: number; approved: string };
