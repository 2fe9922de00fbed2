import type { Check } from "./compared.ts";

/** Nothing is left of the text but spaces and markup. */
export const emptyTarget: Check = ({ target }) =>
  /[^\s\p{Cf}]/u.test(target.text) ? null : { detail: "The translation is empty." };
