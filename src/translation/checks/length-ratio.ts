import { type Check, lettersIn } from "./compared.ts";

/** Grossly too long or too short. Short texts may change their length a lot, by some words. */
export const lengthRatio: Check = ({ source, target, thresholds }) => {
  const { length: from } = source.prose;
  const { length: to } = target.prose;
  const { longestRatio, shortestRatio, slack, shortText } = thresholds;
  const isShort = lettersIn(source.prose) < shortText;
  const tooLong = to > from * longestRatio + (isShort ? slack : 0);
  const tooShort = !isShort && to < from * shortestRatio;
  if (!tooLong && !tooShort) return null;
  return { detail: `${to} characters for ${from}: too ${tooLong ? "long" : "short"}.` };
};
