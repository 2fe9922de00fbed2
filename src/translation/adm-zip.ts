/**
 * In the place of the package `adm-zip` (wrangler.toml, `[alias]`), which deepl-node needs only to
 * translate office documents: 12 KiB of the bundle that nothing here could ever call.
 */
export default class AdmZip {
  constructor() {
    throw new Error("office documents are not translated here");
  }
}
