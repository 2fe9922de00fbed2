import { isMap, isScalar, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import type { z } from "zod";
import { type ContentFault, contentOf, type Draft, DraftSchema } from "../src/articles/draft.ts";
import { issueText } from "../src/articles/issue-text.ts";
import { LANGUAGE_TAG } from "../src/articles/language.ts";
import { isSlug } from "../src/articles/slug.ts";
import type { Report } from "./faults.ts";
import type { SeedFile } from "./files.ts";

/** An article's file, read: what the desk would take, and where in the file each of it stands. */
export interface DraftFile {
  slug: string;
  draft: Draft;
  /** The line, from 1, of a field of the front matter; 1 where it has none. */
  lineOf: LineOf;
}

const FILE_NAME = /^([^.]+)\.([^.]+)\.md$/;
const FRONT_MATTER = /^---\n([\s\S]*?)\n?^---[ \t]*\n/m;
/** What a draft may say but a file with a body of its own, revisions of which git keeps, may not. */
const NOT_HERE = new Set(["body_markdown", "body_html", "body_text", "minor"]);
const CONTENT_FAULTS: Record<ContentFault, string> = {
  "body-empty": "the body has no text and no image",
  "body-intricate": "the body has more than 3,000 quotations, lists and footnotes between its paragraphs",
  "body-unsettled": "the body's markup is broken in a way that cannot be mended safely",
  "content-too-large": "the body is larger than 1 MiB, or than 1.25 MB once it is sanitized",
};

/**
 * `{slug}.{lang}.md`: YAML front matter and a Markdown body, a draft that the desk would take. All that
 * is wrong with it is reported; null where too much is for a draft to come of it.
 */
export function readDraft({ name, text, report }: SeedFile): DraftFile | null {
  const [, slug = "", language = ""] = FILE_NAME.exec(name) ?? [];
  if (!isSlug(slug) || !LANGUAGE_TAG.test(language)) {
    report(1, "is not named {slug}.{lang}.md, as my-article.fr.md");
    return null;
  }
  const parts = text.startsWith("---\n") ? FRONT_MATTER.exec(text) : null;
  if (parts === null) {
    report(1, "has no front matter: YAML between two lines of ---");
    return null;
  }
  const front = frontMatter(parts[1] ?? "", report);
  if (front === null) return null;
  const { fields, lineOf } = front;
  for (const key of Object.keys(fields).filter((key) => NOT_HERE.has(key))) {
    report(lineOf([key]), `${key} has no place in front matter; the body stands below it`);
  }
  if (fields["slug"] !== slug) report(lineOf(["slug"]), `slug: must be ${slug}, as the file's name says`);
  if (fields["language"] !== language) {
    report(lineOf(["language"]), `language: must be ${language}, as the file's name says`);
  }

  const { slug: _, ...draftFields } = fields;
  const parsed = DraftSchema.safeParse({ ...draftFields, body_markdown: text.slice(parts[0].length) });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) reportIssue(issue, lineOf, report);
    return null;
  }
  const draft = parsed.data;
  const content = contentOf(draft);
  if (!content.ok) report(parts[0].split("\n").length, CONTENT_FAULTS[content.error]);
  return { slug, draft, lineOf };
}

type LineOf = (path: PropertyKey[]) => number;

/** Front matter as plain values, and the file's line of each; null where it is no YAML mapping. */
function frontMatter(yaml: string, report: Report): { fields: Record<string, unknown>; lineOf: LineOf } | null {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const line = (offset: number) => counter.linePos(offset).line + 1; // The first --- is line 1.
  for (const fault of [...document.errors, ...document.warnings]) report(line(fault.pos[0]), yamlFault(fault));
  if (document.errors.length > 0) return null;
  if (!isMap(document.contents)) {
    report(1, "the front matter is not a list of `name: value`");
    return null;
  }
  const lineOf: LineOf = (path) => {
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
      const key = path[length - 1];
      const pair = isMap(parent) && parent.items.find(({ key: node }) => isScalar(node) && node.value === key);
      const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
      const start = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (start !== undefined) return line(start);
    }
    return 1;
  };
  let aliases = 0;
  visit(document, {
    Alias(_, { range }) {
      aliases++;
      report(line(range?.[0] ?? 0), "YAML aliases are not taken"); // One can make a small file enormous.
    },
  });
  return aliases > 0 ? null : { fields: document.toJS() as Record<string, unknown>, lineOf };
}

/** What YAML finds wrong, and the way out of the commonest: a title such as `Un titre : suite`. */
function yamlFault({ code, message }: YAMLError): string {
  return code === "BLOCK_AS_IMPLICIT_KEY"
    ? `${message}: quote a value that has a colon, as "Un titre : suite"`
    : message;
}

function reportIssue(issue: z.core.$ZodIssue, lineOf: LineOf, report: Report): void {
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys)
      report(lineOf([...issue.path, key]), `${[...issue.path, key].join(".")}: no such field`);
    return;
  }
  report(lineOf(issue.path), `${issue.path.join(".")}: ${issueText(issue)}`);
}
