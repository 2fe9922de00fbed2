import { type Check, lettersIn } from "./compared.ts";
import { usualRatio } from "./languages.ts";

/** Grossly too long or too short beside what is usual for the pair. Short texts may change their length a lot. */
export const lengthRatio: Check = ({ source, target, thresholds }) => {
  const { longestRatio, shortestRatio, shortestOfLong, longText, slack, shortText } = thresholds;
  const { length: to } = target.prose;
  const usual = source.prose.length * usualRatio(source.language, target.language);
  const isShort = lettersIn(source.prose) < shortText;
  const shortest = source.prose.length >= longText ? shortestOfLong : shortestRatio;
  const isTooLong = to > usual * longestRatio + (isShort ? slack : 0);
  if (!isTooLong && (isShort || to >= usual * shortest)) return null;
  return {
    detail: `Too ${isTooLong ? "long" : "short"}: ${to} characters, where about ${Math.round(usual)} are usual.`,
  };
};
