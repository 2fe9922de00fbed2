import type { Config, SellerName } from "../env.ts";
import { deepl } from "../translation/deepl.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import { workersAi } from "../translation/workers-ai.ts";

const ENGINES: Record<SellerName, (config: Config) => TranslationEngine | null> = {
  deepl: (config) => config.deepl && deepl(config.deepl.apiKey, config.deepl.serverUrl),
  "workers-ai": ({ ai }) => ai && workersAi(ai),
};

/** An edition's engines in its order; those without a key, or a binding, are left out. */
export function configuredEngines(config: Config, language: string): TranslationEngine[] {
  return config.engines(language).flatMap((name) => ENGINES[name](config) ?? []);
}
