import { describe, expect, it } from "vitest";
import type { CheckName, Severity } from "../../../../src/translation/checks/finding.ts";
import { said } from "./said.ts";

type Row = [string, CheckName, string, string, string, Severity | null];

const FRENCH = "Le conseil municipal a voté la fermeture de la piscine. Les habitants protestent depuis mardi.";
const ENGLISH = "The town council has voted to close the swimming pool. Residents have been protesting since Tuesday.";
const ARABIC = "صوت المجلس البلدي على إغلاق المسبح. ويحتج السكان منذ الثلاثاء.";

describe("the whole text", () => {
  it.each<Row>([
    ["a translation", "target-same-as-source", "fr-en", FRENCH, ENGLISH, null],
    ["an edition in the same language", "target-same-as-source", "fr-fr", FRENCH, FRENCH, null],
    ["the source", "target-same-as-source", "fr-en", FRENCH, FRENCH, "error"],
    [
      "a sentence of the source",
      "target-same-as-source",
      "fr-en",
      FRENCH,
      "The town council has voted to close it. Les habitants protestent depuis mardi.",
      "error",
    ],
    [
      "a stretch of the source in Arabic",
      "target-same-as-source",
      "fr-ar",
      FRENCH,
      "صوت المجلس البلدي la fermeture de la piscine les habitants protestent",
      "error",
    ],
    [
      "names and words that are alike",
      "target-same-as-source",
      "fr-en",
      "Pierre Martin, Paul Durand, Jacques Petit et Jean Dupont dansent.",
      "Pierre Martin, Paul Durand, Jacques Petit and Jean Dupont are dancing.",
      null,
    ],
    ["Arabic for English", "script", "fr-en", FRENCH, ARABIC, "error"],
    ["English for Arabic", "script", "fr-ar", FRENCH, ENGLISH, "error"],
    ["a Cyrillic letter in a word", "script", "fr-en", FRENCH, ENGLISH.replace("council", "c\u043euncil"), "error"],
    ["Arabic words left in English", "script", "fr-en", FRENCH, `${ENGLISH} منذ الثلاثاء`, "error"],
    ["one Arabic word in English", "script", "fr-en", FRENCH, `${ENGLISH} صبر`, "warning"],
    ["the source’s Arabic word", "script", "fr-en", `${FRENCH} صبر`, `${ENGLISH} صبر`, null],
    ["acronyms in Arabic", "script", "fr-ar", FRENCH, `${ARABIC} وDGSN (AFP)`, null],
    ["a Greek sign", "script", "fr-en", "La constante π", "The constant π", null],
    ["accents", "script", "fr-en", FRENCH, "Café, naïve, Łódź, İstanbul, Đà Nẵng, ʻOkina", null],
    ["a language of no known script", "script", "fr-zgh", FRENCH, "ⵜⴰⵎⴰⵣⵉⵖⵜ", null],
    ["Cyrillic for Russian", "script", "fr-ru", FRENCH, "Городской совет проголосовал за закрытие бассейна.", null],
    ["half of it", "length-ratio", "fr-en", FRENCH, "The town council has voted to close", "error"],
    ["a flood", "length-ratio", "fr-en", FRENCH, "Residents are protesting. ".repeat(14), "error"],
    ["a third less", "length-ratio", "fr-en", FRENCH, "Council votes to close pool; protests since Tuesday", null],
    ["Chinese is short", "length-ratio", "fr-zh", FRENCH, "市议会投票决定关闭游泳池。居民自周二以来一直在抗议。", null],
    ["the same sentences", "sentence-count", "fr-en", FRENCH, ENGLISH, null],
    ["a sentence parted", "sentence-count", "fr-en", FRENCH, `${ENGLISH} They will go on.`, null],
    [
      "a sentence dropped",
      "sentence-count",
      "fr-en",
      FRENCH,
      "The town council has voted to close the swimming pool.",
      "error",
    ],
    [
      "two sentences joined",
      "sentence-count",
      "fr-en",
      FRENCH,
      "The town council has voted to close the swimming pool, and residents have been protesting since Tuesday.",
      "warning",
    ],
    [
      "titles and initials",
      "sentence-count",
      "fr-en",
      "M. J.-P. Morel et Mme. Roy",
      "Mr. J.-P. Morel and Mrs. Roy. Yes",
      null,
    ],
    [
      "a question within a sentence",
      "sentence-count",
      "fr-en",
      "« Vrai ? » demande-t-il. Oui.",
      "“Really?” he asks. Yes.",
      null,
    ],
    ["Arabic’s marks", "sentence-count", "fr-ar", "Qui ? Lui. Quand ?", "من؟ هو. متى؟", null],
  ])("%s (%s, %s)", (_, check, pair, source, target, severity) => {
    expect(said(check, pair, source, target)).toBe(severity);
  });
});

describe("repetition", () => {
  it.each<Row>([
    ["an engine that loops", "repetition", "fr-en", FRENCH, `${ENGLISH} of the town of the town of the town`, "error"],
    ["on one word", "repetition", "fr-en", FRENCH, `${ENGLISH} town town town town`, "error"],
    ["on one letter", "repetition", "fr-en", FRENCH, `${ENGLISH} aaaaaaaaaaaaaaaa`, "error"],
    ["on a sentence", "repetition", "fr-en", FRENCH, `${ENGLISH} ${ENGLISH}`, "error"],
    ["in Arabic", "repetition", "fr-ar", FRENCH, `${ARABIC} في البلدية في البلدية في البلدية`, "error"],
    [
      "a slogan that the source repeats",
      "repetition",
      "fr-en",
      "Dehors, dehors, dehors, dehors !",
      "Out, out, out, out!",
      null,
    ],
    ["very, very, very", "repetition", "fr-en", "C’est très grave", "It is very, very, very serious", null],
    [
      "a sentence that the source says twice",
      "repetition",
      "fr-en",
      `${FRENCH} ${FRENCH}`,
      `${ENGLISH} ${ENGLISH}`,
      null,
    ],
    ["figures in a table", "repetition", "fr-en", "Total : 0 | 0 | 0 | 0", "Total: 0 | 0 | 0 | 0", null],
    ["a word twice", "doubled-words", "fr-en", FRENCH, ENGLISH.replace("the", "the the"), "warning"],
    ["a word twice in Arabic", "doubled-words", "fr-ar", FRENCH, ARABIC.replace("على", "على على"), "warning"],
    [
      "a name that the source has",
      "doubled-words",
      "fr-ar",
      "Boutros Boutros-Ghali et Duran Duran",
      "بطرس بطرس غالي ودوران دوران",
      null,
    ],
    ["had had", "doubled-words", "fr-en", "Il avait eu tort", "He had had no right", null],
    ["with a comma between", "doubled-words", "fr-en", "New York", "New York, York", null],
  ])("%s (%s, %s)", (_, check, pair, source, target, severity) => {
    expect(said(check, pair, source, target)).toBe(severity);
  });
});
