/**
 * `npm run bench:pages`: what each page weighs and how soon it is there, in a real browser on the real server, over a
 * slow line and with a slow processor (Lighthouse's mobile: 1.6 Mbit/s, 150 ms, a quarter of this machine), as Markdown.
 * Times say something beside one another only: the server and the browser share this machine.
 */
import { gzipSync } from "node:zlib";
import { LANGUAGES, type Newsroom, openNewsroom, SEED_SLUG } from "../../e2e/browser/newsroom.ts";
import { LIBRARY_SLUG } from "../../e2e/browser/stories.ts";
import { table } from "../table.ts";
import { measurePage } from "./measure-page.ts";

const MOST_KIB = 30;
/** Articles on the fronts, besides those that the newsroom opens with. */
const OTHERS = 27;

const PAGES: [what: string, path: string][] = [
  ["front, 30 articles", ""],
  ["tag", "tags/maroc/"],
  ["article, 5 KB of text", `articles/${SEED_SLUG}`],
  ["article with a picture", `articles/${LIBRARY_SLUG}`],
  ["comparison", `articles/${SEED_SLUG}/compare`],
  ["withdrawn", "articles/retire"],
  ["not found", "articles/rien"],
  ["guide for partners", "docs"],
];

const newsroom = await openNewsroom();
try {
  await fill(newsroom);
  const rows: string[][] = [];
  for (const [what, path] of PAGES) {
    for (const language of LANGUAGES) {
      if (what === "comparison" && language === "fr") continue;
      const { document, requests, lcp, cls } = await measurePage(newsroom, `/${language}/${path}`);
      const [kib, gzip] = [document.length / 1024, gzipSync(document).length / 1024];
      const figures = [kib.toFixed(1), gzip.toFixed(1), requests, Math.round(lcp), cls.toFixed(3)];
      rows.push([what, language, ...figures.map(String), gzip > MOST_KIB ? "missed" : ""]);
    }
  }
  const header = [
    "page",
    "edition",
    "KiB",
    "KiB gzip",
    "requests",
    "LCP, ms",
    "CLS",
    `aim: ≤ ${MOST_KIB} KiB gzip, CLS 0`,
  ];
  console.log(table(header, rows));
} finally {
  await newsroom.stop();
}

/** Fronts as full as a busy newsroom's. */
async function fill({ url, put }: Newsroom): Promise<void> {
  const summary = "Le conseil municipal a voté lundi le budget de l’année prochaine, en hausse de trois pour cent.";
  for (let i = 1; i <= OTHERS; i++) {
    await put(`conseil-${i}`, {
      language: "fr",
      title: `Séance ${i} du conseil municipal`,
      summary,
      body_text: summary,
    });
  }
  for (const language of LANGUAGES) {
    const isWhole = async () => (await (await fetch(`${url}/${language}/`)).text()).split("<li><article").length > 30;
    while (!(await isWhole())) await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
