import { describe, expect, it } from "vitest";
import { type BodySource, isCanonical, parseBody } from "../../../src/articles/body.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { httpUrl } from "../../../src/articles/sanitize.ts";
import { bodyText } from "../../../src/formats/body-text.ts";
import { forbidden } from "./forbidden.ts";

/** What is left of a body; one that is refused leaves nothing. */
function left(source: string, format: BodySource["format"] = "html"): string {
  const body = parseBody({ format, source });
  return body === null ? "" : bodyHtml(body);
}

const SCRIPTS = [
  `<script>alert(1)</script>`,
  `<SCRIPT SRC=https://evil.example/x.js></SCRIPT>`,
  `<script/xss src="https://evil.example/x.js"></script>`,
  `<<SCRIPT>alert(1);//\\<</SCRIPT>`,
  `<scr<script>ipt>alert(1)</scr</script>ipt>`,
  `<script\u0000>alert(1)</script>`,
  `<script>alert(1)`,
  `</script><script>alert(1)</script>`,
  `"><script>alert(String.fromCharCode(88,83,83))</script>`,
  `<!--[if gte IE 4]><script>alert(1)</script><![endif]-->`,
];
const EVENTS = [
  `<img src=x onerror=alert(1)>`,
  `<img src="https://a.example/i.png" onerror="alert(1)">`,
  `<IMG """><SCRIPT>alert(1)</SCRIPT>"\\>`,
  `<img src=x:alert(alt) onerror=eval(src) alt=xss>`,
  `<img/onerror='alert(1)'/src=x>`,
  `<img onload=alert(1) src=https://a.example/i.png alt="a" onclick=alert(1)>`,
  `<body onload=alert(1)>`,
  `<p onmouseover="alert(1)">x</p>`,
  `<p onclick=alert(1) tabindex=1 autofocus onfocus=alert(1)>x</p>`,
  `<a onmouseover="alert(document.cookie)">xxs link</a>`,
  `<details open ontoggle=alert(1)>x</details>`,
  `<video><source onerror="alert(1)"></video>`,
  `<audio src onloadstart=alert(1)>`,
  `<marquee onstart=alert(1)>x</marquee>`,
  `<input autofocus onfocus=alert(1)>`,
  `<svg onload=alert(1)>`,
  `<b oncopy="alert(1)" onauxclick=alert(1)>x</b>`,
];
const URLS = [
  `<a href="javascript:alert(1)">x</a>`,
  `<a href="JaVaScRiPt:alert(1)">x</a>`,
  `<a href="java&#x09;script:alert(1)">x</a>`,
  `<a href="java&#x0A;script:alert(1)">x</a>`,
  `<a href="java\nscript:alert(1)">x</a>`,
  `<a href="&#14; javascript:alert(1)">x</a>`,
  `<a href="\u0001javascript:alert(1)">x</a>`,
  `<a href="java\u0000script:alert(1)">x</a>`,
  `<a href="&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099&#0000114&#0000105&#0000112&#0000116&#58;alert(1)">x</a>`,
  `<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>`,
  `<a href="javascript&colon;alert(1)">x</a>`,
  `<a href="java&Tab;script&colon;alert(1)">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
  `<a href="data:text/html,<script>alert(1)</script>">x</a>`,
  `<a href="blob:https://a.example/1">x</a>`,
  `<a href="file:///etc/passwd">x</a>`,
  `<a href="view-source:https://a.example/">x</a>`,
  `<a href="livescript:alert(1)">x</a>`,
  `<a href="https:javascript:alert(1)" ping="https://evil.example/">x</a>`,
  `<a href="https://a.example/&quot; onclick=&quot;alert(1)">x</a>`,
  `<a xlink:href="javascript:alert(1)">x</a>`,
  `<img src="javascript:alert(1)">`,
  `<img src="data:image/svg+xml,<svg onload=alert(1)>">`,
  `<img src="https://a.example/i.png" srcset="javascript:alert(1) 2x" sizes="1px">`,
  `<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">`,
  `<blockquote cite="javascript:alert(1)">x</blockquote>`,
  `<q cite="javascript:alert(1)">x</q>`,
  `<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x`,
];
const LOADERS = [
  `<iframe src="javascript:alert(1)"></iframe>`,
  `<iframe srcdoc="<script>alert(1)</script>">x</iframe>`,
  `<object data="javascript:alert(1)"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<applet code=x></applet>`,
  `<base href="javascript:alert(1);//">`,
  `<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<frameset><frame src="javascript:alert(1)"></frameset>`,
  `<form action="javascript:alert(1)"><button>x</button></form>`,
  `<button formaction="javascript:alert(1)">x</button>`,
  `<form id=f></form><button form=f formaction="javascript:alert(1)">x</button>`,
  `<input type=image src="javascript:alert(1)" formaction="javascript:alert(1)">`,
  `<isindex action="javascript:alert(1)">`,
  `<portal src="https://evil.example/"></portal>`,
];
const STYLES = [
  `<p style="width:expression(alert(1))">x</p>`,
  `<p style="background:url(javascript:alert(1))">x</p>`,
  `<p style="-moz-binding:url(https://evil.example/x.xml#x)">x</p>`,
  `<style>@import 'https://evil.example/x.css';</style>`,
  `<style>p{background:url("javascript:alert(1)")}</style><p class=x id=y>x</p>`,
  `<style><!--</style><script>alert(1)//--></script>`,
  `<p id="getElementById" name="cookie" class="nav" is="x-evil" slot=a part=b data-x=1 aria-label=x>x</p>`,
];
const MUTATIONS = [
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
  `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
  `<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>`,
  `<svg><foreignObject><p><img src=x onerror=alert(1)></p></foreignObject></svg>`,
  `<svg><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>`,
  `<svg><script>alert&#40;1)</script></svg>`,
  `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
  `<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x>x</a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>`,
  `<math href="javascript:alert(1)">x</math>`,
  `<math><maction actiontype="statusline#https://evil.example" xlink:href="javascript:alert(1)">x</maction></math>`,
  `<template><img src=x onerror=alert(1)></template>`,
  `<template><template></template><script>alert(1)</script></template>`,
  `<p><template shadowrootmode=open><script>alert(1)</script></template></p>`,
  `<!--><img src=x onerror=alert(1)>-->`,
  `<!--> --><script>alert(1)</script>`,
  `<!-- --!><img src=x onerror=alert(1)>`,
  `<! foo="><script>alert(1)</script>">`,
  `<? foo="><script>alert(1)</script>">`,
  `</ foo="><script>alert(1)</script>">`,
  `<![CDATA[<script>alert(1)</script>]]>`,
  `<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>`,
  `<title><img title="</title><img src=x onerror=alert(1)>"></title>`,
  `<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>`,
  `<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>`,
  `<listing>&lt;img src=x onerror=alert(1)&gt;</listing>`,
  `<plaintext><img src=x onerror=alert(1)>`,
  `<select><script>alert(1)</script><option><img src=x onerror=alert(1)></select>`,
  `<select><iframe></select><img src=x onerror=alert(1)>`,
  `<form><form><input name=parentNode></form></form>`,
  `<table><form><tr><td><script>alert(1)</script></table>`,
  `<a href="https://a.example/"><a href="javascript:alert(1)">x</a></a>`,
  `<p lang='"><img src=x onerror=alert(1)>'>x</p>`,
  `<time datetime='"><img src=x onerror=alert(1)>'>x</time>`,
  `<img src="https://a.example/i.png" alt='"><img src=x onerror=alert(1)>'>`,
  `<img src="https://a.example/i.png" alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">`,
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `<p>&amp;lt;script&amp;gt;alert(1)</p>`,
  `<b><p><b><p><b></p></b><script>alert(1)</script>`,
  `<pre>\n\n<script>alert(1)</script></pre>`,
  `<p title="\`><script>alert(1)</script>\`">x</p>`,
  `<img src=\`javascript:alert(1)\`>`,
  `\u00bcscript\u00bealert(1)\u00bc/script\u00be`,
  `<p \u000conclick=alert(1)\u000c/x>x</p>`,
];

