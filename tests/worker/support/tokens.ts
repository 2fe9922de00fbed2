import type { Scope } from "../../../src/newsroom/author.ts";
import { desk } from "./desk.ts";

export interface Created {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  token: string;
}

/** POST of a token, as EDITOR_TOKEN's holder unless headers say otherwise. */
export function postToken(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return desk("POST", "/api/tokens", typeof body === "string" ? body : JSON.stringify(body), headers);
}

export async function createdToken(name: string, scopes: Scope[]): Promise<Created> {
  const answer = await postToken({ name, scopes });
  if (answer.status !== 201) throw new Error(`no token ${name}: ${await answer.text()}`);
  return answer.json();
}

export const bearing = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
