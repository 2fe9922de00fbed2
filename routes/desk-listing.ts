import { cursorOf } from "../src/http/cursor.ts";
import type { ArticleState, ListedArticle, ListedPage, ListFilter, Position } from "../src/newsroom/answers.ts";
import type { AppContext } from "./context.ts";
import { type EditionState, type EditionStates, editionStates } from "./desk-editions.ts";
import { newsroom } from "./desk-newsroom.ts";

/** Pages of an edition's articles that are looked through for one page of the desk's. */
const MOST_ROUNDS = 10;

/** What is asked for; with an edition, `state` is the article's there. */
export interface Asked extends Omit<ListFilter, "state"> {
  edition: string | null;
  state: ArticleState | EditionState | null;
}

export interface Listing {
  articles: (ListedArticle & { editions: EditionStates })[];
  next: string | null;
}

/** A page of articles, each with its state in every edition. */
export async function listing(c: AppContext, asked: Asked, after: Position | null, limit: number): Promise<Listing> {
  const { articles, next } = await page(c, asked, after, limit);
  const states = await editionStates(c, articles);
  return {
    articles: articles.map((article, i) => ({ ...article, editions: states[i] ?? {} })),
    next: next && cursorOf([next.published_at, next.slug]),
  };
}

async function page(c: AppContext, asked: Asked, after: Position | null, limit: number): Promise<ListedPage> {
  const { tag, words, edition, state } = asked;
  if (edition !== null && state !== null) {
    return inEdition(c, { tag, words, state: null }, [edition, state as EditionState], after, limit);
  }
  // Every edition carries what is published, in one state or another.
  const filter: ListFilter = { tag, words, state: edition === null ? (state as ArticleState | null) : "published" };
  return (await newsroom(c).list(filter, after, limit)) as ListedPage;
}

/** Walks the edition's own list, and asks the newsroom which of those articles fit; a page may stay short. */
async function inEdition(
  c: AppContext,
  filter: ListFilter,
  [language, state]: [string, EditionState],
  after: Position | null,
  limit: number,
): Promise<ListedPage> {
  const articles: ListedArticle[] = [];
  let last = after;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const places: Position[] = await c.env.EDITION.getByName(language).list(language, state, last, limit);
    const slugs = places.map(({ slug }) => slug);
    const fitting = (await newsroom(c).listed(slugs, filter)) as ListedArticle[];
    const bySlug = new Map(fitting.map((article) => [article.slug, article]));
    for (const place of places) {
      const article = bySlug.get(place.slug);
      last = place;
      if (article === undefined) continue;
      articles.push(article);
      if (articles.length === limit) return { articles, next: last };
    }
    if (places.length < limit) return { articles, next: null };
  }
  return { articles, next: last };
}
