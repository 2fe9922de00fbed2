import type { ParagraphView, TranslationView } from "../../../src/edition/translation-answers.ts";
import { desk } from "./desk.ts";

export interface Shown extends TranslationView {
  slug: string;
  language: string;
  etag: string;
}

/** A translation's URL at the desk, or that of a part of it. */
export const at = (slug: string, language: string, rest = ""): string =>
  `/api/articles/${slug}/translations/${language}${rest}`;

/** A translation as the desk shows it. */
export async function shown(slug: string, language = "en"): Promise<Shown> {
  const answer = await desk("GET", at(slug, language));
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return { ...((await answer.json()) as Shown), etag: answer.headers.get("etag") ?? "" };
}

/** The one paragraph with this source. */
export function paragraph(view: TranslationView, source: string): ParagraphView & { id: string } {
  const found = view.paragraphs.find((one) => one.source === source);
  if (found === undefined || found.id === null) throw new Error(`no paragraph “${source}”`);
  return { ...found, id: found.id };
}

/** PUT of a person's wording of the paragraph with this source. */
export async function reword(
  slug: string,
  source: string,
  target: string,
  {
    language = "en",
    headers = {},
    ...body
  }: { language?: string; headers?: Record<string, string>; allow_warnings?: boolean } = {},
): Promise<Response> {
  const { id } = paragraph(await shown(slug, language), source);
  return desk("PUT", at(slug, language, `/paragraphs/${id}`), JSON.stringify({ target, ...body }), headers);
}
