import type { Check } from "./compared.ts";
import { usualRatio } from "./languages.ts";
import { sentencesOf } from "./sentences.ts";

/** Text that was dropped: fewer sentences, and shorter by as much. A translator may join or part two of them. */
export const sentenceCount: Check = ({ source, target, thresholds }) => {
  const from = sentencesOf(source.prose, source.language).length;
  const to = sentencesOf(target.prose, target.language).length;
  if (from === to) return null;
  const detail = `${to} sentence${to === 1 ? "" : "s"} for ${from}.`;
  const usual = source.prose.length * usualRatio(source.language, target.language);
  if (to < from && target.prose.length < usual * thresholds.droppedRatio) return { detail };
  return to < from || to > from + 1 ? { detail, doubtful: true } : null;
};
