import { describe, expect, it } from "vitest";
import type { Rendition } from "../../src/articles/article.ts";
import { contentOf, DraftSchema } from "../../src/articles/draft.ts";
import { FEED_FORMATS } from "../../src/articles/publication.ts";
import { composeFeed } from "../../src/feeds/compose.ts";
import { renderFeed } from "../../src/feeds/render.ts";
import { feedWords } from "../../src/pages/feed-words.ts";
import { ownRendition } from "../../src/translation/join.ts";
import { arabic, publication } from "../unit/pages/samples.ts";
import { READERS } from "./feed-readers.ts";

type Language = "fr" | "en" | "ar";
const LANGUAGES: Language[] = ["fr", "en", "ar"];

/** Titles and texts that libraries have been seen to spoil; `{}` stands for a sentence in the feed's language. */
const HOSTILE: [what: string, title: string, body: string][] = [
  ["plain", "{}", "<p>{}</p>"],
  ["ends of CDATA", "]]> {} ]]>]]> ]]]]>>", "<p>]]> {} ]]>]]&gt; <code>a[b[0]]&gt;1</code></p>"],
  ["what looks like markup", "<b>{}</b> <3 </title>", "<p>{} &lt;b&gt;x&lt;/b&gt; <strong>a</strong>&lt;script&gt;</p>"],
  ["references", "{} &amp; &eacute; &#8217; &lt;i&gt;", "<p>{} &amp;amp; &amp;eacute; R&amp;D &amp;#x27;</p>"],
  ["ampersands and quotes", `{} R&D "a" 'b' «\u202fc\u202f»`, `<p>{} R&amp;D "a" 'b' <a href="https://a.example/?a=1&amp;b=2">c</a></p>`],
  ["bidirectional marks", "{} \u2067abc\u2069 \u200fx\u200e \u202edef\u202c", "<p>{} <bdi>abc</bdi> \u2067x\u2069 \u202ey\u202c</p>"],
  ["emoji and far planes", "{} 🎉 👩‍👩‍👧‍👦 🇲🇦 𝒜 \u{2070E}", "<p>{} 🎉 👩‍👩‍👧‍👦 🇲🇦 <em>𝒜</em></p>"],
  ["controls and halves", "{} \u0008a\u000bb \ud83d", "<p>{} \u0000a \udc00</p>"],
  ["line separators and no-break spaces", "{} a\u2028b\u2029c\u00a0d", "<p>{} a\u2028b\u00a0c</p><pre>d\n  e\n\nf</pre>"],
  ["digits alone", "2025", "<p>1e3</p>"],
  ["a number with zeros", "007", "<p>{}</p>"],
  ["a truth value", "true", "<p>false</p>"],
]; // biome-ignore format: one line a case

const SENTENCES: Record<Language, string> = {
  fr: "À Marrakech, l’assemblée s’ouvre",
  en: "The assembly opens in Marrakech",
  ar: "افتتاح الجمعية العامة في مراكش، اليوم 24",
};

/** Dates as editors write them, and the instants that they name. */
const DATES: [written: string, instant: string][] = [
  ["2025-11-24T11:05:00+01:00", "2025-11-24T10:05:00.000Z"],
  ["2025-11-23T23:30:00-05:00", "2025-11-24T04:30:00.000Z"],
  ["2025-03-30T02:30:00+05:45", "2025-03-29T20:45:00.000Z"],
  ["2025-12-31T23:59:59Z", "2025-12-31T23:59:59.000Z"],
];

/** As many entries as a feed has at most, each of the hostile ones several times. */
const ENTRIES = 59;

function renditions(language: Language): Rendition[] {
  return Array.from({ length: ENTRIES }, (_, i): Rendition => {
    const [, title, body] = HOSTILE[i % HOSTILE.length] as (typeof HOSTILE)[number];
    const [published_at] = DATES[i % DATES.length] as (typeof DATES)[number];
    const image =
      i % 3 === 0 ? undefined : { url: `https://img.example/${i}.jpg?a=1&b=2`, alt: title, bytes: 1000 + i };
    const say = (text: string) => text.replace("{}", SENTENCES[language]);
    const draft = DraftSchema.parse({
      language,
      title: say(title),
      body_html: say(body),
      published_at,
      tags: ["a"],
      image,
    });
    const content = contentOf(draft);
    if (!content.ok || draft.published_at === undefined) throw new Error("the draft was refused");
    const at = draft.published_at;
    const identity = { id: `a${i}`, slug: `article-${i}`, revision: 2, published_at: at };
    const own = ownRendition({ ...identity, ...content.value, updated_at: "2026-01-02T03:04:05.000Z" });
    return language === "fr" ? own : { ...own, translation: arabic.translation };
  });
}

function feedIn(language: Language) {
  const changed_at = "2026-01-02T03:04:05.000Z";
  const front = { tag: null, renditions: renditions(language), withdrawn: [], archive: 1, changed_at };
  return composeFeed(language, front, publication, feedWords(language, publication));
}

describe.each(LANGUAGES)("the %s feed", (language) => {
  const feed = feedIn(language);
  const expected = feed.entries.map(({ id, url, title, html, publishedAt }) => ({ id, url, title, html, publishedAt }));
  const cases = FEED_FORMATS.flatMap((format) =>
    READERS.filter(({ formats }) => formats.includes(format)).map((reader) => ({ ...reader, format })),
  );

  it("has entries at the instants that their editors wrote", () => {
    expect(expected.map(({ publishedAt }) => publishedAt)).toEqual(
      Array.from({ length: ENTRIES }, (_, i) => DATES[i % DATES.length]?.[1]),
    );
  });

  it.each(cases)("says the same to $name in $format", async ({ format, read, spoils = (entry) => entry }) => {
    const told = format === "json" ? expected : expected.map(spoils);
    expect(await read(renderFeed(format, feed), format)).toEqual(told);
  });
});
