/** A JSON value as indented `name: value` lines, for people. */
export function nestedLines(value: unknown, indent = ""): string[] {
  if (!isNested(value)) return [indent + shown(value)];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, member]) => {
    const label = isList ? "-" : `${name}:`;
    if (!isNested(member)) return manyLines(`${indent}${label} `, shown(member), `${indent}  `);
    if (Object.keys(member).length === 0) return [`${indent}${label} none`];
    return [indent + label, ...nestedLines(member, `${indent}  `)];
  });
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

function manyLines(label: string, text: string, indent: string): string[] {
  const [first = "", ...rest] = text.split("\n");
  return [label + first, ...rest.map((line) => indent + line)];
}
