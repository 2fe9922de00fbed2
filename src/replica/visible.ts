import type { Rendition } from "../articles/article.ts";
import { expiryOf, unexpired } from "../articles/expiry.ts";
import type { Found } from "./reader.ts";

/** A front or a page as it is to be shown at one instant. Times are milliseconds since the epoch. */
export interface Visible<Value> {
  /** Equal content, equal digest. */
  digest: string;
  modifiedAt: number;
  /** When it next loses an entry; null where none expires. */
  expiresAt: number | null;
  value(): Promise<Value>;
  discard(): void;
}

/**
 * A front or a page without what has expired. Metadata say whether anything has, so that its value is
 * read early only then. What is gone is told by the digest and the dates: never by the clock itself.
 */
export async function visibleAt<Value extends { changed_at: string; renditions: Rendition[] }>(
  { metadata, text, discard }: Found,
  now: number,
): Promise<Visible<Value>> {
  const { digest, changedAt, expiresAt = null } = metadata;
  const read = async () => JSON.parse(await text()) as Value;
  if (expiresAt === null || expiresAt > now) {
    return { digest, modifiedAt: changedAt, expiresAt, value: read, discard };
  }
  const value = await read();
  const { items, gone, lastEnd, nextEnd } = unexpired(value.renditions, expiryOf, now);
  const modifiedAt = Math.max(changedAt, lastEnd ?? 0);
  const shown = { ...value, changed_at: new Date(modifiedAt).toISOString(), renditions: items };
  return {
    digest: `${digest}-${gone}`,
    modifiedAt,
    expiresAt: nextEnd,
    value: () => Promise.resolve(shown),
    discard: () => undefined,
  };
}
