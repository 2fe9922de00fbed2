/** What one call to the engine under test gets. */
export type Behaviour =
  | { kind: "well" | "silent" | "closed" | "closed-within" | "drip" | "no-json" }
  | { kind: "wrong-count" | "empty" | "swapped" | "broken" }
  | { kind: "status"; status: number; headers?: { [name: string]: string } };

/** What was asked of it, and what it billed. */
export interface Record {
  behaviours: Behaviour[];
  asked: { texts: string[]; behaviour: Behaviour["kind"] }[];
  billed: number;
}
