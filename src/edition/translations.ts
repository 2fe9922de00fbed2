import type { Article } from "../articles/article.ts";
import { matchesStrongly } from "../http/conditional.ts";
import type { Schedule } from "../objects/schedule.ts";
import type { CheckOptions } from "../translation/checks/checks.ts";
import type { Finding } from "../translation/checks/finding.ts";
import { type PlannedUnit, plan } from "../translation/plan.ts";
import { textDigest } from "../translation/review.ts";
import { type Wording, wordingFor } from "../translation/segment.ts";
import type { Landing } from "./landing.ts";
import type { Memory } from "./memory.ts";
import type { Purchases } from "./purchases.ts";
import type { RenditionRow } from "./renditions.ts";
import type { Reviews } from "./reviews.ts";
import type { Asked, Target, TranslationAct, TranslationAnswer } from "./translation-answers.ts";
import { type Draft, etagOf, htmlOf, viewOf } from "./translation-view.ts";
import type { Uses } from "./uses.ts";

/** Articles that are changed at once with the wording that they share; the others follow. */
const MOST_AT_ONCE = 20;

export interface TranslationPorts {
  language: () => string;
  now: () => number;
  memory: Memory;
  reviews: Reviews;
  uses: Uses;
  landing: Landing;
  purchases: Purchases;
  schedule: Schedule;
  find(slug: string): RenditionRow | null;
  /** The article as it is now; null once it is withdrawn. */
  source(slug: string): Article | null;
  /** KV has to hear of these entries of the memory. */
  oweMemory(ids: number[]): void;
  /** Marks what is served as to be translated anew. */
  outdate(slug: string): void;
  unhold(slug: string): void;
  /** Forgets what was bought in vain, and lets a held translation be tried again. */
  release(slug: string): void;
  /** What texts from a language are checked for. */
  checks(sourceLanguage: string): CheckOptions;
}

/** What persons do with translations. Each method runs inside a commit. */
export class Translations {
  readonly #ports: TranslationPorts;

  constructor(ports: TranslationPorts) {
    this.#ports = ports;
  }

  /** Does what an editor asks, all of it or nothing. */
  perform(slug: string, act: TranslationAct, { author, ifMatch }: Asked): TranslationAnswer {
    const draft = this.#draft(slug);
    if ("outcome" in draft) return draft;
    const etag = etagOf(viewOf(draft));
    if (ifMatch !== null && !matchesStrongly(ifMatch, etag)) return { outcome: "precondition-failed", etag };
    const keys = new Set(draft.units.flatMap(({ key }) => key ?? []));
    const strange = idsOf(act).filter((id) => !keys.has(id));
    if (strange.length > 0) return { outcome: "unknown-paragraphs", ids: strange };
    const refusal = this.#change(draft, act, author);
    if (refusal !== null) return refusal;
    const after = this.#draft(slug);
    if ("outcome" in after) return after;
    const view = viewOf(after);
    const isWanted =
      act.act !== "show" && (after.state === "stale" || (after.state === "pending" && draft.state !== "pending"));
    return { outcome: "done", view, etag: etagOf(view), isWanted: isWanted || act.act === "retranslate" };
  }

  /** Stores a translation once more, with what the memory has now. */
  landAgain(slug: string): void {
    const { landing, find, outdate, unhold } = this.#ports;
    if (landing.again(slug)?.state !== "missing") return;
    // What it lacks now can be bought; what was served stays meanwhile.
    if (find(slug)?.state === "held") unhold(slug);
    else outdate(slug);
  }

