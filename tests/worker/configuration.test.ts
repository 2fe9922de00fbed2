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
    ["EDITIONS", "fr,English"],
    ["SOURCE_LANGUAGE", "de"],
    ["DAILY_CHARACTERS", "many"],
    ["ID_AUTHORITY", "nowhere"],
    ["DEEPL_API_URL", "http://relay.example"],
    ["DEEPL_API_URL", "file:///etc/passwd"],
    ["TRANSLATE_ON_PUBLISH", "yes"],
    ["REVIEW", "never"],
    ["REVIEW", '{"ar": "sometimes"}'],
    ["REVIEW", "{"],
  ])("that cannot be used is told by name, never by value: %s=%s", async (name, value) => {
    const answer = await app.fetch(new Request(`${ORIGIN}/health`), { ...env, [name]: value }, context);
    expect(answer.status).toBe(500);
    const told = await problem(answer);
    expect(told).toMatchObject({ type: "urn:dragoman:problem:misconfigured", detail: expect.stringContaining(name) });
    expect(told.detail).not.toContain(value);
  });

  it.each(["https://relay.example/", "http://127.0.0.1:9/", "http://localhost:9/"])("takes an engine at %s", (url) => {
    expect(readConfig({ ...env, DEEPL_API_KEY: "key", DEEPL_API_URL: url }).deepl).toEqual({
      apiKey: "key",
      serverUrl: url,
    });
  });

  it.each([
    ["publish-then-review", false, false],
    ["review-then-publish", true, true],
    ['{"ar": "review-then-publish"}', true, false],
    ['{"*": "review-then-publish", "ar": "publish-then-review"}', false, true],
  ])("reviews first where it is told to: %s", (REVIEW, ar, en) => {
    const config = readConfig({ ...env, REVIEW });
    expect([config.isReviewedFirst("ar"), config.isReviewedFirst("en")]).toEqual([ar, en]);
  });

  it("has no engine without a key", () => {
    expect(readConfig({ ...env, DEEPL_API_KEY: "" }).deepl).toBeNull();
  });
});
