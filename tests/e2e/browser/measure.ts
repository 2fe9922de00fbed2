import type axe from "axe-core";
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

/** What axe-core finds on a page that has been given it, rule and element. */
export async function violations(page: Page, only?: string[]): Promise<string[]> {
  const options = only === undefined ? {} : { runOnly: only };
  const found = await page.evaluate((o) => (globalThis as unknown as { axe: typeof axe }).axe.run(o), options);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page) =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
/** What a property comes to on the first element of a selector. */
export const css = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => element.ownerDocument.defaultView.getComputedStyle(element)[name] as string, property);
