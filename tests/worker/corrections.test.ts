import { afterEach, describe, expect, it } from "vitest";
import { desk, get, problem, put, withdraw } from "./support/desk.ts";
import { settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const patch = (slug: string, change: unknown, headers: Record<string, string> = {}) =>
  desk("PATCH", `/api/articles/${slug}`, JSON.stringify(change), {
    "content-type": "application/merge-patch+json",
    ...headers,
  });

describe("a merge patch", () => {
  it("changes what it names, removes what it nulls, and leaves the rest", async () => {
    await put("mer", {
      title: "La mer",
      summary: "Un résumé",
      rights: "© AFP",
      image: { url: "https://img.example/a.jpg", alt: "Une mer" },
    });
    const answer = await patch("mer", { title: "L’océan", summary: null, image: { credit: "AFP" } });
    expect(answer.status).toBe(200);
    await settle("fr");
    expect(await (await get("/fr/articles/mer.json")).json()).toMatchObject({
      title: "L’océan",
      summary: null,
      rights: "© AFP",
      revision: 2,
      image: { url: "https://img.example/a.jpg", alt: "Une mer", credit: "AFP" },
    });
  });

  it("brings a new body in another format", async () => {
    await put("mer", { body_text: "Un vieux texte." });
    expect((await patch("mer", { body_markdown: "Un *nouveau* texte." })).status).toBe(200);
    const article = (await (await desk("GET", "/api/articles/mer")).json()) as Record<string, unknown>;
    expect(article["body_markdown"]).toBe("Un *nouveau* texte.");
    expect(article["body_text"]).toBeUndefined();
  });

  it("that nulls a body which is not there leaves the one that is", async () => {
    await put("mer", { body_text: "Un seul paragraphe." });
    expect((await patch("mer", { body_html: null, title: "Autre" })).status).toBe(200);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({
      body_text: "Un seul paragraphe.",
      title: "Autre",
    });
  });

  it("is minor only if it says so", async () => {
    await put("mer", { published_at: "2026-01-01T00:00:00Z", title: "Un" });
    const first = (await (await patch("mer", { title: "Deux", minor: true })).json()) as { updated_at: string };
    expect(first.updated_at).toBe("2026-01-01T00:00:00.000Z");
    const second = (await (await patch("mer", { title: "Trois" })).json()) as { updated_at: string };
    expect(second.updated_at > first.updated_at).toBe(true);
  });

  it("loses nothing of two editors who patch other members at once", async () => {
    await put("mer", {});
    const changes = [{ title: "Un titre" }, { summary: "Un résumé" }, { rights: "© AFP" }];
    const answers = await Promise.all(changes.map((change) => patch("mer", change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject(
      Object.assign({ revision: 4 }, ...changes),
    );
  });

  it("of an article that changed since is 412, with the current revision", async () => {
    const etag = (await put("mer", { title: "Un" })).headers.get("etag") ?? "";
    await put("mer", { title: "Deux" });
    const refused = await patch("mer", { summary: "Un résumé" }, { "if-match": etag });
    expect(refused.status).toBe(412);
    expect(await problem(refused)).toMatchObject({ current: { revision: 2 } });
  });

  it.each([
    [{ title: "" }, 422],
    [{ titel: "x" }, 422],
    [{ language: "en" }, 422],
    [{ body_text: null }, 422],
    ["text", 422],
    [null, 422],
  ])("that leaves no valid article is refused: %j", async (change, status) => {
    await put("mer", { title: "Un" });
    expect((await patch("mer", change)).status).toBe(status);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ title: "Un", revision: 1 });
  });

  it("of what is unknown is 404, of what is withdrawn 410", async () => {
    expect((await patch("mer", { title: "Un" })).status).toBe(404);
    await put("mer", {});
    await withdraw("mer");
    expect((await patch("mer", { title: "Un" })).status).toBe(410);
  });
});

describe("an article's revisions", () => {
  it("are all kept, newest first, each as it was sent and by whom", async () => {
    await put("mer", { title: "Un", body_text: "Premier texte." });
    await put("mer", { title: "Deux", body_text: "Deuxième texte." });
    const { revisions } = (await (await desk("GET", "/api/articles/mer/revisions")).json()) as { revisions: object[] };
    expect(revisions).toMatchObject([
      { revision: 2, title: "Deux", by: "editor" },
      { revision: 1, title: "Un", by: "editor" },
    ]);
    expect(await (await desk("GET", "/api/articles/mer/revisions/1")).json()).toMatchObject({
      slug: "mer",
      revision: 1,
      draft: { title: "Un", body_text: "Premier texte." },
    });
    for (const path of [
      "/api/articles/mer/revisions/3",
      "/api/articles/mer/revisions/0",
      "/api/articles/rien/revisions",
    ]) {
      expect((await desk("GET", path)).status, path).toBe(404);
    }
    expect((await desk("PUT", "/api/articles/mer/revisions/1", "{}")).status).toBe(405);
  });
});
