import { describe, expect, it } from "vitest";
import type { Severity } from "../../../../src/translation/checks/finding.ts";
import { said } from "./said.ts";

describe("dates", () => {
  it.each<[string, string, string, string, Severity | null]>([
    ["the same", "fr-en", "lundi 24 novembre 2025", "Monday, November 24, 2025", null],
    ["in figures", "fr-en", "le 24 novembre", "24/11/2025", null],
    ["an abbreviation", "fr-en", "le 24 nov. 2025", "24 November 2025", null],
    ["out of figures", "fr-en", "2025-11-24", "24 November 2025", null],
    ["a month’s Levantine name", "fr-ar", "le 24 novembre", "24 تشرين الثاني", null],
    ["both of its names", "fr-ar", "le 24 novembre", "24 تشرين الثاني/نوفمبر", null],
    ["its Moroccan name", "fr-ar", "en août et en décembre", "في غشت ودجنبر", null],
    ["its Algerian name", "fr-ar", "le 3 juin", "3 جوان", null],
    ["a Hijri month", "fr-ar", "le 15 chaabane 1447", "15 شعبان 1447", null],
    ["a Hijri month in English", "fr-en", "le 15 chaabane 1447", "15 Shaaban 1447", null],
    ["the planet", "fr-en", "Mars est rouge", "Mars is red", null],
    ["a modal verb", "fr-en", "Il peut pleuvoir", "It may rain", null],
    ["a day of the week that is understood", "fr-en", "vendredi soir", "tonight", null],
    ["a language whose words are not known", "fr-sw", "lundi 24 novembre", "Jumatatu 24 Novemba", null],
    ["another month", "fr-en", "le 24 novembre", "24 October", "error"],
    ["another month in Arabic", "fr-ar", "le 24 novembre", "24 أكتوبر", "error"],
    ["another Hijri month", "fr-ar", "le 15 chaabane", "15 رجب", "error"],
    ["another day of the week", "fr-en", "mardi matin", "Wednesday morning", "error"],
    ["another day of the week in Arabic", "fr-ar", "mardi matin", "صباح الأربعاء", "error"],
    ["a month that is gone", "fr-en", "dès le mois de novembre", "from next month", "warning"],
    ["a month that was not said", "fr-en", "à la fin du mois", "at the end of May", "warning"],
  ])("%s (%s): %s → %s", (_, pair, source, target, severity) => {
    expect(said("date-mismatch", pair, source, target)).toBe(severity);
  });
});
