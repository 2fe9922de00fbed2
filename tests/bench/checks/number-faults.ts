import type { Correct, FaultKind } from "./faults.ts";
import { pick } from "./pick.ts";
import { type Place, places, replaced } from "./places.ts";

const DIGIT = /[0-9٠-٩]/g;
const YEAR = /(?<![\d.,])(?:1[89]|20)\d\d(?![\d.,]\d)/g;
/** A digit of the same script, moved on by `by`. */
function moved(digit: string, by: number): string {
  const zero = digit >= "٠" ? 0x660 : 0x30;
  return String.fromCharCode(zero + ((digit.charCodeAt(0) - zero + by) % 10));
}

/** Spoils the target at one place that matches. */
function at(
  pattern: RegExp | ((correct: Correct) => RegExp),
  change: (place: Place, random: () => number, correct: Correct) => string,
): FaultKind["spoil"] {
  return (correct, random) => {
    const found = places(correct.target, typeof pattern === "function" ? pattern(correct) : pattern);
    const place = pick(found, random);
    if (place === undefined) return null;
    const target = replaced(correct.target, place, change(place, random, correct));
    return target === correct.target ? null : { source: correct.source, target };
  };
}

const checks = ["number-mismatch"] as const;

export const NUMBER_FAULTS: readonly FaultKind[] = [
  {
    name: "digit changed",
    checks,
    // A leading digit becomes no zero, so the value is another one.
    spoil: at(DIGIT, ({ text }, random) => {
      const changed = moved(text, 1 + Math.floor(random() * 9));
      return /[0٠]/.test(changed) ? moved(changed, 1 + Number(moved(changed, 1) === text)) : changed;
    }),
  },
  {
    name: "digit dropped",
    checks,
    spoil: at(/(?<=[1-9])[1-9](?=\d)|(?<=[١-٩])[١-٩](?=[٠-٩])/g, () => ""),
  },
  {
    name: "digits swapped",
    checks,
    spoil: at(/(?<![\d.,])([1-9])(?!\1)[1-9](?![\d])/g, ({ text }) => `${text[1]}${text[0]}`),
  },
  {
    name: "separator lost",
    checks,
    spoil: at(/(?<=\d)[.,](?=[1-9](?!\d|[.:]))|(?<=\d)[.,](?=\d[1-9](?!\d))|(?<=[٠-٩])٫(?=[٠-٩])/g, () => ""),
  },
  {
    name: "separators confused",
    checks,
    // 1,500 is fifteen hundred, 1.500 one and a half; in Arabic either may be either.
    spoil: (correct, random) =>
      correct.language === "en"
        ? at(/(?<=(?<![\d.,])[1-9]\d{0,2}),(?=\d{3}(?![\d.,]))/g, () => ".")(correct, random)
        : null,
  },
  {
    name: "zero added",
    checks,
    spoil: at(
      /(?<=(?<![\d.,])[1-9]{1,4})(?= (?:euros?|dollars?|million|people|%|يورو|دولار|مليون|شخص))|(?<=(?<![\d.,])[1-9]{1,4})(?=%)/g,
      () => "0",
    ),
  },
  {
    name: "year changed",
    checks,
    spoil: at(YEAR, ({ text }, random) => String(Number(text) + 1 + Math.floor(random() * 8))),
  },
  {
    name: "scale changed",
    checks,
    spoil: at(
      /(?<=\d )(?:million|billion)(?![\p{L}])|(?<=\d )(?:مليون|مليار|ملايين|مليارات)(?!\p{L})/gu,
      ({ text }) =>
        ({
          million: "billion",
          billion: "million",
          مليون: "مليار",
          مليار: "مليون",
          ملايين: "مليارات",
          مليارات: "ملايين",
        })[text] ?? text,
    ),
  },
];
