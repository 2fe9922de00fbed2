import { describe, expect, it } from "vitest";
import type { Provenance } from "../../../src/articles/article.ts";
import { articlePage } from "../../../src/pages/article-page.ts";
import { feedNotice, plainNotice } from "../../../src/pages/disclosure.ts";
import { frontPage } from "../../../src/pages/front-page.ts";
import { messagesFor } from "../../../src/pages/messages.ts";
import { all, linkedData, one, parsed, text } from "./parsed.ts";
import { arabic, english, original, publication } from "./samples.ts";

const page = (edited: Partial<Provenance> = {}) =>
  parsed(articlePage({ ...english, translation: { ...(english.translation as Provenance), ...edited } }, publication));
const notice = (edited: Partial<Provenance> = {}) => text(one(page(edited), "aside", { className: ["translation"] }));
const reviewed = { by: "S. Idrissi", at: "2025-11-25T09:00:00.000Z" };

describe("the notice of translation", () => {
  it("is on no original", () => {
    expect(all(parsed(articlePage(original, publication)), "aside")).toEqual([]);
  });

  it.each<[Partial<Provenance>, string]>([
    [{}, "Machine translation from French (DeepL). It has not been reviewed and may contain mistakes. Made on"],
    [{ engines: ["seed"] }, "Machine translation from French (translation supplied with the article). It has not"],
    [{ engines: ["deepl", "workers-ai"] }, "Machine translation from French (DeepL and Workers AI). It has not"],
    [{ engines: ["deepl", "person"] }, "from French (DeepL). An editor has reworded parts of it. Made on"],
    [{ reviewed }, "from French (DeepL). Reviewed by S. Idrissi on 25 November 2025. Made on"],
    [
      { engines: ["deepl", "person"], reviewed },
      "(DeepL). An editor has reworded parts of it. Reviewed by S. Idrissi on 25 November 2025. Made on",
    ],
    [{ engines: ["person"] }, "Translated from French by a person. Made on"],
    [{ engines: ["person"], reviewed }, "by a person. Reviewed by S. Idrissi on 25 November 2025. Made on"],
  ])("says who translated and who reviewed: %j", (edited, words) => {
    expect(notice(edited)).toContain(words);
  });

  it.each<Partial<Provenance>>([{ engines: ["person"] }, { engines: ["person"], reviewed }])(
    "says nothing of machines where persons translated all of it: %j",
    (edited) => {
      expect(notice(edited)).not.toContain("Machine");
      const front = { language: "en", tag: null, archive: null, updatedAt: english.updated_at, publication };
      const entry = { ...english, translation: { ...(english.translation as Provenance), ...edited } };
      expect(frontPage({ ...front, entries: [entry] })).not.toContain("Machine translation");
    },
  );

  it("says when it was made, and of which revision", () => {
    expect(notice({ source_revision: 3 })).toContain(
      " Made on 24 November 2025 at 10:05 UTC from revision 3 of the original. Read the original (French)",
    );
    expect(all(page(), "time").map(({ properties }) => properties["dateTime"])).toContain("2025-11-24T10:05:00.000Z");
  });

  it("claims no translator where there was nothing to translate", () => {
    expect(notice({ engines: [] }).trim()).toBe("Read the original (French)");
  });

  it("says that the original has been corrected since, only if it has", () => {
    expect(notice({ stale: true })).toContain("The original has been corrected since");
    expect(notice()).not.toContain("corrected since");
  });

  it("leads to the original and is a note to assistive technology", () => {
    const aside = one(page(), "aside", { role: "note" });
    const link = one(aside, "a", { hrefLang: "fr" });
    expect(link.properties).toEqual({ href: "/fr/articles/interpol-marrakech-2025", hrefLang: "fr" });
    expect(text(link)).toBe("Read the original (French)");
  });

  it("speaks the reader's language", () => {
    const aside = one(parsed(articlePage(arabic, publication)), "aside");
    expect(text(aside)).toContain("ترجمة آلية من الفرنسية (الترجمة المرفقة بالمقال).");
    expect(text(one(aside, "a", { hrefLang: "fr" }))).toBe("اقرأ النص الأصلي (بالفرنسية)");
  });
});

