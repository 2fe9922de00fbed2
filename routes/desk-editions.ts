import type { Edition } from "../src/edition/edition.ts";
import type { RenditionRow } from "../src/edition/renditions.ts";
import type { ArticleState } from "../src/newsroom/answers.ts";
import { type AppContext, configOf } from "./context.ts";

/** An article's state in one edition. */
export type EditionState = RenditionRow["state"];

/** Edition → state, for those that carry the article or will. */
export type EditionStates = Record<string, EditionState>;

type States = Awaited<ReturnType<Edition["states"]>>;

/** Articles' states in every edition, slug by slug: one question to each. */
export async function editionStates(
  c: AppContext,
  articles: { slug: string; state: ArticleState }[],
): Promise<EditionStates[]> {
  const slugs = articles.map(({ slug }) => slug);
  const asked = configOf(c).publication.editions.map(async (language): Promise<[string, States | null]> => {
    if (slugs.length === 0) return [language, {}];
    try {
      return [language, await c.env.EDITION.getByName(language).states(language, slugs)];
    } catch (error) {
      // The desk shows its articles whatever an edition is at.
      console.error(JSON.stringify({ event: "states-failed", language, error: String(error) }));
      return [language, null];
    }
  });
  const answers = await Promise.all(asked);
  return articles.map(({ slug, state }) => {
    const known = answers.map(([language, states]) => [language, states && shownState(state, states[slug])] as const);
    return Object.fromEntries(known.filter((pair): pair is [string, EditionState] => pair[1] != null));
  });
}

/** What the newsroom has decided stands, though an edition may not have heard of it yet. */
function shownState(article: ArticleState, edition: EditionState | undefined): EditionState | null {
  if (article !== "published") return edition === undefined ? null : "withdrawn";
  return edition === undefined || edition === "withdrawn" ? "pending" : edition;
}
