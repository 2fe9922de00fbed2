import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { desk, newsroom, problem, put, withdraw } from "./support/desk.ts";
import { rows } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

beforeEach(async () => {
  await put("mer", { aliases: ["ocean", "large"] });
});
afterEach(wipe);

const aliases = () => rows("SELECT alias, slug FROM aliases ORDER BY alias");
const toldOf = (slug: string) =>
  runInDurableObject(newsroom(), async (instance: Newsroom) => {
    const { changes } = await instance.changesSince(null);
    return changes.find((change) => change.slug === slug)?.aliases;
  });

describe("aliases", () => {
  it("are shown to the desk, and told to the editions", async () => {
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ aliases: ["ocean", "large"] });
    expect(await toldOf("mer")).toEqual(["ocean", "large"]);
  });

  it("are replaced with the article, and then free for another", async () => {
    await put("mer", { aliases: ["large", "flots"] });
    expect(await aliases()).toEqual([
      { alias: "flots", slug: "mer" },
      { alias: "large", slug: "mer" },
    ]);
    expect((await put("atlantique", { aliases: ["ocean"] })).status).toBe(201);
  });

  it("are a revision of their own", async () => {
    expect(await (await put("mer", { aliases: ["ocean"] })).json()).toMatchObject({ revision: 2 });
    expect(await (await put("mer", { aliases: ["ocean"] })).json()).toMatchObject({ revision: 2 });
  });

  it("stay the article's while it is withdrawn", async () => {
    await withdraw("mer");
    expect((await put("ciel", { aliases: ["ocean"] })).status).toBe(422);
    expect(await toldOf("mer")).toEqual(["ocean", "large"]);
  });

  it.each<[string, Record<string, unknown>, unknown[]]>([
    [
      "another article's slug",
      { aliases: ["libre", "mer"] },
      [{ pointer: "/aliases/1", detail: "is another article's slug" }],
    ],
    ["another's alias", { aliases: ["large"] }, [{ pointer: "/aliases/0", detail: "is an alias of mer" }]],
    ["its own slug", { aliases: ["ciel"] }, [{ pointer: "/aliases/0", detail: "is the article's own slug" }]],
    ["one twice", { aliases: ["a", "b", "a"] }, [{ pointer: "/aliases/2", detail: "is listed twice" }]],
    ["what is no slug", { aliases: ["Été"] }, [{ pointer: "/aliases/0", detail: expect.stringContaining("ASCII") }]],
    [
      "more than twenty",
      { aliases: Array.from({ length: 21 }, (_, i) => `a${i}`) },
      [{ pointer: "/aliases", detail: "at most 20 aliases" }],
    ],
  ])("cannot be %s", async (_, draft, errors) => {
    const answer = await put("ciel", draft);
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ errors });
    expect(await rows("SELECT slug FROM articles")).toEqual([{ slug: "mer" }]);
    expect(await aliases()).toHaveLength(2);
  });

  it("keep an article from taking their place", async () => {
    const answer = await put("ocean", {});
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ errors: [{ detail: "ocean is an alias of mer." }] });
  });

  it("of two articles that claim one at once go to the first", async () => {
    const answers = await Promise.all(["a", "b"].map((slug) => put(slug, { aliases: ["commun"] })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });
});
