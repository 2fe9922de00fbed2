import { FEED_FORMATS, paths } from "../../src/articles/publication.ts";
import { keys } from "../../src/replica/keys.ts";
import { type Answer, measure, numbered, type Request } from "./load.ts";
import { LANGUAGE, SLUG } from "./sample.ts";
import type { Server } from "./server.ts";

export interface RequestBench {
  what: string;
  /** Bytes of the answer's body. */
  length: number;
  /** Medians over the rounds; `control` is that of the same KV value, just before and after. */
  perSecond: number;
  controlPerSecond: number;
  ratio: number;
  aim: number | undefined;
}

/** Requests that need the same KV value, and the control that only returns it. */
interface Group {
  control: Request;
  targets: Target[];
}

interface Target {
  what: string;
  request: Request;
  /** Least ratio aimed at. */
  aim?: number;
  /** Asked for with the ETag that it has: 304. */
  unchanged?: boolean;
}

type Ready = { what: string; aim: number | undefined; request: Request; answer: Answer };

const WARM_UP_MS = 800;
const SLOT_MS = 400;
const ROUNDS = 5;

/**
 * Every target between two runs of its control, round after round, so that a busy moment hits
 * both. The load generator shares the machine: only the ratios say something.
 */
export async function benchRequests(ports: Server["ports"]): Promise<RequestBench[]> {
  const groups = [];
  for (const { control, targets } of groupsOf(ports)) {
    const ready: Ready[] = [];
    for (const target of targets) ready.push(await prepared(target));
    groups.push({ control: await prepared({ what: "control", request: control }), targets: ready });
  }
  for (const { request, answer } of groups.flatMap(({ control, targets }) => [control, ...targets])) {
    await measure(request, answer, WARM_UP_MS);
  }
  const samples = new Map<Ready, { own: number[]; control: number[] }>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { control, targets } of groups) {
      let before = await measure(control.request, control.answer, SLOT_MS);
      for (const target of targets) {
        const own = await measure(target.request, target.answer, SLOT_MS);
        const after = await measure(control.request, control.answer, SLOT_MS);
        const sample = samples.get(target) ?? { own: [], control: [] };
        sample.own.push(own);
        sample.control.push((before + after) / 2);
        samples.set(target, sample);
        before = after;
      }
    }
  }
  return [...samples].map(([{ what, aim, answer }, { own, control }]) => ({
    what,
    length: answer.length,
    perSecond: median(own),
    controlPerSecond: median(control),
    ratio: median(own.map((rate, i) => rate / (control[i] as number))),
    aim,
  }));
}

function groupsOf({ service, control }: Server["ports"]): Group[] {
  const article = (format: "html" | "json" | "txt" | "md") => paths.article(LANGUAGE, SLUG, format);
  const served = (path: string): Request => ({ port: service, path });
  const returned = (how: "text" | "stream", key: string): Request => ({ port: control, path: `/${how}/${key}` });
  const [rendition, front] = [keys.rendition(LANGUAGE, SLUG), keys.front(LANGUAGE)];
  return [
    {
      control: returned("text", rendition),
      targets: [
        { what: "article `.json`", request: served(article("json")), aim: 0.8 },
        { what: "article `.json`, rendered anew", request: served(paths.article(LANGUAGE, "other-{n}", "json")) },
        { what: "article `.txt`", request: served(article("txt")) },
        { what: "article `.md`", request: served(article("md")) },
        { what: "article page", request: served(article("html")) },
        { what: "304 on an article", request: served(article("json")), aim: 0.8, unchanged: true },
        { what: "its value, streamed unread", request: returned("stream", rendition) },
      ],
    },
    {
      control: returned("text", front),
      targets: [
        ...FEED_FORMATS.map((format) => ({ what: `feed, ${format}`, request: served(paths.feed(LANGUAGE, format)) })),
        { what: "front page", request: served(paths.home(LANGUAGE)) },
        { what: "304 on a feed", request: served(paths.feed(LANGUAGE, "rss")), aim: 0.8, unchanged: true },
        { what: "its value, streamed unread", request: returned("stream", front) },
      ],
    },
  ];
}

/**
 * A target with the answer that each of its measured requests has to get.
 * @throws Error when it is not 200 with a body, or 304 without one
 */
async function prepared({ what, request, aim, unchanged = false }: Target): Promise<Ready> {
  const first = await ask(request);
  if (first.status !== 200 || first.length === 0) throw new Error(`${what}: ${JSON.stringify(first)}`);
  if (!unchanged) return { what, aim, request, answer: first };
  const conditional = { ...request, headers: { "if-none-match": first.etag } };
  const second = await ask(conditional);
  if (second.status !== 304) throw new Error(`${what}: ${JSON.stringify(second)}`);
  return { what, aim, request: conditional, answer: second };
}

async function ask({ port, path: template, headers = {} }: Request): Promise<Answer & { etag: string }> {
  const path = template.replace("{n}", numbered(0));
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: "manual" });
  const { byteLength: length } = await response.arrayBuffer();
  return { status: response.status, length, etag: response.headers.get("etag") ?? "" };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
