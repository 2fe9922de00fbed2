import type { StatedProvenance } from "./provenance.ts";

/**
 * A translation's provenance as a structured field, a dictionary (RFC 9651 §3.2): the value of the header
 * `Dragoman-Translation`, and of `dcterms:provenance` in RSS and Atom. ASCII alone. What is null or false is left out.
 *
 * | key | type |
 * |---|---|
 * | `engines` | inner list of tokens |
 * | `translated_at`, `reviewed.at` | string, an RFC 3339 time as in JSON: parsers in use fail on dates |
 * | `source_language` | token, a language tag |
 * | `source_revision` | integer |
 * | `reviewed.by` | display string |
 * | `stale` | boolean |
 * | `digital_source_type` | string, a URI |
 */
export function provenanceField(stated: StatedProvenance): string {
  const { engines, translated_at, source_language, source_revision, reviewed, stale, digital_source_type } = stated;
  const members = [
    `engines=(${engines.join(" ")})`,
    `translated_at="${translated_at}"`,
    `source_language=${source_language}`,
    `source_revision=${source_revision}`,
  ];
  if (reviewed !== null) {
    members.push(`reviewed.by=${displayString(reviewed.by)}`, `reviewed.at="${reviewed.at}"`);
  }
  if (stale) members.push("stale");
  if (digital_source_type !== null) members.push(`digital_source_type="${digital_source_type}"`);
  return members.join(", ");
}

const encoder = new TextEncoder();

/** Text of any script (§4.1.11): all but printable ASCII, `%` and `"` as octets of UTF-8, in lower case. */
function displayString(text: string): string {
  let encoded = "";
  for (const octet of encoder.encode(text)) {
    const isPlain = octet > 0x1f && octet < 0x7f && octet !== 0x25 && octet !== 0x22;
    encoded += isPlain ? String.fromCharCode(octet) : `%${octet.toString(16).padStart(2, "0")}`;
  }
  return `%"${encoded}"`;
}
