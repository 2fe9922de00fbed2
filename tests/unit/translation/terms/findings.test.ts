import { describe, expect, it } from "vitest";
import { termFindings } from "../../../../src/translation/terms/findings.ts";
import type { Term } from "../../../../src/translation/terms/term.ts";

const EN = { source: "fr", target: "en" };
const AR = { source: "fr", target: "ar" };
const translate = (source: string, target: string, more: Partial<Term> = {}): Term => ({
  source,
  target,
  rule: "translate",
  ...more,
});
const keep = (source: string, more: Partial<Term> = {}): Term => ({ source, target: source, rule: "keep", ...more });
const forbid = (target: string, source = ""): Term => ({ source, target, rule: "forbid" });

/** Whether a source text has a term: an empty translation then misses it. */
function finds(text: string, term: Term, pair = EN): boolean {
  return termFindings(text, "", [term], pair).length > 0;
}

describe("a French term is found", () => {
  it.each([
    ["as it is", "criminalité organisée", "la criminalité organisée gagne"],
    ["at a sentence’s start", "criminalité organisée", "Criminalité organisée : le point"],
    ["in a headline", "criminalité organisée", "LA CRIMINALITÉ ORGANISÉE"],
    ["in capitals without accents", "criminalité organisée", "CRIMINALITE ORGANISEE"],
    ["with a bare capital", "État de droit", "l’Etat de droit"],
    ["where the term has the bare capital", "Etat de droit", "l’État de droit"],
    ["after l’", "Interpol", "l’Interpol"],
    ["after l'", "Interpol", "l'Interpol"],
    ["after d’", "Interpol", "le président d’Interpol"],
    ["after qu’", "Interpol", "dit qu’Interpol"],
    ["with the other apostrophe", "forces de l’ordre", "les forces de l'ordre"],
    ["in the plural with -s", "notice d’argent", "deux notices d’argent"],
    ["in the plural with -s twice", "accord commercial", "des accords commerciaux"],
    ["in the plural with -x", "bureau central", "les bureaux centraux"],
    ["in the plural of -ail", "travail forcé", "les travaux forcés"],
    ["in the feminine", "directeur général", "la directrice générale"],
    ["in the feminine of -é", "ministre délégué", "la ministre déléguée"],
    ["in the feminine of -er", "premier président", "la première présidente"],
    ["in the feminine of -ien", "algérien", "les Algériennes"],
    ["in the feminine of -if", "comité exécutif", "une instance comité exécutive"],
    ["after du", "Le Monde", "selon un article du Monde paru hier"],
    ["after au", "Le Caire", "au Caire, hier"],
    ["after aux", "les Émirats", "aux Émirats arabes unis"],
    ["after des", "les Émirats", "la capitale des Emirats"],
    ["with a hyphen for a space", "Général Major", "le Général-Major"],
    ["with a space for a hyphen", "Général-Major", "le général major"],
    ["with a no-break hyphen", "Général-Major", "le Général\u2011Major"],
    ["with no-break spaces", "Mohammed VI", "le roi Mohammed\u00A0VI"],
    ["with a narrow no-break space", "article 5", "l’article\u202F5"],
    ["between quotation marks", "Interpol", "«\u00A0Interpol\u00A0»"],
    ["with a ligature", "cœur de métier", "le coeur de métier"],
    ["decomposed", "comité exécutif", "le comité exécutif".normalize("NFD")],
    ["with a soft hyphen", "Interpol", "Inter\u00ADpol"],
    ["through markup", "comité exécutif", "le <b>comité</b> <i>exécutif</i>"],
    ["before a full stop", "Interpol", "Il a rejoint Interpol."],
    ["with a sign in it", "AT&T", "le groupe AT&#x26;T"],
    ["with a dot in it", "St. Louis", "à St. Louis"],
  ])("%s: %s", (_, source, text) => {
    expect(finds(text, translate(source, "x"))).toBe(true);
  });
});

describe("a French term is not found", () => {
  it.each([
    ["inside a longer word", "port", "un aéroport, un porte-avions, le transport"],
    ["inside a longer word before a hyphen", "Interpol", "Interpolation-test"],
    ["where only the accent differs", "marché", "Elle marche vite"],
    ["where only the accent differs in the plural", "pêcheur", "les pécheurs"],
    ["across a full stop", "droit international", "C’est un droit. International, il…"],
    ["across a comma", "comité exécutif", "le comité, exécutif"],
    ["with a word between", "comité exécutif", "le comité très exécutif"],
    ["in the singular of a plural", "cours", "la cour"],
    ["as an acronym in small letters", "SA", "sa mère"],
    ["in code", "Interpol", "<code>interpol --list</code>"],
    ["in an address", "Interpol", "https://www.interpol.int/interpol"],
    ["where only nouns look like its feminine", "port", "la porte"],
    ["with du, where nothing follows", "Le", "du pain"],
  ])("%s: %s", (_, source, text) => {
    expect(finds(text, translate(source, "x"))).toBe(false);
  });
});

