import type { FaultKind } from "./faults.ts";
import { pick } from "./pick.ts";
import { places, replaced } from "./places.ts";

const MONTHS: Record<string, readonly string[]> = {
  en: "January February April June July August September October November December".split(" "),
  ar: "يناير فبراير أبريل يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر نونبر ديسمبر دجنبر غشت يوليوز".split(" "),
};
const SAME = [["نوفمبر", "نونبر"], ["ديسمبر", "دجنبر"], ["أغسطس", "غشت"], ["يوليو", "يوليوز"]]; // biome-ignore format: short
const DAYS: Record<string, readonly string[]> = {
  en: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
  ar: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(" "),
};

function another(table: Record<string, readonly string[]>): FaultKind["spoil"] {
  return ({ source, target, language }, random) => {
    const words = table[language] ?? [];
    const place = pick(places(target, new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "gu")), random);
    if (place === undefined) return null;
    const equal = SAME.find((names) => names.includes(place.text)) ?? [place.text];
    const others = words.filter((word) => !equal.includes(word) && !target.includes(word));
    return { source, target: replaced(target, place, pick(others, random) ?? "") };
  };
}

export const DATE_FAULTS: readonly FaultKind[] = [
  { name: "month changed", checks: ["date-mismatch"], spoil: another(MONTHS) },
  { name: "day of the week changed", checks: ["date-mismatch"], spoil: another(DAYS) },
];
