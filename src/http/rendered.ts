/** Bytes kept in one isolate, and the largest text that is worth keeping. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_BYTES_EACH = 1024 * 1024;

/**
 * Texts this isolate has rendered, by path and entity tag, the least recently used dropped
 * first. An entity tag is taken from the content and the renderer, so what is found is what would
 * be rendered again; nothing here is ever out of date.
 */
export class Rendered {
  readonly #texts = new Map<string, Uint8Array>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  find(key: string): Uint8Array | null {
    const text = this.#texts.get(key);
    if (text === undefined) return null;
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  keep(key: string, text: Uint8Array): void {
    if (text.byteLength > MOST_BYTES_EACH || this.#texts.has(key)) return;
    this.#texts.set(key, text);
    this.#bytes += text.byteLength;
    for (const [oldest, { byteLength }] of this.#texts) {
      if (this.#bytes <= this.#most) break;
      this.#texts.delete(oldest);
      this.#bytes -= byteLength;
    }
  }
}
