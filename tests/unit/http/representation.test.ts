import { expect, it } from "vitest";
import { movedTo, represent } from "../../../src/http/representation.ts";

/** Answers one request for a text; says whether it was rendered for it. */
async function answered(path: string, etag: string, text: string) {
  let rendered = false;
  const response = await represent(new Request(`https://news.example${path}`), 1_000, {
    contentType: "application/json",
    language: "fr",
    etag,
    modifiedAt: 0,
    cache: "lasting",
    expiresAt: null,
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
  expect(await answered("/fr/", 'W/"a"', "un")).toEqual({ text: "un", rendered: true });
  expect(await answered("/fr/", 'W/"a"', "un")).toEqual({ text: "un", rendered: false });
});

it("never answers with another edition's or format's text, though their content and media type are the same", async () => {
  await answered("/fr/articles/a.json", 'W/"empty"', "rien");
  expect((await answered("/en/articles/a.json", 'W/"empty"', "nothing")).text).toBe("nothing");
  expect((await answered("/fr/articles/a.ninjs.json", 'W/"empty"', "ninjs")).text).toBe("ninjs");
  expect((await answered("/fr/articles/a.json", 'W/"other"', "autre")).text).toBe("autre");
});

it("caps freshness at what expires, and leads from an alias for no longer", async () => {
  const answer = await represent(new Request("https://news.example/"), 1_000, {
    contentType: "text/plain",
    language: null,
    etag: 'W/"expiring"',
    modifiedAt: 0,
    cache: "lasting",
    expiresAt: 31_000,
    cacheTags: [],
    links: [],
    text: async () => "bref",
    discard: () => {},
  });
  expect(answer.headers.get("cache-control")).toBe("public, max-age=30");
  const moved = movedTo("https://news.example/fr/articles/mer", ["e-fr", "fr-a1"], null, 1_000);
  expect([moved.status, Object.fromEntries(moved.headers)]).toEqual([
    301,
    {
      location: "https://news.example/fr/articles/mer",
      "cache-control": "public, max-age=60",
      "cloudflare-cdn-cache-control": "max-age=60, stale-while-revalidate=60, stale-if-error=3600",
      "cache-tag": "e-fr,fr-a1",
    },
  ]);
});

it("streams what is too long to be held, a piece at a time, and none for a 304", async () => {
  let made = 0;
  function* pieces() {
    for (const piece of ["un, ", "deux, ", "é"]) {
      made++;
      yield piece;
    }
  }
  const answer = (headers: Record<string, string>) =>
    represent(new Request("https://news.example/", { headers }), 1_000, {
      contentType: "text/plain",
      language: null,
      etag: 'W/"long"',
      modifiedAt: 0,
      cache: "lasting",
      expiresAt: null,
      cacheTags: [],
      links: [],
      text: async () => pieces(),
      discard: () => {},
    });
  expect((await answer({ "if-none-match": 'W/"long"' })).status).toBe(304);
  expect(made).toBe(0);
  expect(await (await answer({})).text()).toBe("un, deux, é");
  expect(made).toBe(3);
});
