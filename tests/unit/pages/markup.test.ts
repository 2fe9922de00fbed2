import { describe, expect, it } from "vitest";
import { html, joined, trusted } from "../../../src/pages/markup.ts";

describe("html", () => {
  it("escapes text and lets markup stand", () => {
    expect(html`<a title="${'"><b>'}">${trusted("<i>x</i>")} & ${"<&"} ${3}${null}</a>`.source).toBe(
      `<a title="&#x22;&#x3E;&#x3C;b&#x3E;"><i>x</i> & &#x3C;&#x26; 3</a>`,
    );
  });

  it("puts lists one after another, or a separator between", () => {
    const pieces = ["<", "b"].map((text) => html`${text}`);
    expect(html`[${pieces}]`.source).toBe("[&#x3C;b]");
    expect(joined(pieces, " & ").source).toBe("&#x3C; &#x26; b");
  });
});
