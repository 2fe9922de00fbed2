import type { ReplicaMetadata } from "./values.ts";

/** A key as KV lists it; metadata is null on what no object wrote. */
export interface Listed {
  key: string;
  metadata: ReplicaMetadata | null;
}

export interface ListedPage {
  keys: Listed[];
  /** Where the next page begins; null after the last. */
  cursor: string | null;
}

/** Walks KV, for those who look for what it lacks or take back what they lost. */
export class Walk {
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  /** Keys of a prefix in the order of their bytes, at most 1,000. One list operation. */
  async list(prefix: string, cursor: string | null, limit: number): Promise<ListedPage> {
    const page = await this.#kv.list<ReplicaMetadata>({ prefix, cursor, limit });
    const keys = page.keys.map(({ name, metadata }) => ({ key: name, metadata: metadata ?? null }));
    return { keys, cursor: page.list_complete ? null : page.cursor };
  }

  async read(key: string): Promise<string | null> {
    return this.#kv.get(key, "text");
  }
}
