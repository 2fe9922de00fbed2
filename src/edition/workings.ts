import { type Config, readConfig } from "../env.ts";
import { type Duty, type DutyOutcome, Schedule } from "../objects/schedule.ts";
import { Settings } from "../objects/settings.ts";
import { Drift } from "../replica/drift.ts";
import { editionKey } from "../replica/keys.ts";
import { Outbox } from "../replica/outbox.ts";
import { Purger } from "../replica/purger.ts";
import { Seeds } from "../replica/seeds.ts";
import { type Listed, Walk } from "../replica/walk.ts";
import type { CheckOptions } from "../translation/checks/checks.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import { termFindings } from "../translation/terms/findings.ts";
import { type TermPorts, withTerms } from "../translation/with-terms.ts";
import { Accounts } from "./accounts.ts";
import { Aliases } from "./aliases.ts";
import { Awaiting } from "./awaiting.ts";
import { Breakers } from "./breakers.ts";
import { type Budget, Ceilings } from "./ceilings.ts";
import { Contents } from "./contents.ts";
import { EngineGlossary } from "./engine-glossary.ts";
import { expectedKeys, familiesOf, raiseVersion } from "./expected.ts";
import { Flights } from "./flights.ts";
import { foundAgain } from "./found-again.ts";
import { Glossary } from "./glossary.ts";
import { Landing } from "./landing.ts";
import { Ledger } from "./ledger.ts";
import { Memory } from "./memory.ts";
import { Outgoing } from "./outgoing.ts";
import { OverBudget } from "./over-budget.ts";
import { Parts } from "./parts.ts";
import { fetchInTime, Pinger } from "./pinger.ts";
import { Purchases } from "./purchases.ts";
import { Refill } from "./refill.ts";
import { Renditions } from "./renditions.ts";
import { Replicas } from "./replicas.ts";
import { Reviews } from "./reviews.ts";
import { Sellers } from "./sellers.ts";
import { Sources } from "./sources.ts";
import { Spending } from "./spending.ts";
import { TermScan } from "./term-scan.ts";
import { Timeline } from "./timeline.ts";
import { Translations } from "./translations.ts";
import { Unsettled } from "./unsettled.ts";
import { Usage } from "./usage.ts";
import { Uses } from "./uses.ts";

/** More languages than a publication is written in. */
const MOST_SOURCES = 100;

/** What the object itself decides. */
export interface EditionSelf {
  now: () => number;
  language: () => string;
  isReviewedFirst: () => boolean;
  /** Whom it buys from, in order. */
  engines: () => TranslationEngine[];
  /** What the configuration gives it. */
  budget: () => Budget;
  /** 0 to 1. */
  random: () => number;
  sleep(ms: number): Promise<unknown>;
  perform(duty: Duty): Promise<DutyOutcome>;
}

export type Workings = ReturnType<typeof workings>;

