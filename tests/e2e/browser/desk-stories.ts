import type { Newsroom } from "./newsroom.ts";

/** An article with a paragraph that the engine gets wrong in English, and one whose English the checks doubt. */
export const TREES_SLUG = "mille-arbres";

const TREES = {
  title: ["La ville plante ses arbres", "The city plants its trees", "المدينة تغرس أشجارها"],
  count: [
    "La commune plantera 1200 arbres avant la fin de l’hiver, selon la mairie.",
    "The municipality will plant 12 trees before the end of winter, according to the town hall.",
    "ستغرس الجماعة 1200 شجرة قبل نهاية الشتاء، وفق البلدية.",
  ],
  quote: [
    "Les premiers seront des oliviers, « plus sobres » que les palmiers.",
    "The first will be olive trees, which need less water than palm trees.",
    "أولها أشجار الزيتون، «الأقل استهلاكا» من النخيل.",
  ],
  people: [
    "Les habitants sont invités à donner un nom à <em>leur</em> arbre.",
    "Residents are invited to give <em>their</em> tree a name.",
    "السكان مدعوون إلى إطلاق اسم على شجرتهم.",
  ],
} as const;

const SEA = {
  title: ["La mer monte", "The sea is rising", "البحر يرتفع"],
  body: ["Une digue protégera le port.", "A dyke will protect the harbour.", "سيحمي حاجز الميناء."],
} as const;

/** Nobody has asked for this one in any language. */
export const SEA_SLUG = "la-mer-monte";

/** Publishes both, and waits until the first is held in English and ready in Arabic. */
export async function publishTrees({ url, deepl, put }: Newsroom): Promise<void> {
  const { title, count, quote, people } = TREES;
  for (const [french, en, ar] of [title, count, quote, SEA.title, SEA.body]) deepl.dictionary.set(french, { en, ar });
  deepl.dictionary.set("Les habitants sont invités à donner un nom à ", {
    en: "Residents are invited to name ",
    ar: "السكان مدعوون إلى تسمية ",
  });
  deepl.dictionary.set("leur", { en: "their", ar: "شجرتهم" });
  deepl.dictionary.set(" arbre.", { en: " tree.", ar: " الخاصة." });
  const body_html = [count, quote, people].map(([french]) => `<p>${french}</p>`).join("");
  await put(TREES_SLUG, {
    language: "fr",
    title: title[0],
    body_html,
    tags: ["environnement"],
    published_at: "2025-11-25T09:00:00Z",
  });
  await put(SEA_SLUG, {
    language: "fr",
    title: SEA.title[0],
    body_text: SEA.body[0],
    tags: ["environnement"],
    published_at: "2025-11-25T08:45:00Z",
  });
  for (const language of ["en", "ar"]) await settled(`${url}/${language}/articles/${TREES_SLUG}.json`);
}

/** Until it is served, or held for a person. */
async function settled(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url);
    if (answer.ok || (await answer.text()).includes("translation-held")) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
