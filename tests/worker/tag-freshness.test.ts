import { afterEach, expect, it } from "vitest";
import { get, put } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

it("a tag that was unknown a moment ago has its page as soon as an article has the tag", async () => {
  expect((await get("/fr/tags/neuf/")).status).toBe(404);
  expect((await get("/fr/tags/neuf/rss.xml")).status).toBe(404);
  await put("un", { tags: ["neuf"], tag_labels: { neuf: "Tout neuf" } });
  expect(await (await get("/fr/tags/neuf/")).text()).toContain("Tout neuf");
  expect((await get("/fr/tags/neuf/rss.xml")).status).toBe(200);
});
