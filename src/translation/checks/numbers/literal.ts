/**
 * What figures with separators may say in a language. French has 1 500,5 and 1.500,5, English 1,500.5, Arabic all of
 * them besides ١٬٥٠٠٫٥; three digits after one point or comma are read both ways where a language has both habits.
 * Null for what is no number: 2.4.1, 24.11.2025.
 */
export function valuesOf(figures: string, language: string): number[] | null {
  const joined = figures.replace(/[ ٬'’]/g, "");
  const decimal = joined.replace("٫", ".");
  if (figures.includes("٫")) return [Number(decimal.replace(/[.,](?=.*\.)/g, ""))].filter((n) => !Number.isNaN(n));
  const signs = joined.match(/[.,]/g) ?? [];
  if (signs.length === 0) return [Number(joined)];
  const [first = "", ...groups] = joined.split(/[.,]/);
  const [sign = ""] = signs;
  const last = groups.at(-1) ?? "";
  const areGroups = first.length <= 3 && !first.startsWith("0") && groups.every(({ length }) => length === 3);
  const digits = joined.replace(/[.,]/g, "");
  if (signs.length > 1) {
    if (signs.every((one) => one === sign)) return areGroups ? [Number(digits)] : null;
    const areThousands = signs.slice(0, -1).every((one) => one === sign) && signs.at(-1) !== sign;
    if (!areThousands || !groups.slice(0, -1).every(({ length }) => length === 3)) return null;
    return [Number(`${digits.slice(0, digits.length - last.length)}.${last}`)];
  }
  const fraction = Number(`${first}.${last}`);
  if (!areGroups || figures.includes(" ")) return [fraction];
  const thousands = Number(digits);
  if (language === "fr") return sign === "." ? [thousands] : [fraction];
  if (language === "en") return sign === "," ? [thousands] : [fraction];
  return [thousands, fraction];
}
