import { describe, expect, it } from "vitest";
import type { EngineFailureKind } from "../../../src/translation/engine.ts";
import { decodeMarkup, encodeMarkup } from "../../../src/translation/markup.ts";
import type { ModelRunner } from "../../../src/translation/model-call.ts";
import { workersAi } from "../../../src/translation/workers-ai.ts";

const EN = { source: "fr", target: "en" };
const BARE = { context: null, glossary: null };

/** A model that says each word in capitals, unless it is told otherwise. */
function model(answer: (text: string, call: number) => unknown = shout): ModelRunner & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async run(name, inputs, { signal }) {
      expect(name).toBe("@cf/meta/m2m100-1.2b");
      expect(inputs).toMatchObject({ source_lang: "fr", target_lang: "en" });
      expect(signal).toBeInstanceOf(AbortSignal);
      const { text } = inputs as { text: string };
      asked.push(text);
      return answer(text, asked.length);
    },
  };
}
const shout = (text: string) => ({ translated_text: text.toUpperCase() });
const ask = (ai: ModelRunner, ...texts: string[]) => workersAi(ai, 50).translate(texts, EN, BARE);

describe("a text for a model that takes sentences", () => {
  it.each([
    ["Un chat dort.", ["Un chat dort."], "UN CHAT DORT."],
    ["Un chat. Deux chiens !", ["Un chat.", "Deux chiens !"], "UN CHAT. DEUX CHIENS !"],
    ["M. Dupont et A. Martin. Fin.", ["M. Dupont et A. Martin.", "Fin."], "M. DUPONT ET A. MARTIN. FIN."],
    ["A &#x26; B &#x3C; C", ["A & B < C"], "A &#x26; B &#x3C; C"],
    ["1, 2. Trois.", ["Trois."], "1, 2. TROIS."],
    ["Voir [1] ici.", ["Voir [1] ici."], "VOIR [1] ICI."],
  ])("%s", async (text, asked, target) => {
    const ai = model();
    expect(await ask(ai, text)).toEqual({ ok: true, texts: [target], billed: expect.any(Number) });
    expect(ai.asked).toEqual(asked);
  });

  it("is billed by its code points, and never more than was said before", async () => {
    const text = 'Une 🎉 <b id="0">fête</b> &#x26; rien. Et <code id="1" translate="no">x = 1</code> aussi.';
    const engine = workersAi(model());
    const answer = await engine.translate([text], EN, BARE);
    expect(answer).toMatchObject({ ok: true, billed: [..."Une 🎉 fête & rien. Et  aussi."].length });
    expect(engine.mostBilled?.(text)).toBeGreaterThanOrEqual(2 * [..."Une 🎉 fête & rien. Et  aussi."].length);
  });
});

describe("markup", () => {
  const html = 'Le <a href="https://a.example/x">chat <em>noir</em></a> et <code>f()</code>. Le <b>chien</b><br>dort.';
  const { text, elements } = encodeMarkup(html);
  const decoded = async (ai: ModelRunner) => {
    const answer = await ask(ai, text);
    return answer.ok ? decodeMarkup(answer.texts[0] as string, elements) : answer;
  };

  it("comes back in its place, with the source's attributes", async () => {
    const ai = model();
    expect(await decoded(ai)).toEqual({
      ok: true,
      value: 'LE <a href="https://a.example/x">CHAT <em>NOIR</em></a> ET <code>f()</code>. LE <b>CHIEN</b><br>DORT.',
    });
    expect(ai.asked[0]).toBe("Le [1]chat [2]noir[3][4] et [5].");
  });

  it("may have spaces put around it, which do not stay inside elements", async () => {
    const ai = model((words) => ({ translated_text: words.replace(/\[\d+\]/g, " $& ").toUpperCase() }));
    expect(await decoded(ai)).toMatchObject({ ok: true, value: expect.stringContaining("<b>CHIEN</b>") });
  });

  it.each<[string, (words: string) => string]>([
    ["is lost", (words) => words.replace("[2]", "")],
    ["stands twice", (words) => words.replace("[2]", "[2][2]")],
    [
      "is swapped so that it does not nest",
      (words) => words.replace("[2]", "@").replace("[3]", "[2]").replace("@", "[3]"),
    ],
    ["moves out of its element", (words) => words.replace("[4]", "").replace("[2]", "[4][2]")],
  ])("that %s makes the pieces between the tags be sent", async (_, spoil) => {
    const ai = model((words) => ({ translated_text: spoil(words).toUpperCase() }));
    expect(await decoded(ai)).toMatchObject({
      ok: true,
      value: expect.stringContaining('LE <a href="https://a.example/x">CHAT <em>NOIR</em></a> ET <code>f()</code>.'),
    });
    expect(ai.asked).toContain("noir");
  });
});

