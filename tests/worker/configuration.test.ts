import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { readConfig } from "../../src/env.ts";
import { ORIGIN, problem } from "./support/desk.ts";

const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

describe("configuration", () => {
  it.each([
    ["PUBLIC_ORIGIN", "ftp://news.example"],
    ["PUBLIC_ORIGIN", "https://news.example/path"],
    ["PUBLIC_ORIGIN", "newsroom"],
    ["EDITIONS", "fr,English"],
    ["SOURCE_LANGUAGE", "de"],
    ["DAILY_CHARACTERS", "many"],
    ["DAILY_CHARACTERS", ""],
    ["DAILY_CHARACTERS", '{"*": null}'],
    ["DAILY_CHARACTERS", '{"ar": 6000}'],
    ["DAILY_CHARACTERS", '{"*": 6000, "de": 1}'],
    ["DAILY_CHARACTERS", '{"*": 6000,'],
    ["MONTHLY_CHARACTERS", "-1"],
    ["ENGINES", "deepl,google"],
    ["ENGINES", "deepl,deepl"],
    ["ENGINES", '{"*": "deepl,mine"}'],
    ["ID_AUTHORITY", "nowhere"],
    ["DEEPL_API_URL", "http://relay.example"],
    ["DEEPL_API_URL", "file:///etc/passwd"],
    ["DEEPL_API_URL", "relay"],
    ["TRANSLATE_ON_PUBLISH", "yes"],
    ["REVIEW", "never"],
    ["REVIEW", '{"ar": "sometimes"}'],
    ["REVIEW", "{"],
    ["WEBSUB_HUBS", "http://hub.example/"],
    ["WEBSUB_HUBS", "hub.example"],
    ["WEBSUB_HUBS", "https://hub.example/,"],
    ["WEBSUB_HUBS", "https://hub.example,https://hub.example/"],
    [
      "WEBSUB_HUBS",
      "https://a.example,https://b.example,https://c.example,https://d.example,https://e.example,https://f.example",
    ],
  ])("that cannot be used is told by name, never by value: %s=%s", async (name, value) => {
    const answer = await app.fetch(new Request(`${ORIGIN}/health`), { ...env, [name]: value }, context);
    expect(answer.status).toBe(500);
    const told = await problem(answer);
    expect(told).toMatchObject({ type: "urn:dragoman:problem:misconfigured", detail: expect.stringContaining(name) });
    if (value !== "") expect(told.detail).not.toContain(value);
  });

  it.each(["https://relay.example/", "http://127.0.0.1:9/", "http://localhost:9/"])("takes an engine at %s", (url) => {
    expect(readConfig({ ...env, DEEPL_API_KEY: "key", DEEPL_API_URL: url }).deepl).toEqual({
      apiKey: "key",
      serverUrl: url,
    });
  });

  it.each<[string, string, number]>([
    ["100000", "ar", 100_000],
    ['{"*": 100000, "ar": 6000}', "ar", 6_000],
    ['{"*": 100000, "ar": 6000}', "en", 100_000],
    ['{"*": "7"}', "en", 7],
  ])("reads one budget for all, or one for each edition: %s, %s", (value, language, characters) => {
    const { budget } = readConfig({ ...env, DAILY_CHARACTERS: value });
    expect(budget.dailyCharacters(language)).toBe(characters);
  });

  it.each<[string, number | null]>([
    ["", null],
    ["500000", 500_000],
    ['{"*": null, "ar": 6000}', null],
  ])("has a month's ceiling only where one is set: %s", (value, characters) => {
    expect(readConfig({ ...env, MONTHLY_CHARACTERS: value }).budget.monthlyCharacters("en")).toBe(characters);
  });

  it.each<[string, string[]]>([
    ["", ["deepl", "workers-ai"]],
    ["workers-ai , deepl", ["workers-ai", "deepl"]],
    ['{"*": ["deepl"], "ar": "workers-ai"}', ["deepl"]],
    ['{"*": []}', []],
  ])("orders engines: %s", (value, order) => {
    expect(readConfig({ ...env, ENGINES: value }).engines("en")).toEqual(order);
  });

  it.each([
    ["publish-then-review", false, false],
    ["review-then-publish", true, true],
    ['{"*": "publish-then-review", "ar": "review-then-publish"}', true, false],
    ['{"*": "review-then-publish", "ar": "publish-then-review"}', false, true],
  ])("reviews first where it is told to: %s", (REVIEW, ar, en) => {
    const config = readConfig({ ...env, REVIEW });
    expect([config.isReviewedFirst("ar"), config.isReviewedFirst("en")]).toEqual([ar, en]);
  });

  it.each<[string, string[]]>([
    ["", []],
    ["https://Hub.example , https://other.example/a?b=c", ["https://hub.example/", "https://other.example/a?b=c"]],
    ["http://localhost:9/", ["http://localhost:9/"]],
  ])("names hubs: %s", (WEBSUB_HUBS, hubs) => {
    expect(readConfig({ ...env, WEBSUB_HUBS }).publication.hubs).toEqual(hubs);
  });

  it("has no engine without a key", () => {
    expect(readConfig({ ...env, DEEPL_API_KEY: "" }).deepl).toBeNull();
  });
});

describe("an EDITOR_TOKEN that no Bearer field can carry", () => {
  it("is told to who sends it, and to nobody else", async () => {
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const asked = new Request(`${ORIGIN}/api/articles`, { headers });
      return problem(await app.fetch(asked, { ...env, EDITOR_TOKEN: "s3cret!" }, context));
    };
    expect(await ask("s3cret!")).toMatchObject({
      status: 503,
      type: "urn:dragoman:problem:desk-closed",
      detail: expect.stringContaining("EDITOR_TOKEN"),
    });
    expect((await ask("s3cret?")).status).toBe(401);
  });
});
