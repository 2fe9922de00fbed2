import { micromark } from "micromark";
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from "micromark-extension-gfm-autolink-literal";
import { gfmFootnote, gfmFootnoteHtml } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough, gfmStrikethroughHtml } from "micromark-extension-gfm-strikethrough";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";

const AUTOLINK = gfmAutolinkLiteral();
/** Without addresses of mail: their construct is tried at each letter of a text, which doubles what parsing takes. */
const URL_AUTOLINK: typeof AUTOLINK = { text: withoutMail(AUTOLINK.text ?? {}) };
const TABLE = gfmTable();
const STRIKETHROUGH = gfmStrikethrough();
const FOOTNOTE = gfmFootnote();

/**
 * Markdown (CommonMark, tables, strikethrough, links, footnotes) → HTML, which is still to be sanitized.
 * An extension is left out where the text has nothing that it could take.
 */
export function markdownHtml(source: string): string {
  const extensions = [source.includes("@") ? AUTOLINK : URL_AUTOLINK];
  // A table has a bar, or a colon in the row below its head.
  if (/\||:-|-:/.test(source)) extensions.push(TABLE);
  if (source.includes("~")) extensions.push(STRIKETHROUGH);
  if (source.includes("[^")) extensions.push(FOOTNOTE);
  return micromark(source, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true, // The sanitizer is the one that decides.
    extensions,
    htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmAutolinkLiteralHtml(), gfmFootnoteHtml()],
  });
}

type Constructs = NonNullable<typeof AUTOLINK.text>;

function withoutMail(constructs: Constructs): Constructs {
  const kept: Constructs = {};
  for (const [code, found] of Object.entries(constructs)) {
    const others = [found ?? []].flat().filter(({ name }) => name !== "emailAutolink");
    if (others.length > 0) kept[code] = others;
  }
  return kept;
}
