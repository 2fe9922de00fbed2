import { numbered } from "../articles/slug.ts";

/**
 * A slug that nobody has: `slug`, or `slug-2`, `slug-3`…. Doubles its steps and then halves them,
 * so that the ten-thousandth "Météo" costs a few look-ups and not ten thousand.
 */
export function freeSlug(sql: SqlStorage, slug: string): string {
  if (!isTaken(sql, slug)) return slug;
  let taken = 1;
  let free = 2;
  while (isTaken(sql, numbered(slug, free))) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = (taken + free) >> 1;
    if (isTaken(sql, numbered(slug, middle))) taken = middle;
    else free = middle;
  }
  return numbered(slug, free);
}

function isTaken(sql: SqlStorage, slug: string): boolean {
  const found = sql.exec(
    "SELECT 1 FROM articles WHERE slug = ?1 UNION ALL SELECT 1 FROM aliases WHERE alias = ?1",
    slug,
  );
  return found.toArray().length > 0;
}