describe("an answer that cannot be used", () => {
  it.each([
    ["loops", "le chat le chat le chat le chat le chat"],
    ["never ends", "mot ".repeat(200)],
    ["is empty", "  "],
  ])("because it %s leaves its text empty, and the others as they are", async (_, translated_text) => {
    const ai = model((text) => (text.startsWith("Un") ? { translated_text } : shout(text)));
    expect(await ask(ai, "Un chat dort.", "Deux chiens.")).toMatchObject({ ok: true, texts: ["", "DEUX CHIENS."] });
  });

  it("that repeats what the source repeats is no loop", async () => {
    const ai = model();
    expect(await ask(ai, "Non, non, non, non, non !")).toMatchObject({ texts: ["NON, NON, NON, NON, NON !"] });
  });
});

describe("a failure", () => {
  const thrown = (message: string) => () => {
    throw Object.assign(new Error(message), { name: "InferenceUpstreamError" });
  };
  it.each<[string, EngineFailureKind]>([
    ["3040: Capacity temporarily exceeded, please try again.", "overloaded"],
    ["3036: you have used up your daily free allocation of 10,000 neurons", "quota-spent"],
    ["you have used up your daily free allocation of 10,000 neurons", "quota-spent"],
    ["3006: Request is too large", "too-large"],
    ["5007: No such model @cf/meta/m2m100-1.2b or task", "refused"],
    ["3023: Service unavailable for account", "refused"],
    ["Too many subrequests by single Worker invocation.", "overloaded"],
    ["429 Too Many Requests", "overloaded"],
  ])("%s is %s, and free", async (message, kind) => {
    expect(await ask(model(thrown(message)), "Un chat dort.")).toEqual({
      ok: false,
      failure: { kind, detail: `Workers AI: ${message}` },
    });
  });

  it.each<[string, EngineFailureKind, () => unknown]>([
    ["3007: Request timeout", "silent", thrown("3007: Request timeout")],
    ["an error nobody knows", "failed", thrown("something")],
    ["no answer in time", "silent", () => new Promise(() => undefined)],
    ["no text", "garbled", () => ({})],
    ["nothing", "garbled", () => null],
  ])("%s is %s, and counts as billed", async (_, kind, answer) => {
    expect(await ask(model(answer), "Un chat dort.")).toMatchObject({
      ok: false,
      failure: { kind, partial: { texts: [], isNextBegun: true, billed: "Un chat dort.".length } },
    });
  });

  it("half-way keeps what came before, and says where it broke off", async () => {
    const ai = model((text) => (text.includes("oiseau") ? thrown("3040: no capacity")() : shout(text)));
    const texts = ["Un chat.", "Un chien. Un oiseau. Un âne.", "Jamais envoyé."];
    const answer = await ask(ai, ...texts);
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: "overloaded", partial: { texts: ["UN CHAT."], isNextBegun: true } },
    });
    expect(ai.asked).not.toContain("Jamais envoyé.");
  });
});
