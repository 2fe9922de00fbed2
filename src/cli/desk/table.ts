/**
 * Rows under their headings, each column as wide as its widest cell, the last one free. `widths` of an earlier
 * page keep a long list's pages in line.
 */
export function tableLines(rows: string[][], widths: number[] = []): { lines: string[]; widths: number[] } {
  const columns = rows[0]?.map((_, column) =>
    Math.max(widths[column] ?? 0, ...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : padded(cell, columns?.[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return { lines, widths: columns ?? [] };
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - widthOf(cell)));
}

/** In code points: what stands before the last column is ASCII. */
function widthOf(cell: string): number {
  return [...cell].length;
}
