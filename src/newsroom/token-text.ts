/** `dgm_{id}_{secret}`: a prefix that secret scanners can look for, and lengths that leave no doubt where a part ends. */
const TOKEN = /^dgm_([A-Za-z0-9]{8})_[A-Za-z0-9_-]{43}$/;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 8;
const SECRET_BYTES = 32;

/** So many random bytes, of the kind that keys are made of. */
export type RandomBytes = (length: number) => Uint8Array;

/** A new token and the id in it; the id is no secret. */
export function mintToken(random: RandomBytes): { id: string; token: string } {
  const id = Array.from({ length: ID_LENGTH }, () => letter(random)).join("");
  const secret = Buffer.from(random(SECRET_BYTES)).toString("base64url");
  return { id, token: `dgm_${id}_${secret}` };
}

/** The id of a well-formed token, or null. */
export function tokenId(token: string): string | null {
  return TOKEN.exec(token)?.[1] ?? null;
}

/** Bytes past the last whole alphabet are drawn again: every letter is as likely. */
function letter(random: RandomBytes): string {
  const most = 256 - (256 % ALPHABET.length);
  for (;;) {
    const byte = random(1)[0] ?? 0;
    if (byte < most) return ALPHABET.charAt(byte % ALPHABET.length);
  }
}
