import { env, exports } from "cloudflare:workers";

export const ORIGIN = "https://news.example";
const AUTHORIZATION = { authorization: "Bearer a-token-for-tests-only" };

export interface Draft {
  language?: string;
  title?: string;
  body_text?: string;
  body_html?: string;
  body_markdown?: string;
  [member: string]: unknown;
}

/** GET of a public URL, through the Worker's default export. */
export function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(ORIGIN + path, { headers, redirect: "manual" }));
}

/** PUT of an article, French unless it says otherwise. */
export function put(slug: string, draft: Draft, headers: Record<string, string> = {}): Promise<Response> {
  const hasBody = ["body_text", "body_html", "body_markdown"].some((field) => field in draft);
  const body = JSON.stringify({
    language: "fr",
    title: `Titre de ${slug}`,
    ...(!hasBody && { body_text: "Un seul paragraphe, assez long pour être un vrai." }),
    ...draft,
  });
  return desk("PUT", `/api/articles/${slug}`, body, headers);
}

export function withdraw(slug: string): Promise<Response> {
  return desk("DELETE", `/api/articles/${slug}`);
}

export function desk(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      headers: { ...AUTHORIZATION, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body }),
    }),
  );
}

export const edition = (language: string) => env.EDITION.getByName(language);
export const newsroom = () => env.NEWSROOM.getByName("newsroom");

export async function problem(
  response: Response,
): Promise<{ type: string; status: number; detail: string; [m: string]: unknown }> {
  return response.json();
}
