/** Deeper than anything that is patched: such a patch is taken as it is, and refused by whoever looks at it. */
const MOST_LEVELS = 100;

/** Applies a JSON Merge Patch (RFC 7396 §2): null removes a member, objects merge, all else replaces. */
export function mergePatch(target: unknown, patch: unknown, level = 0): unknown {
  if (!isObject(patch) || level === MOST_LEVELS) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value, level + 1));
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