describe("case and forms", () => {
  it.each<[string, Term, string, boolean]>([
    ["sensitive: as written", translate("Nice", "Nice", { case: "sensitive" }), "à Nice", true],
    [
      "sensitive: small letters are another word",
      translate("Tours", "Tours", { case: "sensitive" }),
      "deux tours",
      false,
    ],
    ["sensitive: a sentence’s start", translate("tours", "towers", { case: "sensitive" }), "Tours et remparts", true],
    ["sensitive: not within the sentence", translate("tours", "towers", { case: "sensitive" }), "à Tours", false],
    ["sensitive: a headline", translate("Tours", "Tours", { case: "sensitive" }), "INCENDIE À TOURS", true],
    ["insensitive: an acronym in small letters", translate("OTAN", "NATO", { case: "insensitive" }), "l’otan", true],
    ["neither: an acronym in the plural", translate("ONG", "NGO"), "les ONGs", true],
    ["forms: one that is listed", translate("œil", "eye", { forms: { source: ["yeux"] } }), "les yeux", true],
    ["forms: the term itself", translate("cour", "court", { forms: { source: ["Cours"] } }), "la Cour", true],
    [
      "forms: no inflection beside them",
      translate("cour", "court", { forms: { source: ["cour suprême"] } }),
      "le cours",
      false,
    ],
    ["forms: elision and accents as ever", translate("œil", "eye", { forms: { source: ["yeux"] } }), "d’yeux", true],
  ])("%s", (_, term, text, is) => {
    expect(finds(text, term)).toBe(is);
  });
});

describe("an English wording is found", () => {
  it.each([
    ["as it is", "organised crime", "Organised crime is growing"],
    ["in the plural", "silver notice", "two silver notices"],
    ["in the plural with -ies", "intelligence agency", "intelligence agencies"],
    ["in the plural with -es", "tax", "new taxes"],
    ["in the plural of -man", "spokesman", "two spokesmen"],
    ["with a possessive", "Interpol", "Interpol’s president"],
    ["with a possessive in the plural", "scam centre", "the scam centres’ victims"],
    ["with a no-break space", "Major General", "Major\u00A0General"],
    ["with a hyphen", "law enforcement", "law-enforcement agencies"],
    ["through markup", "General Assembly", 'the <a href="https://a.example">General</a> Assembly'],
    ["in a form of its own", "Foreign Minister", "the minister of foreign affairs"],
  ])("%s: %s", (_, target, text) => {
    const term = translate("terme", target, { forms: { target: ["minister of foreign affairs"] } });
    expect(termFindings("Le terme", text, [term], EN)).toEqual([]);
  });

  it.each([
    ["inside a longer word", "port", "the airport"],
    ["where it is not", "organised crime", "organised criminals"],
    ["across a full stop", "law enforcement", "It is law. Enforcement follows."],
  ])("and not %s: %s", (_, target, text) => {
    expect(termFindings("Le terme", text, [translate("terme", target)], EN)).toHaveLength(1);
  });
});

