import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

/** Faces that the style sheet names and that a bare machine lacks; the browser itself brings no Arabic. */
const FACES = [
  "@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff",
  "@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-700-normal.woff",
  "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff",
  "@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff",
  "@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff",
  "@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff",
  "@fontsource/source-serif-4/files/source-serif-4-latin-ext-700-normal.woff",
];

/**
 * Puts those faces into the browser's folder, and a font configuration with them and the browser's own: to the pages
 * they are the system's, and nothing is loaded.
 * @param home the path that the folder will have
 */
export async function installFaces(folder: string, home: string): Promise<void> {
  await mkdir(join(folder, "faces"));
  const { resolve } = createRequire(import.meta.url);
  for (const face of FACES) {
    await writeFile(join(folder, "faces", `${face.split("/").at(-1)}.ttf`), unwrapped(await readFile(resolve(face))));
  }
  const dirs = ["faces", "fonts"].map((name) => `<dir>${join(home, name)}</dir>`).join("");
  await writeFile(
    join(folder, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${dirs}<cachedir>${join(home, "cache")}</cachedir></fontconfig>
`,
  );
}

/** WOFF 1.0 → the OpenType font in it: the system's font library reads no other (WOFF §3, §4; OpenType, "Organization"). */
function unwrapped(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8); // The font's flavour.
  head.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const parts = [head];
  let end = head.length;
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i;
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
    const table = woff.subarray(offset, offset + packed);
    const record = 12 + 16 * i;
    woff.copy(head, record, entry, entry + 4); // Tag.
    woff.copy(head, record + 4, entry + 16, entry + 20); // Checksum.
    head.writeUInt32BE(end, record + 8);
    head.writeUInt32BE(length, record + 12);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    (packed < length ? inflateSync(table) : table).copy(padded);
    parts.push(padded);
    end += padded.length;
  }
  return Buffer.concat(parts);
}
