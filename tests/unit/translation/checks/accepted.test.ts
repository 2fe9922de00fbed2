import { describe, expect, it } from "vitest";
import { checkTranslation, firstError } from "../../../../src/translation/checks/checks.ts";
import type { CheckName } from "../../../../src/translation/checks/finding.ts";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";

const EN = { source: "fr", target: "en" };
const AR = { source: "fr", target: "ar" };
const FR_FROM_AR = { source: "ar", target: "fr" };

const FRENCH = "La police a arrêté trois suspects lundi matin à Marrakech.";
const ENGLISH = "Police arrested three suspects in Marrakech on Monday morning.";
const ARABIC = "أوقفت الشرطة ثلاثة مشتبه فيهم صباح الاثنين بمراكش.";

function refusedFor(source: string, target: string, pair: typeof EN): CheckName | undefined {
  return firstError(checkTranslation(source, target, pair, { settings: DEFAULT_CHECKS }))?.check;
}

describe("a translation fails", () => {
  it.each<[string, CheckName, string, string, typeof EN]>([
    ["empty", "empty-target", FRENCH, "", EN],
    ["empty but for spaces", "empty-target", FRENCH, " \u00a0\n ", EN],
    ["empty but for markup", "empty-target", `<b>${FRENCH}</b>`, "<b></b>", EN],
    ["a short label gone", "empty-target", "Maroc", "", EN],
    ["the source", "target-same-as-source", FRENCH, FRENCH, EN],
    [
      "the source in another case and spacing",
      "target-same-as-source",
      FRENCH,
      FRENCH.toUpperCase().replace(" ", "  "),
      EN,
    ],
    ["the source with its markup", "target-same-as-source", `<b>${FRENCH}</b>`, `<b>${FRENCH}</b>`, EN],
    ["a short sentence as it was", "target-same-as-source", "Aucun train ne circule.", "Aucun train ne circule.", EN],
    ["a short headline left in French, for Arabic", "script", "Grève à la SNCF", "Grève à la SNCF", AR],
    ["the source, for Arabic", "target-same-as-source", FRENCH, FRENCH, AR],
    ["English, for Arabic", "script", FRENCH, ENGLISH, AR],
    ["Arabic, for English", "script", FRENCH, ARABIC, EN],
    ["Arabic left in French", "script", ARABIC, `${ARABIC} Fin`, FR_FROM_AR],
    ["an Arabic word before a French text", "script", FRENCH, `ترجمة: ${ENGLISH}`, AR],
    [
      "the address of a source is no excuse",
      "script",
      `${FRENCH} https://a.example/x`,
      `${ENGLISH} https://a.example/x`,
      AR,
    ],
    ["most of it gone", "length-ratio", FRENCH, "Police.", EN],
    ["a loop", "length-ratio", FRENCH, `${ENGLISH} `.repeat(5), EN],
    ["only the address left", "length-ratio", `${FRENCH} https://a.example/x`, "https://a.example/x", EN],
    ["a replacement character", "control-characters", FRENCH, "Police arrested t\ufffdee suspects on Monday.", EN],
    ["a control character", "control-characters", "Maroc", "Moroc\u0080co", EN],
    ["one that the source has not, beside one that it has", "control-characters", "a\u0085b", "a\u0085b\u0086", EN],
  ])("%s: %s", (_, check, source, target, pair) => {
    expect(refusedFor(source, target, pair)).toBe(check);
  });
});

describe("a right translation passes", () => {
  it.each<[string, string, string, typeof EN]>([
    ["a sentence", FRENCH, ENGLISH, EN],
    ["a sentence in Arabic", FRENCH, ARABIC, AR],
    ["a sentence out of Arabic", ARABIC, FRENCH, FR_FROM_AR],
    ["a name as a label", "Interpol", "Interpol", EN],
    ["an acronym", "DGSN-DGST", "DGSN-DGST", EN],
    ["an acronym left Latin in Arabic", "DGSN-DGST", "DGSN-DGST", AR],
    ["a short headline that is the same", "Interpol à Marrakech", "Interpol in Marrakech", EN],
    ["a short headline with names only", "Notre Dame de Paris", "Notre Dame de Paris", EN],
    ["figures with units, the same in Arabic", "12,5 km² / 3 kg", "12.5 km² / 3 kg", AR],
    ["numbers alone", "2025 – 24/11 : 195", "2025 – 24/11 : 195", AR],
    ["a table of figures with units", "12,5 km² / 3 400 m", "12.5 km² / 3,400 m", EN],
    ["a short text that grows", "Oui", "Yes, that is what the minister said", EN],
    ["a short text that shrinks", "Conseil de l'Europe", "CoE", EN],
    [
      "Arabic with Latin acronyms",
      "La DGSN et la DGST coopèrent avec INTERPOL et EUROPOL.",
      "تتعاون DGSN وDGST مع INTERPOL وEUROPOL في هذا المجال الأمني.",
      AR,
    ],
    [
      "a long compound for several words",
      "Loi sur le transfert des obligations de surveillance de l'étiquetage de la viande bovine",
      "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
      { source: "fr", target: "de" },
    ],
    [
      "French about an Arabic word",
      "Le mot arabe désigne la patience, une vertu cardinale.",
      "The Arabic word صبر means patience, a cardinal virtue.",
      EN,
    ],
    [
      "code alone, which stays",
      "<code>wrangler secret put EDITOR_TOKEN</code>",
      "<code>wrangler secret put EDITOR_TOKEN</code>",
      EN,
    ],
    [
      "code alone, for Arabic",
      "<code>wrangler secret put EDITOR_TOKEN</code>",
      "<code>wrangler secret put EDITOR_TOKEN</code>",
      AR,
    ],
    [
      "a name marked as such",
      '<span translate="no">Direction générale de la sûreté nationale</span>',
      '<span translate="no">Direction générale de la sûreté nationale</span>',
      AR,
    ],
    [
      "a short text beside a long address",
      "Source : https://www.interpol.int/en/News-and-Events/News/2025/general-assembly",
      "المصدر: https://www.interpol.int/en/News-and-Events/News/2025/general-assembly",
      AR,
    ],
    [
      "an address alone, linked",
      '<a href="https://a.example/">https://www.interpol.int/en/News-and-Events</a>',
      '<a href="https://a.example/">https://www.interpol.int/en/News-and-Events</a>',
      EN,
    ],
    [
      "an e-mail address",
      "Contact : redaction.internationale@dragoman.example",
      "Contact: redaction.internationale@dragoman.example",
      EN,
    ],
    ["a character that the source came with", `${FRENCH} \ufffd`, `${ENGLISH} \ufffd`, EN],
    ["line breaks and tabs", "a<br>b", "c<br>d\t", EN],
    ["emoji", "Bravo \u{1f389}", "Well done \u{1f389}", EN],
  ])("%s", (_, source, target, pair) => {
    expect(refusedFor(source, target, pair)).toBeUndefined();
  });
});
