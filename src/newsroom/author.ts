/** What a token may be used for. `admin` includes the others, which include nothing but themselves. */
export const SCOPES = ["read", "write", "translate", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Whoever makes a request of the desk, as its token says. */
export interface Author {
  /** What writes are recorded under: the token's name. */
  name: string;
  scopes: readonly Scope[];
}

/** Who holds EDITOR_TOKEN: the first admin, who needs no row. */
export const EDITOR: Author = { name: "editor", scopes: ["admin"] };

export function holds({ scopes }: Author, scope: Scope): boolean {
  return scopes.includes("admin") || scopes.includes(scope);
}
