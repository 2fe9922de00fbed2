import { type DeepLClient, GlossaryEntries, type SourceGlossaryLanguageCode } from "deepl-node";
import { fail, ok, type Result } from "../articles/result.ts";
import type { EngineFailure, EngineGlossaries, LanguagePair } from "./engine.ts";

/**
 * DeepL's glossaries (v3). Each has one dictionary and carries its content's hash in its name, so that one that is
 * there already is found again, whatever became of an answer, and a new one never changes under a call under way.
 */
export function deeplGlossaries(client: DeepLClient, failure: (error: unknown) => EngineFailure): EngineGlossaries {
  const attempt = async <T>(work: () => Promise<T>): Promise<Result<T, EngineFailure>> => {
    try {
      return ok(await work());
    } catch (error) {
      return fail(failure(error));
    }
  };
  const others = async (prefix: string, keep: string | null) => {
    const all = await client.listMultilingualGlossaries();
    return all.filter(({ name, glossaryId }) => name.startsWith(prefix) && glossaryId !== keep);
  };
  const remove = async (prefix: string, keep: string | null) => {
    for (const { glossaryId } of await others(prefix, keep)) await client.deleteMultilingualGlossary(glossaryId);
  };
  const create = async (name: string, pair: LanguagePair, entries: Record<string, string>) => {
    const dictionary = {
      sourceLangCode: codeOf(pair.source),
      targetLangCode: codeOf(pair.target),
      entries: new GlossaryEntries({ entries }),
    };
    return (await client.createMultilingualGlossary(name, [dictionary])).glossaryId;
  };
  return {
    async ensure(prefix, hash, pair, entries) {
      const name = prefix + hash;
      const found = await attempt(async () => (await others(prefix, null)).find((other) => other.name === name));
      if (!found.ok) return found;
      if (found.value !== undefined) return ok(found.value.glossaryId);
      const created = await attempt(() => create(name, pair, entries));
      // An account may have as many as it may have (one, where it is free): then the old one makes room.
      if (created.ok || created.error.kind !== "quota-spent") return created;
      const emptied = await attempt(() => remove(prefix, null));
      return emptied.ok ? attempt(() => create(name, pair, entries)) : emptied;
    },
    async removeOthers(prefix, keep) {
      const removed = await attempt(() => remove(prefix, keep));
      return removed.ok ? null : removed.error;
    },
  };
}

/** Glossaries are not of a region: one for EN is for EN-GB too. */
function codeOf(language: string): SourceGlossaryLanguageCode {
  return language.split("-")[0] as SourceGlossaryLanguageCode;
}
