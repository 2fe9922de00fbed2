import type { Article, Rendition } from "../../src/articles/article.ts";
import { contentOf, DraftSchema } from "../../src/articles/draft.ts";
import { keys } from "../../src/replica/keys.ts";
import { type FrontValue, type Replica, replica } from "../../src/replica/values.ts";
import { join } from "../../src/translation/join.ts";
import { plan } from "../../src/translation/plan.ts";
import { DISTINCT, numbered } from "./load.ts";

export const LANGUAGE = "en";
export const SLUG = "bench-0";
const ARTICLES = 30;

/** Paragraphs and headings of an article: about 5 KB of HTML. */
const BLOCKS = 17;
const NOW = Date.parse("2025-11-25T08:30:00Z");

/** What the bench's KV holds: an English translation of 5 KB, many that differ in their slug, and a front of thirty. */
export function sampleValues(): Record<string, Replica> {
  const renditions = Array.from({ length: ARTICLES }, (_, i) => translated(i));
  const [first] = renditions as [Rendition];
  const version = 1;
  const article = { version, changedAt: NOW, state: "ready", id: first.id } as const;
  const front = { version, changedAt: NOW, state: "ready", pending: 0 } as const;
  const frontValue: FrontValue = {
    tag: null,
    changed_at: new Date(NOW).toISOString(),
    withdrawn: [],
    archive: null,
    renditions,
  };
  const value = (slug: string) => replica(JSON.stringify({ state: "ready", rendition: { ...first, slug } }), article);
  const others = Array.from({ length: DISTINCT }, (_, n) => `other-${numbered(n)}`);
  return {
    ...Object.fromEntries([SLUG, ...others].map((slug) => [keys.rendition(LANGUAGE, slug), value(slug)])),
    [keys.front(LANGUAGE)]: replica(JSON.stringify(frontValue), front),
  };
}

/** French article `i`, translated into English through the project's own plan and join. */
function translated(i: number): Rendition {
  const [article, english] = [articleIn("fr", i), articleIn("en", i)];
  const [units, targets] = [plan(article, "en"), plan(english, "fr")];
  const target = (at: number) => targets[at]?.encoded.text ?? "";
  const known = new Map(units.map(({ key }, at) => [key ?? "", { target: target(at), engine: "deepl" as const }]));
  const joined = join({
    article,
    language: "en",
    units,
    known,
    bought: new Set(),
    previous: null,
    review: null,
    byPerson: false,
    now: NOW,
  });
  if (!joined.ok) throw new Error(`the sample's translation fails the checks: ${joined.error.join(", ")}`);
  return joined.value;
}

function articleIn(language: keyof typeof TEXTS, i: number): Article {
  const { title, summary, paragraph, heading, labels } = TEXTS[language];
  const block = (n: number) => (n % 5 === 4 ? `## ${heading} ${n}` : paragraph.replaceAll("#", String(n)));
  const draft = DraftSchema.parse({
    language,
    title: `${title} (${i})`,
    summary,
    body_markdown: Array.from({ length: BLOCKS }, (_, n) => block(n)).join("\n\n"),
    authors: [{ name: "Amina Benali" }],
    tags: ["police", "maroc"],
    tag_labels: labels,
    rights: "© 2025 Dragoman",
  });
  const content = contentOf(draft);
  if (!content.ok) throw new Error(`the sample is no article: ${content.error}`);
  const at = new Date(NOW - i * 3_600_000).toISOString();
  return { ...content.value, id: `sample${i}`, slug: `bench-${i}`, revision: 1, published_at: at, updated_at: at };
}

const TEXTS = {
  fr: {
    title: "Marrakech accueille l’assemblée générale d’INTERPOL & ses délégués",
    summary: "Plus de 800 délégués sont attendus du 24 au 27 novembre.",
    paragraph:
      "L’assemblée générale s’ouvre à Marrakech, où **196 pays** ont été invités ; elle dure # jours. Les délégués y parlent de coopération, d’escroqueries en ligne et de criminalité organisée. Le programme est [publié](https://news.example/programme?jour=#&lang=fr), et les votes sont publics, a dit le président.",
    heading: "À l’ordre du jour",
    labels: { police: "Police", maroc: "Maroc" },
  },
  en: {
    title: "Marrakech hosts INTERPOL’s General Assembly & its delegates",
    summary: "More than 800 delegates are expected from 24 to 27 November.",
    paragraph:
      "The General Assembly opens in Marrakech, to which **196 countries** have been invited; it lasts # days. Delegates will discuss cooperation, online fraud and organised crime. The programme has been [published](https://news.example/programme?jour=#&lang=fr), and votes are public, the president’s office said.",
    heading: "On the agenda",
    labels: { police: "Police", maroc: "Morocco" },
  },
};
