import { contentOf, DraftSchema } from "../articles/draft.ts";
import type { Settings } from "../objects/settings.ts";
import { keys } from "../replica/keys.ts";
import { type Replica, replica } from "../replica/values.ts";
import type { Listed, Walk } from "../replica/walk.ts";
import { keepAliases, ownerOf } from "./aliases.ts";
import { type ArticleRow, findRow } from "./articles.ts";
import { auditAt, recordAudit } from "./audit.ts";
import { revisionRow } from "./revisions.ts";
import { insertArticle, insertRow, type LogRow, type RevisionRow } from "./rows.ts";
import { stage } from "./staging.ts";

/** An article as KV keeps it for the day on which the Newsroom loses its storage: nobody serves it. */
export interface ArticleValue {
  article: ArticleRow;
  revision: RevisionRow;
  /** The log's row of `article.sequence`; null for what waits to appear. */
  entry: LogRow | null;
}

/** The import under which articles appear that waited for another when the storage was lost. */
export const REFILL = "refill";
/** Keys taken in one go; each article is parsed again, which takes a millisecond or two. */
const STEP = 200;
const READERS = 6;

/** An article's value for KV. */
export function articleReplica(sql: SqlStorage, slug: string): Replica | null {
  const article = findRow(sql, slug);
  if (article === null) return null;
  const revision = sql
    .exec<RevisionRow>("SELECT * FROM revisions WHERE slug = ? AND revision = ?", slug, article.revision)
    .one();
  const entry = sql.exec<LogRow>("SELECT * FROM log WHERE sequence = ?", article.sequence).toArray()[0] ?? null;
  const value: ArticleValue = { article, revision, entry };
  const version = backupVersion(article);
  return replica(JSON.stringify(value), { version, changedAt: article.updated_at, state: "ready" });
}

/** Rises with every change of a row: a write raises its version, an appearance its sequence. */
function backupVersion({ version, sequence }: Pick<ArticleRow, "version" | "sequence">): number {
  return version + sequence;
}

export function slugOf(key: string): string | null {
  const prefix = keys.article("");
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

export interface BackupPorts {
  sql: SqlStorage;
  settings: Settings;
  walk: Walk;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
  /** Plans what an article will do by itself. */
  plan(row: ArticleRow): void;
}

/** A Newsroom that lost its storage takes its current articles back from KV, step by step. */
export class Backup {
  readonly #ports: BackupPorts;

  constructor(ports: BackupPorts) {
    this.#ports = ports;
  }

  /** Whether a refill is under way. */
  isOn(): boolean {
    return this.#ports.settings.get("refill") !== null;
  }

  /** Whether KV holds articles: a Newsroom that has none has then lost its storage. */
  async isNeeded(): Promise<boolean> {
    return (await this.#ports.walk.list(keys.article(""), null, 1)).keys.length > 0;
  }

  begin(): void {
    this.#ports.settings.set("refill", JSON.stringify({ cursor: null }));
  }

  /** The next some articles. Returns whether that was all. What is taken twice is there once. */
  async step(): Promise<boolean> {
    const { settings, walk } = this.#ports;
    const stored = settings.get("refill");
    if (stored === null) return true;
    const { cursor } = JSON.parse(stored) as { cursor: string | null };
    const page = await walk.list(keys.article(""), cursor, STEP).catch((error: unknown) => {
      // A cursor that KV takes no more is no loss: what is there already is skipped.
      this.begin();
      throw error;
    });
    for (let i = 0; i < page.keys.length; i += READERS) {
      await Promise.all(page.keys.slice(i, i + READERS).map((listed) => this.adopt(listed)));
    }
    if (page.cursor === null) settings.delete("refill");
    else settings.set("refill", JSON.stringify({ cursor: page.cursor }));
    return page.cursor === null;
  }

  /** Takes one article back, if there is none of its slug. */
  async adopt({ key }: Listed): Promise<void> {
    const { sql, walk, commit } = this.#ports;
    const slug = slugOf(key);
    const text = slug === null || findRow(sql, slug) !== null ? null : await walk.read(key);
    if (text === null) return;
    try {
      commit(() => this.#take(text));
    } catch (error) {
      // A backup that makes no sense is left where it is: the others are not lost with it.
      console.error(JSON.stringify({ event: "refill-refused", slug, error: String(error) }));
    }
  }

  #take(text: string): void {
    const { sql, plan } = this.#ports;
    const { article: backedUp, revision, entry } = JSON.parse(text) as ArticleValue;
    if (findRow(sql, backedUp.slug) !== null) return;
    const draft = DraftSchema.safeParse(JSON.parse(revision.draft));
    const content = draft.success ? contentOf(draft.data) : null;
    if (!content?.ok) {
      console.error(JSON.stringify({ event: "refill-refused", slug: backedUp.slug }));
      return;
    }
    const article = fitting(sql, backedUp, revision, entry);
    insertRow(sql, "revisions", revision, "OR IGNORE");
    insertArticle(sql, article, content.value);
    plan(article);
    if (article.state !== "published" || article.appeared === 1) return;
    stage(sql, { import: REFILL, published_at: article.published_at, slug: article.slug, author: revision.author });
  }
}

/**
 * A backed-up article as it fits the rows that are there: backups are of different moments, so that two may
 * claim a name, and what was written since may have taken an id or a number of the log. Puts its entry back.
 */
function fitting(sql: SqlStorage, article: ArticleRow, revision: RevisionRow, entry: LogRow | null): ArticleRow {
  giveUp(sql, article.slug);
  const isFree = (alias: string) => findRow(sql, alias) === null && isYielded(sql, alias, revision.at);
  const aliases = JSON.stringify((JSON.parse(article.aliases) as string[]).filter(isFree));
  const { next, taken } = sql
    .exec<{ next: number; taken: number }>(
      `SELECT coalesce((SELECT max(id) FROM articles), 0) + 1 AS next,
         EXISTS (SELECT 1 FROM articles WHERE id = ?) AS taken`,
      article.id,
    )
    .one();
  if (entry !== null) insertRow(sql, "log", entry, "OR IGNORE");
  const isItsOwn = entry === null || auditAt(sql, entry.sequence)?.slug === article.slug;
  const sequence = isItsOwn ? article.sequence : recordAudit(sql, entry, entry.at);
  return { ...article, id: taken ? next : article.id, aliases, sequence };
}

/**
 * Whether an alias is free, or its owner's claim is the older one, which is then given up: who claimed it later
 * could do so only because the other had let it go, in a revision that was lost.
 */
function isYielded(sql: SqlStorage, alias: string, claimedAt: number): boolean {
  const owner = findRow(sql, ownerOf(sql, alias) ?? "");
  if (owner === null) return true;
  if (revisionRow(sql, owner.slug, owner.revision).at >= claimedAt) return false;
  giveUp(sql, alias);
  return true;
}

/** Takes an alias from whoever has it. */
function giveUp(sql: SqlStorage, alias: string): void {
  const owner = findRow(sql, ownerOf(sql, alias) ?? "");
  if (owner === null) return;
  const kept = JSON.stringify((JSON.parse(owner.aliases) as string[]).filter((name) => name !== alias));
  sql.exec("UPDATE articles SET aliases = ? WHERE slug = ?", kept, owner.slug);
  keepAliases(sql, owner, { ...owner, aliases: kept });
}
