/**
 * Calls under way at once. Who enters may be made to wait, so everything decided before has to be
 * looked at again after it.
 */
export class Lanes {
  readonly #most: () => number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: () => number) {
    this.#most = most;
  }

  /** Whether any call is under way. */
  isBusy(): boolean {
    return this.#busy > 0;
  }

  async enter(): Promise<void> {
    if (this.#busy < this.#most() && this.#waiting.length === 0) {
      this.#busy++;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  leave(): void {
    this.#busy--;
    while (this.#busy < this.#most()) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#busy++;
      next();
    }
  }
}