/** Everything that an edition is made of, put together. */
export function workings(ctx: DurableObjectState, env: Env, self: EditionSelf) {
  const { sql } = ctx.storage;
  const { now, language } = self;
  const config: Config = readConfig(env);
  const commit = <T>(write: () => T): T => ctx.storage.transactionSync(write);
  const settings = new Settings(sql);
  const schedule = new Schedule(ctx.storage, now, self.perform);
  const timeline = new Timeline(sql);
  const sources = new Sources(sql);
  const aliases = new Aliases(sql);
  const reviews = new Reviews(sql);
  const uses = new Uses(sql);
  const found = foundAgain({ language, reviews, uses });
  const renditions = new Renditions(sql, timeline, sources, aliases, found);
  const contents = new Contents(sql, timeline);
  const memory = new Memory(sql);
  const parts = new Parts(sql);
  const glossary = new Glossary(sql);
  const walk = new Walk(env.KV);
  const engineGlossary = new EngineGlossary({
    language,
    sql,
    glossary,
    engine: () => self.engines().find((engine) => engine.glossaries)?.glossaries ?? null,
    authority: config.publication.idAuthority,
    now,
    schedule: (source, dueAt) => schedule.add("engine-glossary", source, dueAt),
    isDue: (source) => schedule.pending("engine-glossary", now(), MOST_SOURCES).some((duty) => duty.subject === source),
  });
  const termPorts: TermPorts = {
    terms: (source) => glossary.terms(source),
    glossary: (source) => engineGlossary.id(source),
    glossaryGone: (source, id) => engineGlossary.gone(source, id),
  };
  const checks = (source: string): CheckOptions => ({
    settings: config.checks,
    termFindings: (text, target) => termFindings(text, target, glossary.terms(source), { source, target: language() }),
  });
  const engines = () => self.engines().map((engine) => withTerms(engine, termPorts));
  const ceilings = new Ceilings(sql, self.budget);
  const unsettled = new Unsettled(sql, settings);
  const usage = new Usage(sql);
  const ledger = new Ledger(sql, ceilings);
  const purchases = new Purchases(sql);
  const spending = new Spending(sql, { ledger, purchases, unsettled, usage });
  const breakers = new Breakers(settings, self.random);
  const sellers = new Sellers({ engines, breakers, now });
  const accounts = new Accounts({ engines: self.engines, now, schedule, unsettled, spending, commit });
  const overBudget = new OverBudget(sql);
  const replicas = new Replicas({ language, renditions, timeline, contents, aliases, memory, parts, glossary });
  const outgoing = new Outgoing({ language, schedule, timeline, contents, parts, now });
  const purger = new Purger(schedule, now, (tags) => ctx.exports.default.purge(tags));
  const pinger = new Pinger({
    language,
    publication: config.publication,
    schedule,
    settings,
    now,
    fetch: fetchInTime,
    waitUntil: (work) => ctx.waitUntil(work),
  });
  const outbox = new Outbox(env.KV, now, {
    build: (key) => replicas.build(key),
    replicated: (key, { changedAt }) => {
      purger.replicated(key, replicas.tagsOf(key));
      pinger.replicated(key, changedAt);
    },
  });
  const refill = new Refill({ language, sql, settings, timeline, memory, glossary, walk, commit });
  const digestOf = (key: string) => replicas.build(key)?.metadata.digest ?? null;
  const adopt = async (listed: Listed) => {
    await refill.adopt(listed, now());
    // The Newsroom says what has become of it since.
    settings.delete("cursor");
  };
  const drift = new Drift({
    settings,
    schedule,
    walk,
    now,
    families: () => familiesOf(language()),
    isOwn: (key) => editionKey(language(), key) !== null,
    expected: (family, stretch) => expectedKeys(sql, family, stretch),
    raise: (key, version) => raiseVersion(sql, language(), key, version),
    digestOf,
    adopt,
  });
  const find = (slug: string) => renditions.find(slug);
  const source = (slug: string) => sources.find(slug);
  const hold = (slug: string) => outgoing.owe(slug, renditions.hold(slug));
  const landing = new Landing({
    language,
    now,
    memory,
    purchases,
    usage,
    reviews,
    uses,
    awaiting: new Awaiting(sql),
    isReviewedFirst: self.isReviewedFirst,
    find,
    source,
    hold,
    land: (slug, rendition, state) => outgoing.owe(slug, renditions.store(slug, rendition, now(), state)),
  });
  const termsVersion = (source: string) => glossary.find(source)?.version ?? 0;
  const flights = new Flights({
    language,
    sellers,
    breakers,
    checks,
    isConfirmed: () => settings.get("spending-unconfirmed") === null,
    now,
    onDemandDays: config.budget.onDemandDays,
    random: self.random,
    sleep: self.sleep,
    memory,
    ledger,
    purchases,
    spending,
    overBudget,
    landing,
    find,
    source,
    commit,
    kept: (id) => outgoing.oweMemory([id]),
    sent: (engine) => accounts.sent(engine),
    lost: (engine) => accounts.lost(engine.name),
    resumeAt: (slug, dueAt) => schedule.add("translate", slug, dueAt),
    isGlossaryOnItsWay: (source) => engineGlossary.isOnItsWay(source),
    termsKnown: (engine, source) => {
      return engine.glossaries && engineGlossary.isOnItsWay(source) ? null : termsVersion(source);
    },
    madeAt: (source, known) => (known === termsVersion(source) ? now() : terms.before(source)),
    landed: (slug) => {
      schedule.clear("translate", slug);
      terms.landed(slug);
    },
    hold,
    unhold: (slug) => outgoing.owe(slug, renditions.unhold(slug)),
  });
  const outdate = (slug: string) => outgoing.owe(slug, renditions.outdate(slug, now()));
  const translations = new Translations({
    language, now, memory, reviews, uses, landing, purchases, source, find, schedule, outdate,
    oweMemory: (ids) => outgoing.oweMemory(ids),
    unhold: (slug) => outgoing.owe(slug, renditions.unhold(slug)),
    release: (slug) => flights.release(slug),
    checks,
  }); // biome-ignore format: a list of words
  const terms = new TermScan({
    language,
    now,
    sql,
    glossary,
    memory,
    find,
    source,
    outdate: (slug) => {
      outdate(slug);
      if (config.translateOnPublish) schedule.add("translate", slug, now());
    },
    kept: (ids) => outgoing.oweMemory(ids),
  });
  return {
    config, commit, settings, schedule, timeline, sources, renditions, contents, memory, parts, ledger, spending, ceilings,
    unsettled, usage, breakers, accounts, overBudget, replicas, outgoing, purger, pinger, outbox, refill, drift, flights, landing,
    translations, reviews, uses, seeds: new Seeds(env.KV), sql, glossary, terms, engineGlossary,
  }; // biome-ignore format: a list of words
}
