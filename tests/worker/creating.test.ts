import { afterEach, describe, expect, it } from "vitest";
import { desk, ORIGIN, problem, put, withdraw } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const post = (draft: Record<string, unknown>) =>
  desk("POST", "/api/articles", JSON.stringify({ language: "fr", body_text: "Un paragraphe assez long.", ...draft }));
const slugOf = async (answer: Response) => ((await answer.json()) as { slug: string }).slug;

describe("POST /api/articles", () => {
  it.each([
    ["Été à Marrakech : l’avenir d’Interpol", "ete-a-marrakech-l-avenir-d-interpol"],
    ["Morocco & Interpol: what's next", "morocco-interpol-whats-next"],
    ["الإنتربول في مراكش 2025", "alantrbwl-fy-mraksh-2025"],
    ["iPhone McDonald", "iphone-mcdonald"],
    ["北京", "article"],
    ["!?", "article"],
  ])("makes a slug from the title: %s", async (title, slug) => {
    const answer = await post({ title });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/api/articles/${slug}`);
    expect(await answer.json()).toMatchObject({ slug, title, revision: 1 });
  });

  it("makes it unique, at most 100 characters, though all come at once", async () => {
    const title = "Météo";
    const slugs = await Promise.all([1, 2, 3, 4, 5].map(async () => slugOf(await post({ title }))));
    expect(slugs.toSorted()).toEqual(["meteo", "meteo-2", "meteo-3", "meteo-4", "meteo-5"]);
    const long = `${"mot ".repeat(24)}abcd`;
    const first = await slugOf(await post({ title: long }));
    expect(first).toBe(long.replaceAll(" ", "-"));
    expect(await slugOf(await post({ title: long }))).toBe(`${"mot-".repeat(24)}2`);
  });

  it("avoids what is withdrawn, and what is an alias", async () => {
    await put("meteo", {});
    await withdraw("meteo");
    await put("hier", { aliases: ["meteo-2"] });
    expect(await slugOf(await post({ title: "Météo" }))).toBe("meteo-3");
  });

  it("takes the slug that it is given", async () => {
    const answer = await post({ title: "La mer", slug: "ocean" });
    expect([answer.status, await slugOf(answer)]).toEqual([201, "ocean"]);
  });

  it("refuses one that is taken, and says by what", async () => {
    await put("mer", {});
    const answer = await post({ title: "La mer", slug: "mer" });
    expect(answer.status).toBe(409);
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:slug-taken",
      current: { slug: "mer", revision: 1, state: "published" },
    });
  });

  it("brings a withdrawn article back under its slug", async () => {
    await put("mer", {});
    await withdraw("mer");
    const answer = await post({ title: "La mer", slug: "mer" });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ revision: 2, state: "published" });
  });

  it.each([
    [{ title: "T", slug: "Pas Un Slug" }, "/slug"],
    [{ title: "" }, "/title"],
    [{ title: "T", aliases: ["a", "a"] }, "/aliases/1"],
  ])("points at what is wrong: %j", async (draft, pointer) => {
    const answer = await post(draft);
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ errors: [{ pointer }] });
  });

  it("is told by 405 what the collection takes", async () => {
    const answer = await desk("PUT", "/api/articles", "{}");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