describe("an Arabic wording is found", () => {
  it.each([
    ["as it is", "الإنتربول", "قال الإنتربول"],
    ["with و", "الإنتربول", "والإنتربول"],
    ["with ف", "الإنتربول", "فالإنتربول"],
    ["with ب", "الإنتربول", "بالإنتربول"],
    ["with ك", "الإنتربول", "كالإنتربول"],
    ["with لل", "الإنتربول", "رئيس للإنتربول"],
    ["with وال", "الجريمة المنظمة", "والجريمة المنظمة"],
    ["with وبال", "الجريمة المنظمة", "وبالجريمة المنظمة"],
    ["with ول", "مراكش", "ولمراكش"],
    ["with س", "يعلن", "سيعلن"],
    ["without its article", "النشرة الفضية", "نشرة فضية"],
    ["with an article on each word", "نشرة فضية", "النشرة الفضية"],
    ["with the article, the phrase in the dative", "نشرة فضية", "للنشرة الفضية"],
    ["with ه", "رئيس", "رئيسه"],
    ["with ها", "رئيس", "رئيسها"],
    ["with هم", "رئيس", "رئيسهم"],
    ["with نا", "وزير", "وزيرنا"],
    ["with a ta marbuta before a pronoun", "وزارة الداخلية", "وزارتها الداخلية"],
    ["with particles on both ends", "وزارة", "وبوزارتهم"],
    ["with another hamza", "الأمن الوطني", "الامن الوطني"],
    ["with a madda", "الآليات", "الاليات"],
    ["with ه for a ta marbuta", "محكمة النقض", "محكمه النقض"],
    ["with ى for a ya", "القاضي", "القاضى"],
    ["with diacritics", "المغرب", "المَغْرِبُ"],
    ["with a tatweel", "المغرب", "المغـــرب"],
    ["in the sound feminine plural", "شركة", "الشركات"],
    ["in the sound masculine plural", "محقق", "المحققين"],
    ["in the dual", "شركة", "شركتان"],
    ["in the feminine", "رئيس", "الرئيسة"],
    ["in the accusative", "وزير", "وزيرا"],
    ["next to an Arabic comma", "المغرب", "في المغرب،"],
    ["in a form of its own", "مركز احتيال", "مراكز الاحتيال"],
    ["through markup", "اللجنة التنفيذية", "<b>اللجنة</b> التنفيذية"],
  ])("%s: %s", (_, target, text) => {
    const term = translate("terme", target, { forms: { target: ["مراكز احتيال"] } });
    expect(termFindings("Le terme", text, [term], AR)).toEqual([]);
  });

  it.each([
    ["inside a longer word", "مغرب", "المغربيون"],
    ["as another word", "محكمة النقض", "محكمة الاستئناف"],
    ["where its letters only begin alike", "وزير", "وزارة"],
    ["where a particle would leave two letters", "له", "فله"],
  ])("and not %s: %s", (_, target, text) => {
    expect(termFindings("Le terme", text, [translate("terme", target)], AR)).toHaveLength(1);
  });
});

describe("what is found in a translation", () => {
  const missing = (source: string, target: string) => ({
    check: "term-missing",
    severity: "warning",
    detail: `“${source}” is “${target}” here, which the translation does not have`,
  });

  it("is a term that is missing, once, as a warning", () => {
    const terms = [translate("Maroc", "Morocco")];
    expect(termFindings("Le Maroc au Maroc", "The Kingdom", terms, EN)).toEqual([missing("Maroc", "Morocco")]);
    expect(termFindings("Le Maroc", "In Morocco’s capital", terms, EN)).toEqual([]);
    expect(termFindings("La France", "The Kingdom", terms, EN)).toEqual([]);
  });

  it("is a name that did not stay as it is, as an error", () => {
    const error = {
      check: "do-not-translate",
      severity: "error",
      detail: "“Interpol” stays as it is, and the translation does not have it",
    };
    expect(termFindings("Interpol agit", "الإنتربول يتحرك", [keep("Interpol")], AR)).toEqual([error]);
    expect(termFindings("Interpol agit", "بـInterpol وInterpol", [keep("Interpol")], AR)).toEqual([]);
  });

  it("is a forbidden wording, as an error, with what to write instead", () => {
    const terms = [translate("Sahara", "Sahara", { forbidden: ["desert"] })];
    expect(termFindings("Le Sahara", "The Sahara deserts", terms, EN)).toEqual([
      { check: "forbidden-term", severity: "error", detail: "“desert” is not to be written; write “Sahara”" },
    ]);
    expect(termFindings("Le Gobi", "A desert", terms, EN)).toEqual([]);
  });

  it("is a wording that is forbidden wherever it stands, or only for its source", () => {
    expect(termFindings("Un texte", "An illegal alien", [forbid("illegal alien")], EN)).toHaveLength(1);
    expect(termFindings("Un texte", "Illegal aliens", [forbid("illegal alien")], EN)).toHaveLength(1);
    expect(termFindings("Un texte", "An alien", [forbid("alien", "étranger")], EN)).toEqual([]);
    expect(termFindings("Un étranger", "An alien", [forbid("alien", "étranger")], EN)).toHaveLength(1);
  });

  it("is a forbidden Arabic wording with particles on it", () => {
    expect(termFindings("Un texte", "وبالكيان", [forbid("الكيان")], AR)).toHaveLength(1);
  });

  it("is no forbidden wording inside a term that is right", () => {
    const terms = [forbid("Palestine"), translate("OLP", "Palestine Liberation Organization")];
    expect(termFindings("L’OLP", "The Palestine Liberation Organization", terms, EN)).toEqual([]);
    expect(termFindings("L’OLP", "Palestine: the Palestine Liberation Organization", terms, EN)).toHaveLength(1);
  });

  it("asks for the longest term only, and for the shorter one where it stands alone", () => {
    const terms = [
      translate("Cour de cassation", "Court of Cassation"),
      translate("Premier président de la Cour de cassation", "First President"),
    ];
    expect(termFindings("Le Premier président de la Cour de Cassation", "The First President", terms, EN)).toEqual([]);
    const both = "Le Premier président de la Cour de cassation et la Cour de cassation";
    expect(termFindings(both, "The First President", terms, EN)).toEqual([
      missing("Cour de cassation", "Court of Cassation"),
    ]);
  });

  it("prefers what is written to what it may be a form of", () => {
    const terms = [translate("cour", "court"), translate("cours", "lesson")];
    expect(termFindings("un cours", "a lesson", terms, EN)).toEqual([]);
    expect(termFindings("la cour", "the court", terms, EN)).toEqual([]);
  });

  it("accepts a newspaper’s name without the article that a preposition swallowed", () => {
    expect(termFindings("un article du Monde", "an article in Monde", [keep("Le Monde")], EN)).toEqual([]);
    expect(termFindings("un article du Monde", "an article in Le Monde", [keep("Le Monde")], EN)).toEqual([]);
    expect(termFindings("un article du Monde", "an article in the World", [keep("Le Monde")], EN)).toHaveLength(1);
  });

  it("of other languages knows words as they are, Chinese ones without spaces", () => {
    expect(
      termFindings("Das Parlament tagt", "", [translate("Parlament", "x")], { source: "de", target: "en" }),
    ).toHaveLength(1);
    expect(
      termFindings("Le Maroc", "他在摩洛哥。", [translate("Maroc", "摩洛哥")], { source: "fr", target: "zh" }),
    ).toEqual([]);
  });
});

