import type { LanguagePair } from "../engine.ts";
import { emailMismatch, urlMismatch } from "./addresses.ts";
import { bracketMismatch } from "./brackets.ts";
import { bidiCharacters, controlCharacters } from "./characters.ts";
import { type Check, compared } from "./compared.ts";
import { dateMismatch } from "./date-mismatch.ts";
import { emptyTarget } from "./empty-target.ts";
import { endPunctuation } from "./end-punctuation.ts";
import { type CheckName, detailOf, type Finding } from "./finding.ts";
import { lengthRatio } from "./length-ratio.ts";
import { numberMismatch } from "./number-mismatch.ts";
import { placeholderMismatch } from "./placeholders.ts";
import { quotationMismatch } from "./quotations.ts";
import { doubledWords, repetition } from "./repetition.ts";
import { sameAsSource } from "./same-as-source.ts";
import { script } from "./script.ts";
import { sentenceCount } from "./sentence-count.ts";
import type { CheckSettings } from "./settings.ts";
import { tagMismatch } from "./tags.ts";

export interface CheckOptions {
  settings: CheckSettings;
  /** What the publication's terms say of the two texts, both canonical inline HTML. */
  termFindings?: (source: string, target: string) => Finding[];
}

/** In the order in which an editor reads them: what makes the others pointless comes first. */
const CHECKS: readonly (readonly [CheckName, Check])[] = [
  ["empty-target", emptyTarget],
  ["control-characters", controlCharacters],
  ["bidi-characters", bidiCharacters],
  ["target-same-as-source", sameAsSource],
  ["script", script],
  ["length-ratio", lengthRatio],
  ["repetition", repetition],
  ["sentence-count", sentenceCount],
  ["number-mismatch", numberMismatch],
  ["date-mismatch", dateMismatch],
  ["tag-mismatch", tagMismatch],
  ["placeholder-mismatch", placeholderMismatch],
  ["url-mismatch", urlMismatch],
  ["email-mismatch", emailMismatch],
  ["bracket-mismatch", bracketMismatch],
  ["quotation-mismatch", quotationMismatch],
  ["end-punctuation", endPunctuation],
  ["doubled-words", doubledWords],
];

/**
 * Everything that is wrong, or looks wrong, in a translation. Pure. Source and target are canonical inline HTML
 * (markup.ts). Nothing more is said of an empty text.
 */
export function checkTranslation(
  source: string,
  target: string,
  pair: LanguagePair,
  { settings, termFindings }: CheckOptions,
): Finding[] {
  const texts = compared(source, target, pair, settings.thresholds);
  const findings: Finding[] = [];
  for (const [check, run] of CHECKS) {
    const severity = settings.severities[check];
    const fault = severity === "off" ? null : run(texts);
    if (fault === null || severity === "off") continue;
    findings.push({ check, severity: fault.doubtful ? "warning" : severity, detail: detailOf(fault.detail) });
    if (check === "empty-target") return findings;
  }
  for (const finding of termFindings?.(source, target) ?? []) {
    const severity = settings.severities[finding.check];
    if (severity !== "off") findings.push({ ...finding, severity, detail: detailOf(finding.detail) });
  }
  return findings;
}

/** The first finding for which a text is refused. */
export function firstError(findings: Finding[]): Finding | null {
  return findings.find(({ severity }) => severity === "error") ?? null;
}