describe.each([
  ["a script", SCRIPTS],
  ["an event handler", EVENTS],
  ["a URL that is not http(s)", URLS],
  ["an element that loads or sends something", LOADERS],
  ["a style or a name", STYLES],
  ["markup that changes when it is parsed again", MUTATIONS],
])("%s never leaves the sanitizer", (_, vectors) => {
  it.each(vectors)("%j", (vector) => {
    const html = left(vector);
    expect(forbidden(html)).toEqual([]);
    expect(isCanonical(html)).toBe(true);
  });

  it.each(vectors)("%j inside a paragraph, a list and a table", (vector) => {
    for (const around of [`<p>a ${vector} b</p>`, `<ul><li>${vector}</li></ul>`, `<table><tr><td>${vector}</table>`]) {
      const html = left(around);
      expect(forbidden(html)).toEqual([]);
      expect(isCanonical(html)).toBe(true);
    }
  });

  it.each(vectors)("%j in Markdown", (vector) => {
    const html = left(`# Title\n\n${vector}\n\nand ${vector} inline`, "markdown");
    expect(forbidden(html)).toEqual([]);
    expect(isCanonical(html)).toBe(true);
  });

  it.each(vectors)("%j in plain text", (vector) => {
    expect(forbidden(left(vector, "text"))).toEqual([]);
  });
});

