/**
 * Brings an object's database up to date: statements already applied are skipped by count.
 * `migrations` is append-only. (`PRAGMA user_version` is refused in Durable Objects.)
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[]): void {
  storage.transactionSync(() => {
    const { sql } = storage;
    sql.exec("CREATE TABLE IF NOT EXISTS migrations (applied INTEGER NOT NULL)");
    const applied = sql.exec<{ applied: number }>("SELECT applied FROM migrations").toArray()[0]?.applied ?? 0;
    if (applied >= migrations.length) return;
    for (const statement of migrations.slice(applied)) sql.exec(statement);
    sql.exec("DELETE FROM migrations");
    sql.exec("INSERT INTO migrations (applied) VALUES (?)", migrations.length);
  });
}
