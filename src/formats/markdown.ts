import type { ElementContent, Root } from "hast";
import { defaultHandlers, toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Rendition } from "../articles/article.ts";
import { fromHtml } from "../articles/html.ts";
import { statedProvenance } from "../articles/provenance.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { bodyHtml } from "../articles/render.ts";
import { escapeText } from "../articles/text.ts";
import { noteHandlers, notesToMarkdown, withoutNoteLinks } from "./markdown-notes.ts";
import { withPlainTables } from "./markdown-tables.ts";

/** A rendition as Markdown (CommonMark with tables and footnotes), its particulars as YAML front matter. */
export function articleMarkdown(rendition: Rendition, publication: Publication, notice: string): string {
  const { slug, language, revision, title, summary, authors, tags, image, correction_note, rights } = rendition;
  const url = (edition: string) => publication.origin + paths.article(edition, slug);
  const particulars = {
    slug,
    language,
    revision,
    title,
    summary,
    authors: authors.map(({ name }) => name),
    tags,
    image: image?.url ?? null,
    published_at: rendition.published_at,
    updated_at: rendition.updated_at,
    url: url(language),
    original: url(rendition.original.language),
    ...(rendition.translation && statedProvenance(rendition.translation)),
    correction_note,
    rights,
  };
  // JSON is YAML (YAML 1.2 §1.3), so no value can break out of its line.
  const frontMatter = Object.entries(particulars)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${yaml(value)}`);
  const caption = [image?.caption, image?.credit].filter((part) => part).join(" · ");
  const figure =
    image === null
      ? ""
      : `<p><img src="${escapeText(image.url)}" alt="${escapeText(image.alt ?? "")}"></p>${caption && `<p>${escapeText(caption)}</p>`}`;
  const html = `<h1>${escapeText(title)}</h1>${figure}${bodyHtml(rendition.body)}${notice}`;
  return `---\n${frontMatter.join("\n")}\n---\n\n${markdown(html)}`;
}

/** JSON with escapes for what YAML does not print, or takes for the end of a line (YAML 1.2 §5.1, 1.1 §5.4). */
function yaml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Where a reader with GFM would make a link of text, and take the escapes behind it for a part of its address. */
const LITERAL_LINKS = [
  { character: ":", before: "[ps]", after: "\\/" },
  { character: ".", before: "[Ww]", after: "[-.\\w]" },
  { character: "@", before: "[-+.\\w]", after: "[-.\\w]" },
].map((pattern) => ({
  ...pattern,
  inConstruct: "phrasing" as const,
  notInConstruct: ["autolink" as const, "link" as const, "image" as const, "label" as const],
}));

const NOTES = noteHandlers({ list: defaultHandlers.ol, item: defaultHandlers.li });

function markdown(html: string): string {
  const { children } = fromHtml(html);
  const tree: Root = { type: "root", children: withPlainTables(withoutNoteLinks(children as ElementContent[])) };
  return toMarkdown(toMdast(tree, { handlers: NOTES }), {
    extensions: [gfmTableToMarkdown(), gfmStrikethroughToMarkdown(), notesToMarkdown, { unsafe: LITERAL_LINKS }],
    bullet: "-",
    emphasis: "*",
    rule: "-",
  });
}
