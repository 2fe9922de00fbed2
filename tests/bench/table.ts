/** A Markdown table; numbers to the right. */
export function table(header: string[], rows: string[][]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return `${[header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}
