/** In the place of the package `@ungap/structured-clone` (wrangler.toml, `[alias]`): every runtime of ours has its own. */
export default structuredClone;
