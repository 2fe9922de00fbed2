/** DeepL takes at most 50 texts and 128 KiB of form-encoded body a request; half of that leaves room for context. */
const MOST_TEXTS = 50;
const MOST_BYTES = 96 * 1024;

/**
 * Splits texts, in order, into requests within the engine's limits. A text too large for any comes alone.
 * @param mostTexts fewer texts a request, where an engine takes only so many
 */
export function batches<T>(items: T[], textOf: (item: T) => string, mostTexts = MOST_TEXTS): T[][] {
  const all: T[][] = [];
  let open: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = formBytes(textOf(item));
    if (open.length > 0 && (open.length >= mostTexts || bytes + size > MOST_BYTES)) {
      all.push(open);
      open = [];
      bytes = 0;
    }
    open.push(item);
    bytes += size;
  }
  if (open.length > 0) all.push(open);
  return all;
}

/** Whether a text fits a request even alone. */
export function fitsRequest(text: string): boolean {
  return formBytes(text) <= MOST_BYTES;
}

/** Bytes of a text as one form field: é is six of them. */
function formBytes(text: string): number {
  return new URLSearchParams([["text", text]]).toString().length + 1;
}

/** What an engine bills at most: code points of the text, tags free, references counted as written. */
export function billableCharacters(encoded: string): number {
  let count = 0;
  for (const _ of encoded.replace(/<(?:[^"<>]|"[^"]*")*>/g, "")) count++;
  return count;
}

/** What any engine bills at least for a text: its letters and digits, without what it may leave alone. */
export function leastBilled(encoded: string): number {
  const text = encoded
    .replace(/<(\w+)[^<>]* translate="no"[^<>]*>.*?<\/\1>/gs, "")
    .replace(/<(?:[^"<>]|"[^"]*")*>|&#?\w+;/g, "");
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
