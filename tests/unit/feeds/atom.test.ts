import { describe, expect, it } from "vitest";
import { atom } from "../../../src/feeds/atom.ts";
import type { FeedEntry } from "../../../src/feeds/feed.ts";
import { fullEntry, sampleFeed, sparseEntry } from "./sample.ts";

const only = (entry: FeedEntry) => atom({ ...sampleFeed(), entries: [entry] });

describe("Atom 1.0, feed", () => {
  it("RFC 4287 §4.1.1: id, title, updated, an author and the links, in the feed's language", () => {
    expect(atom({ ...sampleFeed("ar"), entries: [] })).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="ar">
<id>tag:news.example,2025:ar</id>
<title>دراغومان</title>
<subtitle>الأخبار بلغتك</subtitle>
<updated>2025-11-25T08:30:00.000Z</updated>
<author><name>دراغومان</name></author>
<link rel="alternate" type="text/html" hreflang="ar" href="https://news.example/ar/"/>
<link rel="self" type="application/atom+xml" href="https://news.example/ar/atom.xml"/>
<link rel="alternate" type="application/atom+xml" hreflang="fr" href="https://news.example/fr/atom.xml"/>
<link rel="alternate" type="application/atom+xml" hreflang="en" href="https://news.example/en/atom.xml"/>
<generator>Dragoman</generator>
</feed>
`,
    );
  });
});

it("WebSub §4: an Atom feed names its hubs after itself", () => {
  const xml = atom({ ...sampleFeed(), hubs: ["https://hub.example/?a=1&b=2"] });
  expect(xml).toContain('atom.xml"/>\n<link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>\n');
});

describe("Atom 1.0, entry", () => {
  it("RFC 4287 §4.1.2: says everything that an entry has", () => {
    expect(only(fullEntry()).match(/<entry>.*<\/entry>\n/s)?.[0]).toBe(
      `<entry>
<id>tag:news.example,2025:en/interpol-marrakech-2025</id>
<title type="text">Marrakech: INTERPOL’s General Assembly opens today</title>
<link rel="alternate" type="text/html" href="https://news.example/en/articles/interpol-marrakech-2025"/>
<link rel="related" type="text/html" hreflang="fr" href="https://news.example/fr/articles/interpol-marrakech-2025"/>
<link rel="enclosure" type="image/jpeg" length="184320" href="https://cdn.example/marrakech.jpg?w=1200&amp;h=630"/>
<published>2025-11-24T09:05:00.000Z</published>
<updated>2025-11-25T08:30:00.000Z</updated>
<author><name>Amina Benali</name></author>
<author><name>Luc Ferré</name></author>
<category term="police" label="Police cooperation"/>
<category term="maroc" label="Maroc"/>
<rights>© 2025 Dragoman</rights>
<dcterms:provenance>engines=(deepl), translated_at="2025-11-25T08:29:58.000Z", source_language=fr, source_revision=2, digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"</dcterms:provenance>
<summary type="text">More than 800 delegates are expected from 24 to 27 November.</summary>
<content type="html"><![CDATA[<p>Delegates from 196 countries have met in Marrakech.</p>
<p>On the agenda: R&#x26;D, cooperation.</p>]]></content>
<media:content url="https://cdn.example/marrakech.jpg?w=1200&amp;h=630" fileSize="184320" type="image/jpeg" medium="image" width="1200" height="630">
<media:description>Le palais des congrès</media:description>
<media:credit>AFP / L. Ferré</media:credit>
</media:content>
</entry>
`,
    );
  });

  it("RFC 4287 §4.1.2: an entry without a summary needs none, as its content is inline", () => {
    expect(only(sparseEntry())).not.toContain("<summary");
  });

  it("RFC 4287 §4.1.2: has one alternate link, and no hreflang on it", () => {
    const entry = only(fullEntry()).split("<entry>")[1];
    expect(entry?.match(/rel="alternate"[^>]*/g)).toEqual([
      'rel="alternate" type="text/html" href="https://news.example/en/articles/interpol-marrakech-2025"/',
    ]);
  });

  it("RFC 4287 §3.1.1.1: a title is text, whatever it looks like", () => {
    expect(only({ ...sparseEntry(), title: "a <b> & c" })).toContain('<title type="text">a &lt;b&gt; &amp; c</title>');
  });

  it("has Dublin Core's namespace only where an entry is a translation", () => {
    const namespace = 'xmlns:dcterms="http://purl.org/dc/terms/"';
    expect(atom(sampleFeed("en"))).toContain(namespace);
    expect(atom(sampleFeed("fr"))).not.toContain("dcterms");
  });

  it("tells of withdrawn entries, after RFC 6721, and has the namespace only then", () => {
    const withdrawn = [{ id: "tag:news.example,2025:en/gone", at: "2025-11-25T08:00:00.000Z" }];
    const xml = atom({ ...sampleFeed(), withdrawn });
    expect(xml).toContain('xmlns:at="http://purl.org/atompub/tombstones/1.0"');
    expect(xml).toContain(
      '<at:deleted-entry ref="tag:news.example,2025:en/gone" when="2025-11-25T08:00:00.000Z"/>\n</feed>',
    );
    expect(atom(sampleFeed())).not.toContain("tombstones");
  });
});
