import { fail, ok, type Result } from "../../articles/result.ts";
import { type ArticleFile, readArticleFiles } from "./article-files.ts";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { type Failure, failureText } from "./failure.ts";
import { count, line } from "./output.ts";
import { type Progress, showProgress } from "./progress.ts";

/** Refusals that are one article's own; any other would be the next article's as well. */
const ONE_ARTICLES = new Set([409, 410, 412, 413, 422]);

/**
 * `desk publish FILE…|DIR`: checks of every file all that can be known here, then sends them one after the other, by
 * date, so that their entry numbers follow it. With one fault nothing is sent; what only the service knows, which
 * editions there are, it says of each.
 */
export async function publish(desk: Desk, paths: string[]): Promise<number> {
  const { articles, faults } = readArticleFiles(paths, desk.now());
  if (faults.length > 0) {
    for (const fault of faults) await line(desk.err, `${fault.file}:${fault.line}: ${fault.message}`);
    await line(desk.err, `${count(faults.length, "fault", "faults")}. Nothing was sent.`);
    return EXIT.failed;
  }
  // On a terminal the results themselves show how far it is.
  const progress = desk.out.isTTY
    ? null
    : showProgress({ to: desk.err, title: "Publishing", unit: "articles", total: articles.length, now: desk.now });
  const exitCode = await sendAll(desk, articles, progress);
  progress?.end();
  return exitCode;
}

async function sendAll(desk: Desk, articles: ArticleFile[], progress: Progress | null): Promise<number> {
  let refused = 0;
  for (const [index, article] of articles.entries()) {
    const sent = await send(desk, article);
    if (!sent.ok && !isOneArticles(sent.error)) {
      progress?.end();
      const exitCode = await failed(desk, sent.error);
      const left = count(articles.length - index, "article was", "articles were");
      await line(desk.err, `${left} not sent. Run the same command again: what is there is skipped.`);
      return exitCode;
    }
    if (!sent.ok) refused++;
    const result = sent.ok ? `${sent.value} ${article.slug}` : `error ${article.slug}: ${failureText(sent.error)}`;
    await line(desk.out, result);
    progress?.at(index + 1);
  }
  return refused === 0 ? EXIT.done : EXIT.failed;
}

/** Puts one article; the entity tag before and after tells whether anything changed. */
async function send({ service }: Desk, { slug, draft }: ArticleFile): Promise<Result<string, Failure>> {
  const path = `/api/articles/${slug}`;
  const before = await service.read(path);
  if (!before.ok && !(before.error.kind === "refused" && before.error.status === 404)) return before;
  const after = await service.read(path, { method: "PUT", body: draft });
  if (!after.ok) return after;
  // A second try, its first answer lost, would hear 200.
  if (after.value.status === 201 || !before.ok) return ok("created");
  const tag = after.value.headers.get("etag");
  if (tag === null) return fail({ kind: "garbled", url: service.origin, what: "a PUT without an entity tag" });
  return ok(before.value.headers.get("etag") === tag ? "unchanged" : "updated");
}

function isOneArticles(failure: Failure): boolean {
  return failure.kind === "refused" && ONE_ARTICLES.has(failure.status);
}
