import { describe, expect, it } from "vitest";
import { contentOf, DraftSchema } from "../../../src/articles/draft.ts";
import { RenditionSchema } from "../../../src/articles/rendition-schema.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { article } from "../translation/sample.ts";

const url = "https://a.example/i.png";
const BARE = { url, alt: null, caption: null, credit: null, width: null, height: null };

function kept(image: object) {
  const content = contentOf(DraftSchema.parse({ language: "fr", title: "Titre", body_text: "Corps", image }));
  return content.ok ? content.value.image : content.error;
}

describe("an article's image", () => {
  it("is kept with the size and the type that the editor gave, the type in lower case", () => {
    expect(kept({ url, bytes: 184_320, type: "Image/PNG" })).toEqual({ ...BARE, bytes: 184_320, type: "image/png" });
  });

  it("is kept as it always was where the editor gave neither, so that no stored article differs", () => {
    expect(JSON.stringify(kept({ url }))).toBe(JSON.stringify(BARE));
    expect(JSON.stringify(kept({ url, bytes: null, type: null }))).toBe(JSON.stringify(BARE));
  });

  it.each([
    [BARE, true],
    [{ ...BARE, bytes: 184_320, type: "image/svg+xml" }, true],
    [{ ...BARE, bytes: null }, false],
    [{ ...BARE, bytes: -1 }, false],
    [{ ...BARE, type: "text/html" }, false],
    [{ ...BARE, type: "image/PNG" }, false],
  ])("comes back from an export as %j: %s", (image, isTaken) => {
    const rendition = { ...ownRendition(article()), image };
    const parsed = RenditionSchema.safeParse(rendition);
    expect(parsed.success).toBe(isTaken);
    if (parsed.success) expect(parsed.data).toEqual(rendition);
  });
});
