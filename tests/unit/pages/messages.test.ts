import { describe, expect, it } from "vitest";
import { html } from "../../../src/pages/markup.ts";
import { messages, messagesFor, UI_LANGUAGES } from "../../../src/pages/messages.ts";

const markup = html`x`;

/** Every text of a message tree, what takes arguments given some. */
function texts(value: unknown, at: string): [string, string][] {
  if (typeof value === "string") return [[at, value]];
  if (typeof value === "function") {
    const said =
      value.length === 1 ? value("x") : at.endsWith("translatedByMachine") ? value("x", markup) : value(markup, markup);
    return [[at, typeof said === "string" ? said : said.source]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${at}.${key}`));
}

describe.each(UI_LANGUAGES)("messages in %s", (language) => {
  it("say something, every one", () => {
    for (const [at, said] of texts(messages[language], language)) expect(said.trim(), at).not.toBe("");
  });

  it("are its own", () => {
    expect(messagesFor(language).language).toBe(language);
    expect(messages[language].ownName.toLowerCase()).toMatch(messages[language].languageNames[language].toLowerCase());
  });
});

describe("messages", () => {
  it("in Arabic are written in Arabic", () => {
    const ours = /^ar\.(language|locale|openGraphLocale|comma|engines\.(deepl|workers-ai)|languageNames\.\w+)$/;
    for (const [at, said] of texts(messages.ar, "ar"))
      if (!ours.test(at)) expect(said, at).toMatch(/\p{Script=Arabic}/u);
  });

  it.each([
    ["ar-MA", "ar"],
    ["en-GB", "en"],
    ["de", "en"],
    ["constructor", "en"],
    ["", "en"],
  ])("for %j are those of %s", (asked, language) => {
    expect(messagesFor(asked).language).toBe(language);
  });
});
