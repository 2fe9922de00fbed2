/** How often a pattern, which is global, fits a text. */
export function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** How often each thing stands in a list. */
export function counts(things: Iterable<string>): Map<string, number> {
  const count = new Map<string, number>();
  for (const thing of things) count.set(thing, (count.get(thing) ?? 0) + 1);
  return count;
}

/** What stands more often in the first list than in the second, each once. */
export function surplus(one: Iterable<string>, other: Iterable<string>): string[] {
  const has = counts(other);
  return [...counts(one)].filter(([thing, count]) => count > (has.get(thing) ?? 0)).map(([thing]) => thing);
}
