import { env } from "cloudflare:workers";
import type { Rendition } from "../../../src/articles/article.ts";
import { keys } from "../../../src/replica/keys.ts";
import {
  type FrontValue,
  type PageValue,
  type RenditionValue,
  type ReplicaMetadata,
  replica,
  type SitemapValue,
} from "../../../src/replica/values.ts";

const CHANGED_AT = Date.parse("2025-11-24T10:30:00.000Z");
const changed_at = new Date(CHANGED_AT).toISOString();

type Metadata = Partial<Omit<ReplicaMetadata, "digest">>;
/** A rendition's value without its places, which no reader looks at. */
type Shown =
  | { state: "ready"; rendition: Rendition }
  | { state: "withdrawn" | "pending"; slug: string }
  | Extract<RenditionValue, { state: "moved" }>;
type Held = { renditions: Rendition[]; tag?: { tag: string; label: string } | null };

/** A rendition of the least that there can be. */
export function rendition(language: string, slug: string, edited: Partial<Rendition> = {}): Rendition {
  return {
    id: `id-${slug}`,
    slug,
    language,
    revision: 1,
    title: `Title of ${slug}`,
    summary: null,
    body: { frame: ["<p>", "</p>"], paragraphs: [{ type: "paragraph", tag: "p", html: "Text.", engine: null }] },
    authors: [],
    tags: [],
    tag_labels: {},
    image: null,
    rights: null,
    correction_note: null,
    canonical_url: null,
    published_at: "2025-11-24T10:00:00.000Z",
    updated_at: "2025-11-24T10:00:00.000Z",
    expires_at: null,
    original: { language },
    translation: null,
    ...edited,
  };
}

/** Puts into KV what an edition would, so that what reads it can be seen by itself. */
export const store = {
  rendition: (language: string, slug: string, value: Shown, metadata: Metadata = {}) =>
    put(keys.rendition(language, slug), { places: [], ...value }, { id: `id-${slug}`, ...metadata }),
  front: (language: string, { tag = null, renditions, ...rest }: Held & Partial<FrontValue>, metadata: Metadata = {}) =>
    put(
      keys.front(language, tag?.tag),
      { tag, changed_at, renditions, withdrawn: [], archive: null, ...rest } satisfies FrontValue,
      { pending: 0, ...metadata },
    ),
  page: (language: string, page: number, { tag = null, renditions }: Held, metadata: Metadata = {}) =>
    put(keys.page(language, page, tag?.tag), { tag, page, changed_at, renditions } satisfies PageValue, metadata),
  sitemap: (language: string, part: number, value: SitemapValue, metadata: Metadata = {}) =>
    put(keys.sitemap(language, part), value, metadata),
};

async function put(key: string, content: object, metadata: Metadata): Promise<void> {
  const whole = { version: 1, changedAt: CHANGED_AT, state: "ready", ...metadata } as const;
  const { value, metadata: stored } = replica(JSON.stringify(content), whole);
  await env.KV.put(key, value, { metadata: stored });
}