describe("the notice outside pages", () => {
  const translation = { ...(english.translation as Provenance), reviewed, source_revision: 2, stale: true };

  it.each([
    [
      "en",
      "Machine translation from French (DeepL). Reviewed by S. Idrissi on 25 November 2025. Made on 24 November 2025 at 10:05 UTC from revision 2 of the original. The original has been corrected since; this translation is of an earlier revision. Read the original (French) <https://news.example/fr/articles/interpol-marrakech-2025>",
    ],
    [
      "fr",
      "Traduction automatique (DeepL). Langue d’origine\u00a0: français. Relue par S. Idrissi le 25 novembre 2025. Établie le 24 novembre 2025 à 10:05 UTC d’après la version 2 de l’original. L’original a été corrigé depuis\u00a0: cette traduction est celle d’une version antérieure. Lire l’original (français) <https://news.example/fr/articles/interpol-marrakech-2025>",
    ],
    [
      "ar",
      "ترجمة آلية من الفرنسية (DeepL). المراجعة: S. Idrissi، 25 نوفمبر 2025. أُنجزت بتاريخ 24 نوفمبر 2025 في 10:05 UTC استنادا إلى النسخة رقم 2 من النص الأصلي. صُحِّح النص الأصلي بعد إنجاز هذه الترجمة، وهي تخص نسخة سابقة منه. اقرأ النص الأصلي (بالفرنسية) <https://news.example/fr/articles/interpol-marrakech-2025>",
    ],
  ])("says all of it on one line of plain text: %s", (language, line) => {
    const rendition = { ...english, language, translation };
    expect(plainNotice(rendition, publication.origin, messagesFor(language))).toBe(line);
  });

  it("says the same in a feed's text, with its dates marked up and a link", () => {
    expect(feedNotice({ ...english, translation }, publication.origin, messagesFor("en"))).toBe(
      '<p><small>Machine translation from French (<bdi>DeepL</bdi>). Reviewed by <bdi>S. Idrissi</bdi> on <time datetime="2025-11-25T09:00:00.000Z">25 November 2025</time>. Made on <time datetime="2025-11-24T10:05:00.000Z">24 November 2025 at 10:05 UTC</time> from revision 2 of the original. The original has been corrected since; this translation is of an earlier revision. <a href="https://news.example/fr/articles/interpol-marrakech-2025" hreflang="fr">Read the original (French)</a></small></p>',
    );
  });

  it("is on no original", () => {
    expect([plainNotice, feedNotice].map((of) => of(original, publication.origin, messagesFor("fr")))).toEqual([
      "",
      "",
    ]);
  });
});

describe("the marking that machines read", () => {
  const TRAINED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
  const COMPOSITE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource";

  it("is on no original", () => {
    const data = linkedData(parsed(articlePage(original, publication)));
    for (const key of ["translationOfWork", "translator", "digitalSourceType", "isBasedOn", "dateCreated"]) {
      expect(data).not.toHaveProperty(key);
    }
  });

  it("names the original and the translator", () => {
    expect(linkedData(page())).toMatchObject({
      translationOfWork: {
        "@type": "NewsArticle",
        "@id": "https://news.example/fr/articles/interpol-marrakech-2025",
        inLanguage: "fr",
        version: 1,
      },
      dateCreated: "2025-11-24T10:05:00.000Z",
      isBasedOn: "https://news.example/fr/articles/interpol-marrakech-2025",
      translator: [{ "@type": "Organization", name: "DeepL" }],
    });
    expect(linkedData(page({ engines: ["deepl", "person", "seed"] }))["translator"]).toEqual([
      { "@type": "Organization", name: "DeepL" },
      { "@type": "Organization", name: "Dragoman" },
    ]);
  });

  it("says who reviewed it and when, once somebody has", () => {
    expect(linkedData(page({ reviewed }))["mainEntityOfPage"]).toEqual({
      "@type": "WebPage",
      reviewedBy: { "@type": "Person", name: "S. Idrissi" },
      lastReviewed: "2025-11-25",
    });
    expect(linkedData(page())).not.toHaveProperty("mainEntityOfPage");
  });

  it.each<[Partial<Provenance>, string | undefined]>([
    [{}, TRAINED],
    [{ engines: ["seed"] }, TRAINED],
    [{ reviewed }, COMPOSITE],
    [{ engines: ["deepl", "person"] }, COMPOSITE],
    [{ engines: ["person"] }, undefined],
    [{ engines: ["person"], reviewed }, undefined],
  ])("says what kind of source it is: %j", (edited, type) => {
    expect(linkedData(page(edited))["digitalSourceType"]).toBe(type);
  });
});

describe("linked data", () => {
  it("describes an original whole", () => {
    const elsewhere = { canonical_url: "https://elsewhere.example/a", correction_note: "La date." };
    expect(linkedData(parsed(articlePage({ ...original, ...elsewhere }, publication)))).toEqual({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      "@id": "https://news.example/fr/articles/interpol-marrakech-2025",
      url: "https://elsewhere.example/a",
      headline: original.title,
      description: original.summary,
      datePublished: "2025-11-24T10:00:00.000Z",
      dateModified: "2025-11-24T10:00:00.000Z",
      inLanguage: "fr",
      author: [
        { "@type": "Person", name: "La rédaction" },
        { "@type": "Person", name: "A. Benali" },
      ],
      image: {
        "@type": "ImageObject",
        url: "https://img.example/salle.jpg?w=1200&h=630",
        caption: "La séance inaugurale",
        creditText: "Agence X",
        width: 1200,
        height: 630,
      },
      keywords: ["Interpol", "Maroc"],
      copyrightNotice: "© 2025 Dragoman",
      correction: { "@type": "CorrectionComment", text: "La date." },
      publisher: { "@type": "Organization", name: "Dragoman", url: "https://news.example/" },
    });
  });
});
