import { describe, expect, it } from "vitest";
import type { Image } from "../../../src/articles/article.ts";
import { imageType } from "../../../src/articles/image-type.ts";
import { jsonFeed } from "../../../src/feeds/json-feed.ts";
import { atomEnclosure, mediaContent, rssEnclosure } from "../../../src/feeds/media.ts";
import { sampleFeed, sparseEntry } from "./sample.ts";

const bare = (url: string): Image => ({ url, alt: null, caption: null, credit: null, width: null, height: null });
const itemWith = (image: Image) =>
  JSON.parse(jsonFeed({ ...sampleFeed(), entries: [{ ...sparseEntry(), image }] })).items[0];

describe("an image's media type", () => {
  it.each([
    ["https://a.example/a.jpg", "image/jpeg"],
    ["https://a.example/a.JPEG", "image/jpeg"],
    ["https://a.example/a.png?w=1200#x", "image/png"],
    ["https://a.example/a.tar.webp", "image/webp"],
    ["https://a.example/a.avif", "image/avif"],
    ["https://a.example/a.gif", "image/gif"],
    ["https://a.example/a.svg", "image/svg+xml"],
    ["https://a.example/a.php?file=a.jpg", null],
    ["https://a.example/jpg", null],
    ["https://a.example/a.constructor", null],
    ["https://a.jpg/", null],
  ])("is guessed from the path of %s: %s", (url, type) => {
    expect(imageType({ url })).toBe(type);
  });

  it("is the editor's word where there is one", () => {
    expect(imageType({ url: "https://a.example/a.jpg", type: "image/webp" })).toBe("image/webp");
  });
});

describe("an image of which only the address is known", () => {
  const image = bare("https://a.example/a.png?a=1&b=2");

  it("RSS Best Practices Profile, enclosure: has the length 0", () => {
    expect(rssEnclosure(image)).toBe(
      '<enclosure url="https://a.example/a.png?a=1&amp;b=2" length="0" type="image/png"/>\n',
    );
  });

  it("RFC 4287 §4.2.7.6: has no length in Atom, nor any size in Media RSS and JSON Feed", () => {
    expect(atomEnclosure(image)).toBe(
      '<link rel="enclosure" type="image/png" href="https://a.example/a.png?a=1&amp;b=2"/>\n',
    );
    expect(mediaContent(image)).toBe(
      '<media:content url="https://a.example/a.png?a=1&amp;b=2" type="image/png" medium="image">\n</media:content>\n',
    );
    const { image: url, attachments, _dragoman } = itemWith(image);
    expect([url, attachments, _dragoman]).toEqual([image.url, [{ url: image.url, mime_type: "image/png" }], undefined]);
  });
});

it("an image whose type nobody knows is no enclosure and no attachment, but still the entry's image", () => {
  const image = { ...bare("https://a.example/image?id=7"), width: 800, height: 600, bytes: 12_345 };
  expect([rssEnclosure(image), atomEnclosure(image)]).toEqual(["", ""]);
  expect(mediaContent(image)).toBe(
    '<media:content url="https://a.example/image?id=7" fileSize="12345" medium="image" width="800" height="600">\n</media:content>\n',
  );
  const item = itemWith(image);
  expect([item.image, item.attachments, item._dragoman]).toEqual([
    image.url,
    undefined,
    { image: { width: 800, height: 600 } },
  ]);
});
