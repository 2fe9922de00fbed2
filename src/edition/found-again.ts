import type { Article, Rendition } from "../articles/article.ts";
import { plan } from "../translation/plan.ts";
import { digestsOf } from "../translation/review.ts";
import type { Reviews } from "./reviews.ts";
import type { Uses } from "./uses.ts";

/** What a loss of storage took, and a translation with its article can tell: which paragraphs it uses, and who approved it. */
export function foundAgain({ language, reviews, uses }: { language: () => string; reviews: Reviews; uses: Uses }) {
  return (article: Article, rendition: Rendition): void => {
    const { slug, revision } = article;
    if (rendition.translation?.source_revision !== revision) return;
    const units = plan(article, language());
    uses.add(
      slug,
      units.flatMap((unit) => unit.key ?? []),
    );
    const { reviewed } = rendition.translation;
    if (reviewed === null || reviews.find(slug) !== null) return;
    const approved = new Set(digestsOf(rendition, units));
    reviews.keep(slug, { revision, reviewer: reviewed.by, reviewed_at: Date.parse(reviewed.at), approved });
  };
}
