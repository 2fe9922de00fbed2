/** A path into JSON as a pointer (RFC 6901 §3): `["errors", 0]` is `/errors/0`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
