import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { type Draft, DraftSchema } from "../../../../src/articles/draft.ts";

export const TOKEN = "a-token-for-tests-only";

/** What `GET /api/status` answers. */
const STATUS = { ok: true, editions: { fr: { articles: 2 } }, drift: [] };

interface Kept {
  draft: Draft;
  revision: number;
  state: "published" | "withdrawn";
}

/** How the next request to a path goes wrong. */
export interface Mishap {
  path: string;
  /** Answers this status, with these headers and this problem. */
  status?: number;
  headers?: Record<string, string>;
  problem?: object;
  /** An import: the connection breaks once so many lines were answered; 0 breaks it before any. */
  breakAfter?: number;
  /** An import: these lines of the request are answered with a 503 of their own. */
  busyLines?: number[];
  /** An import: so many lines are answered, and the rest when `release` is called. */
  holdAfter?: number;
}

/** The desk's API in this process: what of it the command line uses, over real HTTP. */
export class FakeService {
  readonly articles = new Map<string, Kept>();
  /** Each request, as `METHOD path`. */
  readonly requests: string[] = [];
  /** The slugs of each import request's lines. */
  readonly imports: string[][] = [];
  /** Bodies of requests that are no drafts. */
  readonly bodies: string[] = [];
  readonly mishaps: Mishap[] = [];
  /** The memory, and what became of one that was sent. */
  memory = { text: "", imported: {} };
  /** The export's chunks. */
  chunks: string[] = [];
  url = "";
  /** Lets an import that is held go on. */
  release: () => void = () => {};

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    const body = await buffer(request);
    this.requests.push(`${request.method} ${request.url}`);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      problem(response, 401, { detail: "Send a token." });
      return;
    }
    const at = this.mishaps.findIndex((mishap) => mishap.path === url.pathname);
    const mishap: Mishap | undefined = at < 0 ? undefined : this.mishaps.splice(at, 1)[0];
    const { method = "GET" } = request;
    const [, slug] = /^\/api\/articles\/([^/]+)$/.exec(url.pathname) ?? [];
    if (mishap?.status) problem(response, mishap.status, mishap.problem ?? { detail: "A mishap." }, mishap.headers);
    else if (url.pathname === "/api/import") await this.#import(body, response, mishap ?? { path: "" });
    else if (url.pathname === "/api/export") this.#export(url, response);
    else if (url.pathname === "/api/articles") this.#list(url, response);
    else if (url.pathname.startsWith("/api/memory/")) this.#memory(method, body, response);
    else if (url.pathname === "/api/status") json(response, 200, STATUS);
    else if (url.pathname === "/api/editions/en/confirm-spending") {
      this.bodies.push(body.toString());
      json(response, 200, { language: "en", ...JSON.parse(body.toString()) });
    } else if (slug !== undefined && method === "PUT") this.#publish(slug, body, response);
    else if (slug !== undefined && this.articles.has(slug)) this.#article(method, slug, body, response);
    else problem(response, 404, { detail: `There is no article ${slug}.` });
  }

  #memory(method: string, body: Buffer, response: ServerResponse): void {
    if (method === "POST") {
      this.bodies.push(body.toString());
      json(response, 200, this.memory.imported);
    } else response.writeHead(200, { "content-type": "application/xml" }).end(this.memory.text);
  }

  #publish(slug: string, body: Buffer, response: ServerResponse): void {
    const draft = DraftSchema.safeParse(JSON.parse(body.toString()));
    if (draft.success) this.#shown(slug, response, this.put(slug, draft.data) === "created" ? 201 : 200);
    else problem(response, 422, { detail: "Some members are not valid." });
  }

  #article(method: string, slug: string, body: Buffer, response: ServerResponse): void {
    if (method === "DELETE") {
      this.bodies.push(body.toString());
      (this.articles.get(slug) as Kept).state = "withdrawn";
    }
    this.#shown(slug, response, 200);
  }

  put(slug: string, draft: Draft): "created" | "updated" | "unchanged" {
    const before = this.articles.get(slug);
    if (before && JSON.stringify(before.draft) === JSON.stringify(draft)) return "unchanged";
    this.articles.set(slug, { draft, revision: (before?.revision ?? 0) + 1, state: "published" });
    return before ? "updated" : "created";
  }

  #shown(slug: string, response: ServerResponse, status: number): void {
    const { draft, state, revision } = this.articles.get(slug) as Kept;
    const urls = { fr: `${this.url}/fr/articles/${slug}` };
    json(
      response,
      status,
      { ...draft, slug, state, revision, urls, editions: { en: { state: "ready" } } },
      { etag: `"${revision}"` },
    );
  }

  #list(url: URL, response: ServerResponse): void {
    const limit = Number(url.searchParams.get("limit"));
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const all = [...this.articles].map(([slug, { draft, state, revision }]) => ({
      slug,
      title: draft.title,
      language: draft.language,
      state,
      revision,
      published_at: draft.published_at ?? "2026-01-01T00:00:00.000Z",
      tags: draft.tags,
      editions: { fr: "ready", en: "pending" },
    }));
    const next = from + limit < all.length ? String(from + limit) : null;
    json(response, 200, { articles: all.slice(from, from + limit), next });
  }

  #export(url: URL, response: ServerResponse): void {
    const at = Number(url.searchParams.get("cursor") ?? 0);
    const more = at + 1 < this.chunks.length;
    response.writeHead(200, {
      "content-type": "application/x-ndjson",
      ...(more && { link: `<${this.url}/api/export?cursor=${at + 1}>; rel="next"` }),
    });
    response.end(this.chunks[at] ?? "");
  }

  async #import(body: Buffer, response: ServerResponse, mishap: Mishap): Promise<void> {
    const lines = body.toString().split("\n");
    const slugs = lines
      .filter((line) => line !== "")
      .map((line) => String(JSON.parse(line).slug ?? JSON.parse(line).kind));
    this.imports.push(slugs);
    if (mishap.breakAfter === 0) {
      response.destroy();
      return;
    }
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    for (const [index, line] of lines.entries()) {
      if (line === "") continue;
      if (index === mishap.breakAfter) {
        response.destroy();
        return;
      }
      if (index === mishap.holdAfter) {
        await new Promise<void>((resolve) => {
          this.release = resolve;
        });
      }
      const isBusy = mishap.busyLines?.includes(index + 1);
      const result = isBusy ? { result: "error", problem: { status: 503, detail: "Busy." } } : this.#importLine(line);
      const isSent = response.write(`${JSON.stringify({ line: index + 1, slug: slugs[index], ...result })}\n`);
      // So that what was answered before a break is on its way.
      if (!isSent || index + 1 === mishap.breakAfter) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    response.end();
  }

  #importLine(line: string): object {
    const { slug, ...fields } = JSON.parse(line);
    if (fields.kind !== undefined) return { result: "created" };
    const draft = DraftSchema.safeParse(fields);
    if (draft.success) return { result: this.put(slug, draft.data) };
    const errors = draft.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message }));
    return { result: "error", problem: { type: "urn:x", title: "x", status: 422, detail: "Not valid.", errors } };
  }
}

/** A fake service on loopback, gone after the test. */
export async function fakeService(): Promise<FakeService> {
  const service = new FakeService();
  const server = createServer((request, response) => void service.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    service.release();
    server.closeAllConnections();
    server.close();
  });
  return service;
}

function json(response: ServerResponse, status: number, value: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(`${JSON.stringify(value)}\n`);
}

function problem(
  response: ServerResponse,
  status: number,
  members: object,
  headers: Record<string, string> = {},
): void {
  const body = { type: "urn:dragoman:problem:fake", title: "Fake", status, ...members };
  json(response, status, body, { "content-type": "application/problem+json", ...headers });
}
