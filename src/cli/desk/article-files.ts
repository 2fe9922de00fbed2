import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Fault, Faults } from "../../../kv-seed/faults.ts";
import { fileAt, namesIn } from "../../../kv-seed/files.ts";
import { readDraft } from "../../../kv-seed/read-draft.ts";
import type { Draft } from "../../articles/draft.ts";
import { expiryFault, expiryOf } from "../../articles/expiry.ts";

/** An article's file that the desk would take. */
export interface ArticleFile {
  file: string;
  slug: string;
  draft: Draft;
}

/**
 * The articles of these files, and of the `.md` files of these folders, in the order of their dates: what
 * has none is published now, and comes last. Only with no fault at all are they fit to be sent.
 * @param now milliseconds since the epoch
 */
export function readArticleFiles(paths: string[], now: number): { articles: ArticleFile[]; faults: Fault[] } {
  const faults = new Faults();
  const slugs = new Map<string, string>();
  const articles = [...new Set(paths.flatMap((path) => filesAt(path, faults)))].flatMap((file) => {
    const report = faults.of(file);
    const found = fileAt(file, report);
    const read = found && readDraft(found);
    if (!read) return [];
    const other = slugs.get(read.slug);
    if (other !== undefined) report(1, `the slug ${read.slug} is already that of ${other}`);
    slugs.set(read.slug, file);
    const { draft, lineOf } = read;
    const end = expiryFault(expiryOf(draft), publishedAt(draft) ?? now, now);
    if (end !== null) report(lineOf(["expires_at"]), `expires_at: ${end}`);
    return [{ file, slug: read.slug, draft }];
  });
  return { articles: articles.toSorted((a, b) => dateOf(a) - dateOf(b) || 0), faults: faults.list() };
}

function filesAt(path: string, faults: Faults): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return [path];
  if (!stats?.isDirectory()) {
    faults.of(path)(1, stats === undefined ? "there is no such file" : "is neither a file nor a folder");
    return [];
  }
  const names = namesIn(path).filter((name) => name.endsWith(".md"));
  if (names.length === 0) faults.of(path)(1, `${basename(path)} has no .md file`);
  return names.map((name) => join(path, name));
}

function dateOf({ draft }: ArticleFile): number {
  return publishedAt(draft) ?? Number.POSITIVE_INFINITY;
}

/** Null for what has no date: it is published when it is sent. */
function publishedAt({ published_at }: Draft): number | null {
  return published_at === undefined ? null : Date.parse(published_at);
}
