import { contentOf } from "../articles/draft.ts";
import type { Settings } from "../objects/settings.ts";
import type { Seeds } from "../replica/seeds.ts";
import type { Submission } from "./answers.ts";
import { findRow } from "./articles.ts";

/** Seeds are taken for slugs that do not exist yet, oldest first, so that entry numbers follow dates. */
export async function adoptSeeds(
  seeds: Seeds,
  settings: Settings,
  sql: SqlStorage,
  save: (seed: Submission) => unknown,
): Promise<void> {
  const manifest = await seeds.manifest();
  if (manifest === null || manifest.digest === settings.get("seeds")) return;
  const missing = manifest.articles.filter((slug) => findRow(sql, slug) === null);
  const drafts = await Promise.all(missing.map(async (slug) => ({ slug, draft: await seeds.article(slug) })));
  drafts.sort((a, b) => (a.draft?.published_at ?? "").localeCompare(b.draft?.published_at ?? ""));
  for (const { slug, draft } of drafts) {
    const content = draft && contentOf(draft);
    if (draft === null || !content?.ok) throw new Error(`seed ${slug} cannot be used`);
    // Whatever was published while the seeds were read stands.
    if (findRow(sql, slug) === null) save({ slug, draft, content: content.value, author: "seed" });
  }
  settings.set("seeds", manifest.digest);
}