describe("terms that are alike", () => {
  it("are each found, though they have one translation", () => {
    const terms = Array.from({ length: 100 }, (_, i) => translate(`mot${i}`, "the word"));
    const text = terms.map(({ source }) => source).join(" ");
    expect(termFindings(text, "The word stands for all.", terms, EN)).toEqual([]);
    expect(termFindings(text, "Nothing does.", terms, EN)).toHaveLength(100);
  });

  it("are told apart by their accents and capitals", () => {
    const terms = [
      translate("marche", "walk"),
      translate("marché", "market"),
      translate("Marche", "March", { case: "sensitive" }),
    ];
    expect(termFindings("Un marché", "A market", terms, EN)).toEqual([]);
    expect(termFindings("Une marche", "A walk", terms, EN)).toEqual([]);
  });
});

describe("hostile glossaries and paragraphs", () => {
  const many = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));

  it.each<[string, Term[], string]>([
    [
      "ten thousand terms with one first word",
      many(10_000, (i) => translate(`la ${i}`, `x${i}`)),
      "la ".repeat(33_000),
    ],
    [
      "terms that almost match everywhere",
      many(10_000, (i) => translate(`${"a ".repeat(60)}${i}`, `x${i}`)),
      "a ".repeat(50_000),
    ],
    [
      "forms that double with every word",
      many(8_192, (i) => translate(`${many(13, (bit) => ((i >> bit) & 1 ? "mots" : "mot")).join(" ")} fin`, `x${i}`)),
      "mots ".repeat(20_000),
    ],
    [
      "ten thousand terms that all match",
      many(10_000, (i) => translate(`mot${i}`, `x${i}`)),
      many(14_000, (i) => `mot${i % 10_000}`).join(" "),
    ],
    ["one word of 100 KB", [translate("mot", "x")], "a".repeat(100_000)],
    ["nothing but marks", [translate("mot", "x")], "\u0301".repeat(100_000)],
    [
      "ten thousand terms that differ in accents alone",
      many(10_000, (i) =>
        translate(`le${[...i.toString(6)].map((n) => String.fromCodePoint(0x300 + Number(n))).join("")}`, `x${i}`),
      ),
      "le ".repeat(30_000),
    ],
    ["ten thousand forbidden wordings", many(10_000, (i) => forbid(`mot ${i}`)), "mot ".repeat(25_000)],
  ])("%s end", (_, terms, text) => {
    expect(termFindings(text, text, terms, EN).length).toBeLessThanOrEqual(10_000);
  });
});
