import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Rendition } from "../articles/article.ts";
import { type Publication, paths } from "../articles/publication.ts";
import { bodyHtml } from "../articles/render.ts";
import { escapeText } from "../articles/text.ts";

/** A rendition as Markdown (CommonMark with tables), its particulars as YAML front matter. */
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
    engines: rendition.translation?.engines ?? null,
    correction_note,
    rights,
  };
  // JSON is YAML (YAML 1.2 §1.3), so no value can break out of its line.
  const frontMatter = Object.entries(particulars)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const caption = [image?.caption, image?.credit].filter((part) => part).join(" · ");
  const figure =
    image === null
      ? ""
      : `<p><img src="${escapeText(image.url)}" alt="${escapeText(image.alt ?? "")}"></p>${caption && `<p>${escapeText(caption)}</p>`}`;
  const html = `<h1>${escapeText(title)}</h1>${figure}${bodyHtml(rendition.body)}${notice}`;
  return `---\n${frontMatter.join("\n")}\n---\n\n${markdown(html)}`;
}

function markdown(html: string): string {
  return toMarkdown(toMdast(fromHtml(html, { fragment: true })), {
    extensions: [gfmTableToMarkdown(), gfmStrikethroughToMarkdown()],
    bullet: "-",
    emphasis: "*",
    rule: "-",
  });
}
