import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import document from "../../../src/public/openapi.json" with { type: "json" };

export { document };

export const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export interface Media {
  schema?: object;
  example?: unknown;
}
interface Message {
  description?: string;
  content?: Record<string, Media>;
}
export interface Described {
  operationId: string;
  tags: string[];
  security: Record<string, string[]>[];
  requestBody?: Message;
  responses: Record<string, Message | { $ref: string }>;
}

/** A part of a JSON pointer (RFC 6901 §3). */
export function escaped(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Every operation, as `GET /en/` names it. */
export const operations: [name: string, operation: Described, pointer: string][] = Object.entries(
  document.paths as Record<string, Partial<Record<(typeof METHODS)[number], Described>>>,
).flatMap(([path, item]) =>
  METHODS.flatMap((method): [string, Described, string][] => {
    const operation = item[method];
    const pointer = `/paths/${escaped(path)}/${method}`;
    return operation === undefined ? [] : [[`${method.toUpperCase()} ${path}`, operation, pointer]];
  }),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(closed(document) as object, "openapi");

/** What the schema at a pointer into the document says of a value: nothing, or what is wrong. */
export function faults(pointer: string, value: unknown): string[] {
  const validate = ajv.getSchema(`openapi#${encodeURI(pointer)}`) as ValidateFunction;
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** The document with no member allowed that it does not name, so that a test sees what it lacks. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== "object" || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  const isClosable = inner["type"] === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isClosable ? { ...inner, additionalProperties: false } : inner;
}
