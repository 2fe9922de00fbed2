import type { LinePage } from "./timeline.ts";

/** What a change of rows has to bring to KV. */
export interface Effect {
  /** The article's own key. */
  rendition: boolean;
  /** Timeline pages whose content changed. */
  pages: LinePage[];
  /** Lines whose front tells something that stands on none of its pages: a withdrawal, or its end. */
  told: number[];
  /** Lines that may wait for another number of articles than before. */
  waiting: number[];
  /** Aliases that came or went. */
  aliases: string[];
  urgent: boolean;
}

export const NOTHING: Effect = { rendition: false, pages: [], told: [], waiting: [], aliases: [], urgent: false };
