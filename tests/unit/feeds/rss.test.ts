import { describe, expect, it } from "vitest";
import type { FeedEntry } from "../../../src/feeds/feed.ts";
import { rss } from "../../../src/feeds/rss.ts";
import { fullEntry, sampleFeed, sparseEntry } from "./sample.ts";

const only = (entry: FeedEntry) => rss({ ...sampleFeed(), entries: [entry] });

describe("RSS 2.0, channel", () => {
  const channel = rss({ ...sampleFeed("ar"), entries: [] });

  it("RSS 2.0, required channel elements: title, link and description", () => {
    expect(channel).toContain(
      "<channel>\n<title>دراغومان</title>\n<link>https://news.example/ar/</link>\n<description>الأخبار بلغتك</description>\n",
    );
  });

  it("RSS 2.0, optional channel elements: language, lastBuildDate, generator, docs, ttl", () => {
    expect(channel).toContain("<language>ar</language>\n");
    expect(channel).toContain("<lastBuildDate>Tue, 25 Nov 2025 08:30:00 GMT</lastBuildDate>\n");
    expect(channel).toContain("<generator>Dragoman</generator>\n");
    expect(channel).toContain("<docs>https://www.rssboard.org/rss-specification</docs>\n");
    expect(channel).toContain("<ttl>5</ttl>\n");
  });

  it("WebSub §4: names its hubs, where there are any", () => {
    const hubs = ["https://hub.example/?a=1&b=2", "https://other.example/"];
    expect(rss({ ...sampleFeed(), hubs }).match(/<atom:link rel="hub".*\/>/g)).toEqual([
      '<atom:link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>',
      '<atom:link rel="hub" href="https://other.example/"/>',
    ]);
    expect(channel).not.toContain('rel="hub"');
  });

  it("names itself first, then the other editions' feeds", () => {
    expect(channel.match(/<atom:link .*\/>/g)).toEqual([
      '<atom:link rel="self" type="application/rss+xml" href="https://news.example/ar/rss.xml"/>',
      '<atom:link rel="alternate" type="application/rss+xml" hreflang="fr" href="https://news.example/fr/rss.xml"/>',
      '<atom:link rel="alternate" type="application/rss+xml" hreflang="en" href="https://news.example/en/rss.xml"/>',
    ]);
  });
});

describe("RSS 2.0, item", () => {
  it("says everything that an entry has", () => {
    expect(only(fullEntry()).match(/<item>.*<\/item>\n/s)?.[0]).toBe(
      `<item>
<title>Marrakech: INTERPOL’s General Assembly opens today</title>
<link>https://news.example/en/articles/interpol-marrakech-2025</link>
<atom:link rel="related" type="text/html" hreflang="fr" href="https://news.example/fr/articles/interpol-marrakech-2025"/>
<guid isPermaLink="false">tag:news.example,2025:en/interpol-marrakech-2025</guid>
<pubDate>Mon, 24 Nov 2025 09:05:00 GMT</pubDate>
<atom:updated>2025-11-25T08:30:00.000Z</atom:updated>
<dcterms:modified>2025-11-25T08:30:00.000Z</dcterms:modified>
<dc:creator>Amina Benali</dc:creator>
<dc:creator>Luc Ferré</dc:creator>
<category>Police cooperation</category>
<category>Maroc</category>
<dc:rights>© 2025 Dragoman</dc:rights>
<dcterms:provenance>engines=(deepl), translated_at="2025-11-25T08:29:58.000Z", source_language=fr, source_revision=2, digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"</dcterms:provenance>
<description>More than 800 delegates are expected from 24 to 27 November.</description>
<content:encoded><![CDATA[<p>Delegates from 196 countries have met in Marrakech.</p>
<p>On the agenda: R&#x26;D, cooperation.</p>]]></content:encoded>
<enclosure url="https://cdn.example/marrakech.jpg?w=1200&amp;h=630" length="184320" type="image/jpeg"/>
<media:content url="https://cdn.example/marrakech.jpg?w=1200&amp;h=630" fileSize="184320" type="image/jpeg" medium="image" width="1200" height="630">
<media:description>Le palais des congrès</media:description>
<media:credit>AFP / L. Ferré</media:credit>
</media:content>
</item>
`,
    );
  });

  it("describes an entry without a summary by the beginning of its text", () => {
    expect(only(sparseEntry())).toContain(
      "<description>Delegates from 196 countries have met in Marrakech. On the agenda: R&amp;amp;D, cooperation.</description>",
    );
  });

  it("Best Practices Profile, Character Data: a title is plain text, a description is HTML", () => {
    const xml = only({ ...sparseEntry(), title: "a <b> & c", summary: "a <b> & c" });
    expect(xml).toContain("<title>a &lt;b&gt; &amp; c</title>");
    expect(xml).toContain("<description>a &amp;lt;b&amp;gt; &amp;amp; c</description>");
  });

  it("has no e-mail author and no alternate link", () => {
    const items = only(fullEntry()).split("<item>")[1];
    expect(items).not.toMatch(/<author|rel="alternate"/);
  });

  it("links no original from an original, and leaves out what the editor did not give", () => {
    const items = only(sparseEntry()).split("<item>")[1];
    expect(items).not.toMatch(/atom:link|dc:|<category|media:|<enclosure/);
  });

  it("falls back on the alternative text, and leaves out sizes that nobody gave", () => {
    const image = { url: "https://a.example/i", alt: "A dome", caption: null, credit: null, width: null, height: null };
    expect(only({ ...sparseEntry(), image })).toContain(
      '<media:content url="https://a.example/i" medium="image">\n<media:description>A dome</media:description>\n</media:content>\n',
    );
  });
});
