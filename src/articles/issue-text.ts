const NAMES: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/**
 * What a schema's issue says to who wrote the value. A message that the schema has of its own stays as it is;
 * zod's own are about types, and say little to somebody who forgot a member.
 */
export function issueText({ message }: { message: string }): string {
  const [, expected, received] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (received === "undefined") return "must be given";
  if (expected !== undefined) return `must be ${NAMES[expected] ?? expected}`;
  return message
    .replace(/^Too (?:small|big): expected \w+ to (be|have) /, "must $1 ")
    .replace(/^Invalid option: expected /, "must be ");
}
