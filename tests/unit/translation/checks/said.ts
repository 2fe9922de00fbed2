import { checkTranslation } from "../../../../src/translation/checks/checks.ts";
import type { CheckName, Severity } from "../../../../src/translation/checks/finding.ts";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";

/** What one check says of two texts, with the settings as they come: `fr-en` is French into English. */
export function said(check: CheckName, pair: string, source: string, target: string): Severity | null {
  const [from = "", to = ""] = pair.split("-");
  const findings = checkTranslation(source, target, { source: from, target: to }, { settings: DEFAULT_CHECKS });
  return findings.find((finding) => finding.check === check)?.severity ?? null;
}
