import type { Correct, FaultKind } from "./faults.ts";
import { pick } from "./pick.ts";

/**
 * Few paragraphs have addresses, placeholders and markup of their own. The others get some: the same at the end of
 * both texts, or around their first words.
 */
function withTail({ source, target }: Correct, tail: string): { source: string; target: string } {
  return { source: `${source} ${tail}`, target: `${target} ${tail}` };
}

const URLS = [
  "https://www.insee.fr/fr/statistiques/8242421",
  "https://news.example/dossier?id=12&#x26;p=3",
  "www.interpol.int/fr",
  "https://ar.wikipedia.org/wiki/%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8",
];
/** As a template has it; written so that it is none here. */
const AMOUNT = "$" + "{count}";
const PLACEHOLDERS = ["{name}", "{{total}}", "%s", "%1$d", AMOUNT, "%(place)s", "[[fichier]]", "{0}"];
const LINK = '<a href="https://news.example/a/1">';

/** First words in an element with a link in it, in both texts alike. */
function withMarkup({ source, target }: Correct): { source: string; target: string } {
  const wrapped = (html: string) => {
    const [first = "", second = "", ...rest] = html.split(" ");
    return `<strong>${first} ${LINK}${second}</a></strong> ${rest.join(" ")}`;
  };
  return { source: wrapped(source), target: wrapped(target) };
}
const isPlain = ({ source, target }: Correct) =>
  ![source, target].some((html) => html.includes("<") || html.split(" ").length < 5);

function tail(of: readonly string[], change: (tail: string, random: () => number) => string): FaultKind["spoil"] {
  return (correct, random) => {
    const one = pick(of, random) ?? "";
    const { source, target } = withTail(correct, one);
    return { source, target: target.slice(0, -one.length) + change(one, random) };
  };
}

function markup(change: (target: string) => string): FaultKind["spoil"] {
  return (correct) => {
    if (!isPlain(correct)) return null;
    const { source, target } = withMarkup(correct);
    return { source, target: change(target) };
  };
}

/** One letter of an address, another one. */
function misspelt(address: string, random: () => number): string {
  const scheme = /^(?:https?:\/\/|www\.)*/.exec(address)?.[0].length ?? 0;
  const letters = [...address.matchAll(/[a-z]/g)].filter(({ index }) => index >= scheme);
  const { index = 0, 0: letter = "" } = pick(letters, random) ?? {};
  return address.slice(0, index) + (letter === "z" ? "y" : "z") + address.slice(index + 1);
}

export const MARKUP_FAULTS: readonly FaultKind[] = [
  { name: "address changed", every: 4, checks: ["url-mismatch"], spoil: tail(URLS, misspelt) },
  { name: "address dropped", every: 4, checks: ["url-mismatch"], spoil: tail(URLS, () => "") },
  {
    name: "e-mail address changed",
    every: 4,
    checks: ["email-mismatch"],
    spoil: tail(["redaction@journal.example", "j.p.morel+presse@news.example"], misspelt),
  },
  { name: "placeholder dropped", every: 4, checks: ["placeholder-mismatch"], spoil: tail(PLACEHOLDERS, () => "") },
  {
    name: "placeholder translated",
    every: 4,
    checks: ["placeholder-mismatch"],
    spoil: tail(["{name}", "{{total}}", AMOUNT, "%(place)s"], (one) => one.replace(/[a-z]{3,}/, "autre")),
  },
  {
    name: "element removed",
    every: 4,
    checks: ["tag-mismatch"],
    spoil: markup((html) => html.replace(/<\/?strong>/g, "")),
  },
  {
    name: "element added",
    every: 4,
    checks: ["tag-mismatch"],
    spoil: markup((html) => html.replace(/ (\S+)$/, " <em>$1</em>")),
  },
  {
    name: "nesting changed",
    every: 4,
    checks: ["tag-mismatch"],
    spoil: markup((html) => html.replace("</a></strong>", "</a>").replace(LINK, `</strong>${LINK}`)),
  },
  {
    name: "nesting broken",
    every: 4,
    checks: ["tag-mismatch"],
    spoil: markup((html) => html.replace("</a></strong>", "</strong></a>")),
  },
  { name: "link changed", every: 4, checks: ["tag-mismatch"], spoil: markup((html) => html.replace("/a/1", "/a/2")) },
];
