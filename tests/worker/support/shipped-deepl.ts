import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const SHIPPED = join(HERE, "../../../src/translation");
const BUNDLED = "\0shipped-deepl-node";

/**
 * deepl-node as the Worker is shipped with it: on what stands in the place of axios (wrangler.toml,
 * `[alias]`), which the tests' own loader does not know of.
 */
export function shippedDeepL() {
  return {
    name: "shipped-deepl",
    enforce: "pre" as const,
    resolveId: (id: string) => (id === "deepl-node" ? BUNDLED : undefined),
    async load(id: string) {
      if (id !== BUNDLED) return undefined;
      const names = Object.keys(createRequire(import.meta.url)("deepl-node") as object);
      const contents = `export const { ${names.join(", ")} } = require("deepl-node");`;
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: HERE },
        bundle: true,
        write: false,
        format: "esm",
        platform: "node",
        alias: { axios: join(SHIPPED, "axios.ts"), "adm-zip": join(SHIPPED, "adm-zip.ts") },
        banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("file:///");' },
      });
      return outputFiles[0]?.text;
    },
  };
}
