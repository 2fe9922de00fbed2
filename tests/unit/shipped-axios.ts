import { createRequire, Module } from "node:module";
import axios from "../../src/translation/axios.ts";

/** deepl-node is tested on what is shipped in the place of axios (wrangler.toml, `[alias]`). */
const deeplRequire = createRequire(createRequire(import.meta.url).resolve("deepl-node"));
const path = deeplRequire.resolve("axios");
const shipped = new Module(path);
shipped.exports = { __esModule: true, default: axios };
shipped.loaded = true;
deeplRequire.cache[path] = shipped;