  #change(draft: Draft, act: TranslationAct, author: string): TranslationAnswer | null {
    const { slug } = draft.article;
    const { memory, oweMemory } = this.#ports;
    switch (act.act) {
      case "show":
        return null;
      case "reword":
        return this.#reword(draft, act, author);
      case "approve":
        return this.#approve(draft, author);
      case "reset": {
        const keys = act.ids ?? draft.units.flatMap(({ key }) => key ?? []);
        const persons = keys.filter((key) => draft.entries.get(key)?.origin === "person");
        oweMemory(memory.forgetPersons(persons));
        this.#landAll(slug, persons);
        return null;
      }
      case "retranslate":
        this.#retranslate(slug, act.ids);
        return null;
    }
  }

  #reword(
    draft: Draft,
    { targets, allowWarnings, sameStays }: Extract<TranslationAct, { act: "reword" }>,
    author: string,
  ): TranslationAnswer | null {
    const { memory, oweMemory, now } = this.#ports;
    const worded = targets.map((target) => this.#worded(draft, target));
    const refused = worded.flatMap((one) => ("checks" in one ? [one] : []));
    if (refused.length > 0) return { outcome: "refused", paragraphs: refused };
    const changed = worded.flatMap((one) => {
      if (!("wording" in one)) return [];
      return sameStays && htmlOf(one.unit, draft.entries.get(one.id)) === one.wording.html ? [] : [one];
    });
    const doubtful = changed.filter(({ wording }) => wording.findings.length > 0);
    if (doubtful.length > 0 && !allowWarnings) {
      return { outcome: "refused", paragraphs: doubtful.map(({ id, wording }) => ({ id, checks: wording.findings })) };
    }
    const sourceLanguage = draft.article.language;
    const ids = changed.map(({ id: key, unit, wording: { target } }) =>
      memory.reword({ key, sourceLanguage, source: unit.encoded.text, target }, author, now()),
    );
    oweMemory(ids);
    this.#landAll(
      draft.article.slug,
      changed.map(({ id }) => id),
    );
    return null;
  }

  #worded(
    { units, pair, checks }: Draft,
    { id, target }: Target,
  ): { id: string; checks: Finding[] } | { id: string; unit: PlannedUnit; wording: Wording } {
    const unit = units.find(({ key }) => key === id) as PlannedUnit;
    const wording = wordingFor(unit, target, pair, checks);
    return wording.ok ? { id, unit, wording: wording.value } : { id, checks: wording.error };
  }

  #approve(draft: Draft, author: string): TranslationAnswer | null {
    const { reviews, now } = this.#ports;
    const { article, units, entries } = draft;
    const missing: string[] = [];
    const approved = new Set<string>();
    for (const unit of units) {
      if (unit.key === null) continue;
      const html = htmlOf(unit, entries.get(unit.key));
      if (html === null) missing.push(unit.key);
      else approved.add(textDigest(unit.key, html));
    }
    if (missing.length > 0) return { outcome: "incomplete", ids: missing };
    reviews.keep(article.slug, { revision: article.revision, reviewer: author, reviewed_at: now(), approved });
    this.landAgain(article.slug);
    return null;
  }

  #retranslate(slug: string, ids: string[] | null): void {
    const { memory, uses, purchases, oweMemory, outdate, release } = this.#ports;
    if (ids !== null) {
      oweMemory(memory.outdate(ids));
      purchases.forget(ids);
      for (const other of new Set([slug, ...uses.of(ids)])) outdate(other);
    }
    release(slug);
  }

  /** Every article that uses these paragraphs tells of them as they are now. */
  #landAll(slug: string, keys: string[]): void {
    if (keys.length === 0) return;
    const { uses, schedule, now } = this.#ports;
    const slugs = [slug, ...uses.of(keys).filter((other) => other !== slug)];
    for (const one of slugs.slice(0, MOST_AT_ONCE)) this.landAgain(one);
    for (const one of slugs.slice(MOST_AT_ONCE)) schedule.add("land", one, now());
  }

  #draft(slug: string): Draft | Exclude<TranslationAnswer, { outcome: "done" }> {
    const { find, source, memory, reviews, checks } = this.#ports;
    const language = this.#ports.language();
    const row = find(slug);
    if (row === null) return { outcome: "unknown" };
    if (row.state === "withdrawn") return { outcome: "withdrawn" };
    const article = source(slug);
    if (row.source_language === language) return { outcome: "original", language };
    // Its rendition came back before it did.
    if (article === null) return { outcome: "recovering" };
    const units = plan(article, language);
    const keys = units.flatMap(({ key }) => key ?? []);
    return {
      article,
      state: row.state,
      units,
      entries: memory.find(keys),
      refused: memory.refused(keys),
      review: reviews.find(slug),
      pair: { source: article.language, target: language },
      checks: checks(article.language),
    };
  }
}

function idsOf(act: TranslationAct): string[] {
  switch (act.act) {
    case "reword":
      return act.targets.map(({ id }) => id);
    case "reset":
    case "retranslate":
      return act.ids ?? [];
    default:
      return [];
  }
}
