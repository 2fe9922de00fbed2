import { createHash } from "node:crypto";

/**
 * The pages' only style sheet. Logical properties only, so that one sheet serves both
 * directions; faces that the reader's system has, so that nothing is loaded.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1c1b1a; --soft: #5d5a56; --paper: #fdfcfa; --panel: #f1eee8; --line: #d9d4cb; --link: #0a4f94;
  font: 1.125rem/1.6 Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", serif;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e5e0; --soft: #a9a49c; --paper: #161514; --panel: #232120; --line: #3d3a37; --link: #8fc1ff; }
}
:lang(ar) {
  font-family: "Noto Naskh Arabic", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic", "Segoe UI", Tahoma, serif;
  line-height: 1.9;
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
body > * { max-inline-size: 66ch; margin-inline: auto; padding-inline: 1rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
bdi, time { unicode-bidi: isolate; }
.masthead {
  display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 1.5rem;
  padding-block: 1rem; border-block-end: 1px solid var(--line);
}
.masthead .name { margin: 0; font-size: 1.25rem; font-weight: bold; line-height: 1.3; }
.masthead .name a { color: inherit; text-decoration: none; }
.masthead ul, footer ul, .tags ul {
  display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none;
}
.masthead a, footer a { display: inline-block; padding-block: .2rem; }
[aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
main { padding-block: 1.5rem 3rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h1:lang(ar), h2:lang(ar), h3:lang(ar) { line-height: 1.5; }
h1 { margin-block: 0 .75rem; font-size: clamp(1.6rem, 1.2rem + 2vw, 2.3rem); }
h2 { font-size: 1.35rem; }
small, .byline, .when, figcaption, .rights, .tags, footer nav { color: var(--soft); font-size: .9rem; }
.byline p, .tags p { margin: 0; }
.lede { font-size: 1.2rem; font-weight: 600; }
[role="note"] {
  margin-block: 1.25rem; padding: .75rem 1rem; font-size: .95rem;
  background: var(--panel); border-inline-start: 4px solid var(--link);
}
[role="note"] p { margin: 0; }
img { max-inline-size: 100%; block-size: auto; }
figure { margin: 1.5rem 0; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 4px solid var(--line); }
ul, ol, dd { margin-inline: 0; padding-inline-start: 1.5em; }
pre, table { display: block; max-inline-size: 100%; overflow-x: auto; }
pre { direction: ltr; padding: .75rem; background: var(--panel); }
td, th { padding: .35rem .6rem; border: 1px solid var(--line); text-align: start; }
sup { line-height: 0; }
[role="doc-backlink"] { text-decoration: none; }
:target { background: var(--panel); }
.tags { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.entries { margin: 0; padding: 0; list-style: none; }
.entries li { padding-block: 1rem; border-block-end: 1px solid var(--line); }
.entries h2 { margin: 0; }
.entries p { margin-block: .35rem 0; }
footer { padding-block: 1rem 2rem; border-block-start: 1px solid var(--line); }
footer nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --panel: #fff; --line: #999; --link: #000; font-size: 11pt; }
  .masthead nav, footer nav { display: none; }
  body > * { max-inline-size: none; }
  h1, h2, h3, figure, [role="note"] { break-inside: avoid; break-after: avoid; }
}
`.replace(/\s+/g, " ");

const hash = createHash("sha256").update(style).digest("base64");

/**
 * The pages' Content-Security-Policy. It allows no script at all. JSON-LD needs no permission: a script
 * element of a type that is not JavaScript is data, and is left alone before the policy is asked
 * (HTML, "prepare the script element"). Articles may show images from anywhere.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  "img-src http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
