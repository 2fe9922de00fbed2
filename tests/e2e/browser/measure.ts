import type { Page } from "playwright-core";

/** Characters in a full line of the paragraphs that `selector` names, on average; the last line of each is not full. */
export function charactersPerLine(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluateAll((paragraphs) => {
    let [characters, lines] = [0, 0];
    for (const paragraph of paragraphs) {
      const range = paragraph.ownerDocument.createRange();
      const text = paragraph.firstChild as unknown as { data: string };
      const ends: number[] = [];
      let bottom = 0;
      for (let i = 0; i < text.data.length; i++) {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getBoundingClientRect();
        if (box.height === 0) continue;
        if (ends.length === 0 || box.top >= bottom - 2) {
          ends.push(i);
          bottom = box.bottom;
        }
      }
      if (ends.length < 2) continue;
      characters += ends.at(-1) as number;
      lines += ends.length - 1;
    }
    return characters / lines;
  });
}
