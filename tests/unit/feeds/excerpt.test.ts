import { describe, expect, it } from "vitest";
import { excerpt, MOST_EXCERPT } from "../../../src/feeds/excerpt.ts";

describe("excerpt", () => {
  it("is one line of plain text", () => {
    expect(excerpt("<p>Un <em>mot</em>,<br>R&#x26;D.</p>\n<h2>Suite</h2>")).toBe("Un mot, R&D. Suite");
  });

  it("keeps list items and cells apart, but no inline markup", () => {
    expect(excerpt("<ul><li>un</li><li>d<b>eu</b>x</li></ul><table><tr><td>3</td><td>4</td></tr></table>")).toBe(
      "un deux 3 4",
    );
  });

  it("is not confused by a > in an attribute", () => {
    expect(excerpt('<p><img src="https://a.example/i.png" alt="a > b"> c</p>')).toBe("c");
  });

  it("cuts between words, within its limit", () => {
    const cut = excerpt(`<p>${"mot suivant ".repeat(100)}</p>`);
    expect(cut.length).toBeLessThanOrEqual(MOST_EXCERPT);
    expect(cut).toMatch(/(mot|suivant)…$/);
  });

  it("never cuts a surrogate pair in two", () => {
    for (const lead of ["", "a"]) {
      const cut = excerpt(`<p>${lead}${"😀".repeat(400)}</p>`);
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(MOST_EXCERPT);
    }
  });

  it("leaves a text that fits alone", () => {
    expect(excerpt("<p>اجتمع مندوبون من 196 دولة.</p>")).toBe("اجتمع مندوبون من 196 دولة.");
    expect(excerpt("")).toBe("");
  });
});
