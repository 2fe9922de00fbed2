import { expect, it } from "vitest";
import { represent } from "../../../src/http/representation.ts";

/** Answers one request for a text; says whether it was rendered for it. */
async function answered(language: string, contentType: string, etag: string, text: string) {
  let rendered = false;
  const response = await represent(new Request("https://news.example/"), 1_000, {
    contentType,
    language,
    etag,
    modifiedAt: 0,
    cache: "lasting",
    cacheTags: [],
    links: [],
    text: async () => {
      rendered = true;
      return text;
    },
    discard: () => {},
  });
  return { text: await response.text(), rendered };
}

it("renders a content once in an isolate, and answers the same again", async () => {
  expect(await answered("fr", "text/html", 'W/"a"', "un")).toEqual({ text: "un", rendered: true });
  expect(await answered("fr", "text/html", 'W/"a"', "un")).toEqual({ text: "un", rendered: false });
});

it("never answers with another edition's or format's text, though their content is the same", async () => {
  await answered("fr", "text/html", 'W/"empty"', "rien");
  expect((await answered("en", "text/html", 'W/"empty"', "nothing")).text).toBe("nothing");
  expect((await answered("fr", "application/rss+xml", 'W/"empty"', "<rss/>")).text).toBe("<rss/>");
  expect((await answered("fr", "text/html", 'W/"other"', "autre")).text).toBe("autre");
});
