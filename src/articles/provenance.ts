import type { Provenance } from "./article.ts";
import { cleanText } from "./text.ts";

/** Where a translation comes from, as it is told: what came from the memory matters to the newsroom alone. */
export type ToldProvenance = Omit<Provenance, "from_memory">;

/** The same with what follows from it. Every format and header has these members under these names. */
export type StatedProvenance = ToldProvenance & {
  /** URI of an IPTC NewsCode; null where persons translated all of it. */
  digital_source_type: string | null;
};

/** What IPTC calls a machine's text, and one that a person had a hand in (https://cv.iptc.org/newscodes/digitalsourcetype/). */
export type DigitalSource = "trainedAlgorithmicMedia" | "compositeWithTrainedAlgorithmicMedia";

const IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/** Null where persons translated all of it. A translation that came with the article counts as a machine's. */
export function digitalSource({ engines, reviewed }: Pick<Provenance, "engines" | "reviewed">): DigitalSource | null {
  if (engines.every((engine) => engine === "person")) return null;
  const byPersonToo = reviewed !== null || engines.includes("person");
  return byPersonToo ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia";
}

/** Whether a machine made any of it and no person has reviewed it. A translation that came with the article counts. */
export function isUnreviewed({ engines, reviewed }: Pick<Provenance, "engines" | "reviewed">): boolean {
  return reviewed === null && engines.some((engine) => engine !== "person");
}

/** Only what is told, in a fixed order, a reviewer's name fit to be shown. */
export function toldProvenance({ reviewed, ...told }: ToldProvenance): ToldProvenance {
  return {
    source_language: told.source_language,
    source_revision: told.source_revision,
    engines: told.engines,
    translated_at: told.translated_at,
    reviewed: reviewed && { by: reviewerName(reviewed.by), at: reviewed.at },
    stale: told.stale,
  };
}

export function statedProvenance(provenance: ToldProvenance): StatedProvenance {
  const source = digitalSource(provenance);
  return { ...toldProvenance(provenance), digital_source_type: source && IPTC + source };
}

/** As long as a token's name may be, and short enough for KV's metadata in whatever script. */
const MOST_CHARACTERS = 60;
const MOST_BYTES = 180;

/**
 * A reviewer's name on one line. Nothing in it is invisible, or turns the text around it: names of
 * tokens are so already, but those that come with an imported file may be anything.
 */
export function reviewerName(by: string): string {
  const visible = cleanText(by.replace(/[\p{Cc}\p{Z}]+/gu, " ").replace(INVISIBLE, "")).trim();
  if (visible === "") return "?";
  return isShort(visible) ? visible : `${shortened(visible)}…`;
}

const encoder = new TextEncoder();

function isShort(name: string): boolean {
  return [...name].length <= MOST_CHARACTERS && encoder.encode(name).length <= MOST_BYTES;
}

/** The longest beginning that leaves room for the ellipsis. */
function shortened(name: string): string {
  let beginning = "";
  for (const character of name) {
    if (!isShort(`${beginning}${character}…`)) break;
    beginning += character;
  }
  return beginning;
}

/** Format characters, bidirectional controls among them; joiners are part of how some names are written. */
const INVISIBLE = /(?![\u200C\u200D])\p{Cf}/gu;