it.each([
  ["<script>x</script>", ["<script>"]],
  ["<img src=x onerror=y>", ["img@src=x", "img@onError"]],
  ['<p style="a" class=b>x</p><!-- c -->', ["p@style", "p@className", "comment"]],
  ['<a href=" javascript:x" xlink:href=x>x</a>', ["a@href= javascript:x", "a@xLinkHref"]],
])("the oracle of these tests sees what is forbidden in %j", (html, expected) => {
  expect(forbidden(html)).toEqual(expected);
});

describe("Markdown's own syntax brings no other URL", () => {
  it.each([
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#x6A;avascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHN2Zy9vbmxvYWQ9YWxlcnQoMSk+)",
    "![x](javascript:alert(1))",
    '![x](https://a.example/i.png"onerror="alert(1))',
    "![x](https://a.example/i.png 'a\"onerror=alert(1) \"')",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x] and [x][x]",
    "[<img src=x onerror=alert(1)>](https://a.example/)",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| [x](javascript:alert(1)) |",
    "a@b.example javascript:alert(1) www.a.example",
  ])("%j", (source) => {
    const html = left(source, "markdown");
    expect(forbidden(html)).toEqual([]);
    expect(isCanonical(html)).toBe(true);
  });
});

describe("what the sanitizer keeps and drops", () => {
  it.each([
    ["text around a script", "<p>before <script>alert(1)</script> after</p>", "<p>before after</p>"],
    ["text of a link that is not http(s)", '<p><a href="javascript:x">read</a></p>', "<p>read</p>"],
    ["text of an unknown element", "<p><blink>x</blink> <x-y>z</x-y></p>", "<p>x z</p>"],
    ["the only h1 is the title", "<h1>x</h1>", "<h2>x</h2>"],
    ["an h1 stays above an h2", "<h1>x</h1><h2>y</h2><h3>z</h3>", "<h2>x</h2>\n<h3>y</h3>\n<h4>z</h4>"],
    ["an h1 that has no h2 leaves the others", "<h3>y</h3><h1>x</h1>", "<h3>y</h3>\n<h2>x</h2>"],
    ["no h1 moves nothing", "<h2>x</h2><h3>y</h3>", "<h2>x</h2>\n<h3>y</h3>"],
    ["an h1 of nothing moves nothing", "<h1> </h1><h2>x</h2>", "<h2>x</h2>"],
    ["there is no level below h6", "<h1>x</h1><h2>y</h2><h6>z</h6>", "<h2>x</h2>\n<h3>y</h3>\n<h6>z</h6>"],
    ["direction and language", '<p lang="ar" dir="rtl">م</p>', '<p lang="ar" dir="rtl">م</p>'],
    ["no other direction", '<p dir="up">x</p>', "<p>x</p>"],
    ["a name not to be translated", '<p><span translate="no">X</span></p>', '<p><span translate="no">X</span></p>'],
    ["but nothing to be translated", '<p><span translate="yes">X</span></p>', "<p>X</p>"],
    ["spans of cells", '<table><tr><td colspan="2">x', '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'],
    ["start of a list", '<ol start="3" reversed><li>x</ol>', '<ol start="3" reversed><li>x</li></ol>'],
    ["no control character in an attribute", '<p lang="a&#8;b">x</p>', '<p lang="ab">x</p>'],
    ["no attribute on a line break", '<p>a<br lang="fr" class=x>b</p>', "<p>a<br>b</p>"],
  ])("%s", (_, source, expected) => {
    expect(left(source)).toBe(expected);
  });
});

