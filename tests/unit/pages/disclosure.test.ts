import { describe, expect, it } from "vitest";
import type { Provenance } from "../../../src/articles/article.ts";
import { articlePage } from "../../../src/pages/article-page.ts";
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
    [{}, "Machine translation from French (DeepL). It has not been reviewed and may contain mistakes."],
    [{ engines: ["seed"] }, "Machine translation from French (translation supplied with the article). It has not"],
    [{ engines: ["deepl", "workers-ai"] }, "Machine translation from French (DeepL, Workers AI). It has not"],
    [{ engines: ["deepl", "person"] }, "from French (DeepL). An editor has reworded parts of it. Read"],
    [{ reviewed }, "from French (DeepL). Reviewed by S. Idrissi on 25 November 2025. Read the original"],
    [{ engines: ["person"] }, "Translated from French by a person. Read the original (French)"],
  ])("says who translated and who reviewed: %j", (edited, words) => {
    expect(notice(edited)).toContain(words);
  });

  it("says that the original has been corrected since, only if it has", () => {
    expect(notice({ stale: true })).toContain("The original has been corrected since");
    expect(notice()).not.toContain("corrected since");
  });

  it("leads to the original and is a note to assistive technology", () => {
    const aside = one(page(), "aside", { role: "note" });
    const link = one(aside, "a");
    expect(link.properties).toEqual({ href: "/fr/articles/interpol-marrakech-2025", hrefLang: "fr" });
    expect(text(link)).toBe("Read the original (French)");
  });

  it("speaks the reader's language", () => {
    const aside = one(parsed(articlePage(arabic, publication)), "aside");
    expect(text(aside)).toContain("ترجمة آلية من الفرنسية (الترجمة المرفقة بالمقال).");
    expect(text(one(aside, "a"))).toBe("اقرأ النص الأصلي (بالفرنسية)");
  });
});

describe("the marking that machines read", () => {
  const TRAINED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
  const COMPOSITE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource";

  it("is on no original", () => {
    const data = linkedData(parsed(articlePage(original, publication)));
    for (const key of ["translationOfWork", "translator", "digitalSourceType", "isBasedOn"]) {
      expect(data).not.toHaveProperty(key);
    }
  });

  it("names the original and the translator", () => {
    expect(linkedData(page())).toMatchObject({
      translationOfWork: {
        "@type": "NewsArticle",
        "@id": "https://news.example/fr/articles/interpol-marrakech-2025",
        inLanguage: "fr",
      },
      isBasedOn: "https://news.example/fr/articles/interpol-marrakech-2025",
      translator: [{ "@type": "Organization", name: "DeepL" }],
    });
    expect(linkedData(page({ engines: ["deepl", "person", "seed"] }))["translator"]).toEqual([
      { "@type": "Organization", name: "DeepL" },
      { "@type": "Organization", name: "Dragoman" },
    ]);
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
