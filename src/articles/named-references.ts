import { fromHtml } from "./html.ts";

/**
 * The character that a named reference (`eacute`, without `&` and `;`) stands for, or false. In the
 * place of the package `decode-named-character-reference` (wrangler.toml, `[alias]`), whose table of
 * two thousand names the HTML parser has once more: 12 KiB of the bundle.
 */
export function decodeNamedCharacterReference(name: string): string | false {
  const [text] = fromHtml(`&${name};`).children;
  const value = text?.type === "text" ? text.value : "";
  // A name of which only the beginning is one keeps its semicolon (HTML §13.2.5.73).
  if (value === "" || (value.endsWith(";") && name !== "semi")) return false;
  return value;
}