describe("divisions part words without being kept", () => {
  it.each([
    ["siblings", "<div>One</div><div>Two</div>", "One\n\nTwo"],
    ["text beside a division", "One<div>Two</div>three", "One\n\nTwo\n\nthree"],
    [
      "a division in a division",
      "<div>a<div>b</div>c</div><section>d<p>e</p>f</section>",
      "a\n\nb\n\nc\n\nd\n\ne\n\nf",
    ],
    ["in an inline element", "<span><div>One</div><div>Two</div></span>", "One\n\nTwo"],
    ["in a link", '<a href="https://a.example/"><div>One</div><div>Two</div></a>', "One\n\nTwo"],
    ["a disclosure", "<details><summary>One</summary>Two</details>", "One\n\nTwo"],
    ["in a list item", "<ul><li><div>One</div></li><li><div>Two</div></li></ul>", "- One\n- Two"],
    ["lines of code", "<pre><div>one</div><div>two</div></pre>", "one\ntwo"],
  ])("%s", (_, source, text) => {
    const body = parseBody({ format: "html", source });
    expect(body && bodyText(body)).toBe(text);
  });
});

describe("nesting that a paragraph cannot have is mended", () => {
  it.each([
    [
      "blocks in an inline element",
      "<ul><li><b>a<p>b</p>c</b></li></ul>",
      "<ul><li><b>a</b><p><b>b</b></p><b>c</b></li></ul>",
    ],
    ["blocks in a link", '<a href="https://a.example/"><h2>a</h2></a>', '<h2><a href="https://a.example/">a</a></h2>'],
    ["blocks in a heading", "<h2><div>a</div><ul><li>b</li></ul>c</h2>", "<h2>a b c</h2>"],
    ["blocks in code", "<pre><ul><li>a</li></ul><b>b</b></pre>", "<pre>a\n\n<b>b</b></pre>"],
    ["text in a list", "<ul>a<li>b</li>c <i>d</i></ul>", "<ul><li>a</li><li>b</li><li>c <i>d</i></li></ul>"],
    ["text in a description list", "<dl>a<dt>b</dt>c</dl>", "<dl><dd>a</dd><dt>b</dt><dd>c</dd></dl>"],
    ["a list between items", "<ul><li>a</li><ol><li>b</li></ol></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"],
    ["a list before the first item", "<ul><ul><li>a</li></ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"],
    ["a break at the end of an inline element", "<p><b>a<br></b>b</p>", "<p><b>a</b><br>b</p>"],
    ["an inline element around a break", "<p>a<i><br></i>b</p>", "<p>a<br>b</p>"],
    ["an inline element around a space", "<p>a<i> </i>b</p>", "<p>a b</p>"],
    ["an inline element around nothing", "<p>a<i><b></b></i>b</p>", "<p>ab</p>"],
    [
      "twenty inline elements in one another",
      `<p>${"<i>".repeat(20)}a`,
      `<p>${"<i>".repeat(12)}a${"</i>".repeat(12)}</p>`,
    ],
  ])("%s", (_, source, expected) => {
    expect(left(source)).toBe(expected);
    expect(isCanonical(expected)).toBe(true);
  });
});

describe("httpUrl", () => {
  it.each([
    ["https://a.example", null, "https://a.example/"],
    [" \thttps://a.example/x y", null, "https://a.example/x%20y"],
    ["HTTP://A.example/", null, "http://a.example/"],
    ["/x", "https://a.example/d/e", "https://a.example/x"],
    ["x?q#f", "https://a.example/d/e", "https://a.example/d/x?q#f"],
    ["//b.example/x", "http://a.example/", "http://b.example/x"],
    ["/x", null, null],
    ["", null, null],
    ["javascript:alert(1)", "https://a.example/", null],
    ["java\nscript:alert(1)", "https://a.example/", null],
    ["mailto:a@a.example", null, null],
    ["ftp://a.example/", null, null],
    ["https://", null, null],
  ])("%j from %j is %j", (value, base, expected) => {
    expect(httpUrl(value, base)).toBe(expected);
  });
});
