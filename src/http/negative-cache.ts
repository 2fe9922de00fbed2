/** Longest life of a negative answer, seconds, unless its keeper says otherwise. */
const MOST_SECONDS = 30;

/**
 * Remembers, per colo, that something cannot be had, so that asking again reaches no object. A
 * cache that fails is a cache that is empty.
 */
export class NegativeCache<Answer> {
  readonly #cache: Cache | null;
  readonly #origin: string;
  readonly #mostSeconds: number;

  /**
   * @param origin any origin that no real request has, to keep these entries apart
   * @param mostSeconds longest life of an entry
   */
  constructor(cache: Cache | null, origin = "https://negative.invalid", mostSeconds = MOST_SECONDS) {
    this.#cache = cache;
    this.#origin = origin;
    this.#mostSeconds = mostSeconds;
  }

  async find(path: string): Promise<Answer | null> {
    try {
      const hit = await this.#cache?.match(this.#origin + path);
      return hit ? ((await hit.json()) as Answer) : null;
    } catch {
      return null;
    }
  }

  async keep(path: string, answer: Answer, seconds: number): Promise<void> {
    const life = Math.min(this.#mostSeconds, Math.ceil(seconds));
    if (!(life >= 1)) return;
    const headers = { "cache-control": `max-age=${life}`, "content-type": "application/json" };
    try {
      await this.#cache?.put(this.#origin + path, new Response(JSON.stringify(answer), { headers }));
    } catch {
      // The next request asks again; nothing is lost.
    }
  }

  async forget(path: string): Promise<void> {
    try {
      await this.#cache?.delete(this.#origin + path);
    } catch {
      // It ends by itself.
    }
  }
}
