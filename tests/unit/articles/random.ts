/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TAGS = (
  "p h1 h2 div ul ol li dl dt dd blockquote figure figcaption table caption thead tbody tr td th pre hr a b i em " +
  "strong br code span img q sub time section script style svg math mi mtext annotation-xml foreignObject title " +
  "template noscript iframe textarea select option form button input nobr font center frameset plaintext xmp listing " +
  "body html head details summary ruby rt"
).split(" ");
const ATTRIBUTES = [
  ' href="https://a.example/?a=1&b=<x>"',
  " href=javascript:alert(1)",
  ' href="/relative"',
  ' src="https://a.example/i.png"',
  ' alt="a &quot; b"',
  ' alt=" "',
  " onclick=x",
  ' lang="fr"',
  " dir=rtl",
  " translate=no",
  " colspan=2",
  " start=3",
  " reversed",
  ' datetime="2025"',
  " style=x",
  " id=a",
  ' lang="a&#8;"',
  " src=x onerror=y",
  ' srcset="x"',
];
const TEXTS = ["x", " ", "\n", "word ", "&amp;", "&lt;b&gt;", "&nbsp;", "\u0008", "\ud800", "&#0;", "<!--", "-->"].concat([
  "<![CDATA[", "]]>", "<", ">", '"', "'", "/", "&#x202f;", "م", "\u00a0", "\r\n", "\ufeff", "&#13;", "&#8203;", "\u2028",
]); // biome-ignore format: a list of words

/** Three to forty tags and scraps of text, with no order in them. */
export function tagSoup(seed: number): string {
  const next = random(seed);
  const one = (list: string[]) => list[Math.floor(next() * list.length)] as string;
  const attribute = (chance: number) => (next() < chance ? one(ATTRIBUTES) : "");
  let soup = "";
  for (let left = 3 + Math.floor(next() * 38); left > 0; left--) {
    const kind = next();
    if (kind < 0.5) soup += `<${one(TAGS)}${attribute(0.4)}${attribute(0.2)}${next() < 0.05 ? "/" : ""}>`;
    else if (kind < 0.75) soup += `</${one(TAGS)}>`;
    else soup += one(TEXTS);
  }
  return soup;
}

const NOTES = [
  '<sup><a href="#x">1</a></sup>', '<sup><a href="#fn-2">1</a></sup>', '<a href="#fn-1" role=doc-noteref>',
  '<sup>[<a href="#x" id=fnref-1>1</a> <a href="#fn-1">', "<ol><li id=x>x", "<ol><li id=fn-1>y", "<li id=fn-2>z",
  "<sup>", "</sup>", '<a href="#fn-1">', '<a href="#x" id=fnref-1>', '<a href="#fn-2" id="fnref-2" role="doc-noteref">',
  "</a>", "<ol>", "</ol>", "<ul>", "</ul>", "<li id=x>", "<li>", "</li>", "<p>", "</p>", "<hr>", "<b>", "</b>", "<pre>",
  "</pre>", "<code>", "</code>", '<a href="#fnref-1" role=doc-backlink>↩</a>', "<table><td>", "</table>", "<br>", "1",
  '<a href="https://a.example/#fn-1" role="doc-noteref">', "<div>", "</div>", "<h2 id=fn-1>", "</h2>", "x", " ", "\n",
  '<img src="https://a.example/i.png" alt="">', '<li id="fn-0">', '<li id="FN-1">', '<sup><a href="#FN-1">1</a></sup>',
]; // biome-ignore format: a list of words

/** Four to thirty scraps of footnotes, with no order in them. */
export function noteSoup(seed: number): string {
  const next = random(seed);
  let soup = "";
  for (let left = 4 + Math.floor(next() * 30); left > 0; left--) soup += NOTES[Math.floor(next() * NOTES.length)];
  return soup;
}
