/** `{"un une": 1}` → one entry a word. */
export function words<T>(table: Record<string, T>): Record<string, T> {
  const entries = Object.entries(table).flatMap(([names, value]) => names.split(" ").map((name) => [name, value]));
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
