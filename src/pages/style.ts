import { createHash } from "node:crypto";

/**
 * The pages' only style sheet. Logical properties only, so that one sheet serves both
 * directions; faces that the reader's system has, so that nothing is loaded.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1b1a19; --soft: #595652; --paper: #fdfcfa; --panel: #f3f0ea; --line: #d8d3ca; --link: #0b4f8f; --mark: #a3261b;
  font-size: 1.125rem;
}
[lang] {
  --text: "Source Serif 4", Charter, "Iowan Old Style", Georgia, "Noto Serif", serif;
  --words: "Segoe UI", Roboto, "Noto Sans", "Open Sans", system-ui, sans-serif;
  --leading: 1.6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e6e1; --soft: #b0aba3; --paper: #161514; --panel: #232120; --line: #3e3b37; --link: #93c4ff; --mark: #ff9d8f;
  }
}
:lang(ar) {
  --text: "Noto Naskh Arabic", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic", "Segoe UI", Tahoma, serif;
  --words: "Noto Sans Arabic", "SF Arabic", "Segoe UI", Tahoma, "Noto Naskh Arabic", sans-serif;
  --leading: 1.85;
}
:root:lang(ar) { font-size: 1.25rem; }
[lang] { font-family: var(--text); line-height: var(--leading); }
[lang|="ar"]:not(:root) { font-size: 1.1em; }
:root:lang(ar) [lang]:not([lang|="ar"]) { font-size: .9em; }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
bdi, time { unicode-bidi: isolate; }
sup { line-height: 0; unicode-bidi: isolate; }
.skip { position: absolute; inset-block-start: -10rem; inset-inline-start: .5rem; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { inset-block-start: .5rem; }
main { max-inline-size: 58rem; margin-inline: auto; padding-inline: 1.25rem; }
.masthead, footer { padding-inline: max(1.25rem, (100% - 55.5rem) / 2); }
.masthead {
  display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .5rem 2rem;
  padding-block: 1rem .75rem; border-block-end: 1px solid var(--line);
}
.name { margin: 0; font: bold 1.5rem/1.3 var(--text); }
.name a { color: inherit; text-decoration: none; }
ul.row { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.masthead li, .masthead li a { display: inline-block; }
.row a { padding-block: .2rem; }
.masthead li { line-height: 1.4; }
.masthead small { display: block; max-inline-size: 15em; }
small, nav, .byline, .when, figcaption, .rights, .tags, .turn, [role="note"] { font-family: var(--words); font-size: .85rem; }
nav [lang] { font: inherit; font-family: var(--words); }
nav [aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
nav small { font-size: .75rem; }
small, .byline, .when, figcaption, .rights { color: var(--soft); }
main { padding-block: 1.75rem 3rem; }
main:focus { outline: none; }
main.text { max-inline-size: min(68ch, 36em); }
main.text:lang(ar) { max-inline-size: 31em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
:is(h1, h2, h3, h4, h5, h6):lang(ar) { line-height: 1.5; }
h1 { margin-block: 0 1rem; font-size: clamp(1.65rem, 1.2rem + 2.2vw, 2.4rem); }
h2 { margin-block: 2rem .5rem; font-size: 1.35rem; }
:is(em, i, cite, dfn, var):lang(ar) { font-style: normal; }
em:lang(ar) { font-weight: bold; }
.lede { margin-block: 0 1.25rem; font-size: 1.2rem; line-height: 1.5; color: var(--soft); }
.lede:lang(ar) { line-height: 1.75; }
.byline p, .tags p, [role="note"] p { margin: 0; }
.byline { margin-block-end: 1.25rem; }
.byline .by { color: var(--ink); font-weight: 600; }
[role="note"] { margin-block: 1rem; padding: .75rem 1rem; background: var(--panel); border-inline-start: 4px solid var(--line); }
[role="note"].correction { border-color: var(--mark); }
.correction strong { color: var(--mark); }
img { max-inline-size: 100%; block-size: auto; background: var(--panel); }
img:not([width][height]) { inline-size: 100%; aspect-ratio: 3 / 2; object-fit: contain; }
figure { margin: 1.75rem 0; }
figcaption { margin-block-start: .35rem; }
blockquote { margin-inline: 0; padding-inline-start: 1.25rem; border-inline-start: 4px solid var(--line); font-size: 1.1em; }
ul, ol, dd { margin-inline: 0; padding-inline-start: 1.5em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
td, th { padding: .4rem .75rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: baseline; }
code { direction: ltr; unicode-bidi: isolate; font-size: .9em; }
dt { margin-block-start: .75rem; font-weight: bold; }
pre { direction: ltr; padding: .75rem; background: var(--panel); white-space: pre-wrap; }
hr { margin-block: 2rem 1rem; border: 0; border-block-start: 1px solid var(--line); }
:target { background: var(--panel); }
.tags { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-block-start: 2rem; }
.topics { margin-block-end: 1.5rem; padding-block-end: .75rem; border-block-end: 1px solid var(--line); }
.entries { margin: 0; padding: 0; list-style: none; }
.entries li { padding-block: 1.25rem; border-block-end: 1px solid var(--line); }
.entries li:first-child { padding-block-start: 0; }
.entries article { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem 1.5rem; }
.entries h2 { margin: 0; }
.entries h2, .entries p { max-inline-size: 38em; }
.entries h2 a { color: inherit; text-decoration: none; }
.entries h2 a:hover { text-decoration: underline; }
.entries p { margin-block: .4rem 0; }
.entries img { inline-size: 100%; block-size: auto; aspect-ratio: 3 / 2; object-fit: cover; }
@media (min-width: 40rem) {
  .entries .pictured { grid-template-columns: minmax(0, 1fr) 13rem; }
  .entries li:first-child .pictured { grid-template-columns: 1fr 1fr; }
  .entries li:first-child h2 { font-size: 1.9rem; }
}
.turn { display: flex; justify-content: space-between; gap: 1rem; margin-block-start: 1.5rem; }
.ways { padding: 0; list-style: none; }
.ways a { display: inline-block; padding-block: .35rem; }
.pair { display: grid; gap: .25rem 2.5rem; padding-block: .75rem; border-block-end: 1px solid var(--line); }
.pair > * { min-inline-size: 0; }
.pair > * > *, .pair blockquote p { margin-block: 0; }
.pair > * > * + * { margin-block-start: .6rem; }
.pair .title { font-size: 1.35rem; font-weight: bold; line-height: 1.4; }
.pair > :first-child { color: var(--soft); }
@media (min-width: 700px) {
  .pair { grid-template-columns: 1fr 1fr; }
  .pair > :first-child { color: inherit; }
}
footer { padding-block: 1rem 2rem; border-block-start: 1px solid var(--line); }
footer nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; }
@media print {
  :root {
    --ink: #000; --soft: #333; --paper: #fff; --panel: #fff; --line: #999; --link: #000; --mark: #000; font-size: 11pt;
  }
  nav, footer, .skip, .tags, .turn, .compare { display: none; }
  .masthead, main, main.text { max-inline-size: none; padding-inline: 0; }
  h1, h2, h3, figure, .pair, [role="note"], tr { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
}
`.replace(/\s+/g, " ");

const hash = (text: string) => createHash("sha256").update(text).digest("base64");

/**
 * Whether the article is there now, asked behind the reader's back: nothing moves and nothing is lost until it is. The
 * only script there is, on the page that waits for a translation, which is known by its policy: another page with the
 * same status says something else, and takes its place; but that too much was asked (429) is no news of the article.
 * Without it that page loads itself again.
 */
export const waitingScript = `{
  const { seconds } = document.currentScript.dataset;
  const ask = () => fetch(location.pathname, { method: "HEAD", cache: "no-store" })
    .then(({ status, headers }) => status === 429 || /connect-src/.test(headers.get("content-security-policy"))
      ? wait() : location.reload(), wait);
  const wait = () => { setTimeout(ask, seconds * 1000); };
  wait();
}`.replace(/\s+/g, " ");

/**
 * The pages' Content-Security-Policy. It allows no script at all. JSON-LD needs no permission: a script
 * element of a type that is not JavaScript is data, and is left alone before the policy is asked
 * (HTML, "prepare the script element"). Articles may show images from anywhere.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash(style)}'`,
  "img-src http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The policy of the page that waits: its one script, and nothing to ask but where it comes from. */
export const waitingPolicy = `${contentSecurityPolicy}; script-src 'sha256-${hash(waitingScript)}'; connect-src 'self'`;
