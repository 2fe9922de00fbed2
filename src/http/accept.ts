/** The members of an Accept or Accept-Language field, most wanted first (RFC 9110 §12.4.2). */
export function weighted(field: string): { value: string; q: number }[] {
  return field
    .split(",")
    .map((member) => {
      const [value = "", ...parameters] = member.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((p) => p.startsWith("q="))?.slice(2);
      const q = weight === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
      return { value, q };
    })
    .filter(({ value }) => value !== "")
    .sort((a, b) => b.q - a.q); // biome-ignore format: one chain
}

/**
 * The best of `available` for an Accept-Language field: RFC 4647 §3.4 lookup, ranges tried from
 * the most wanted, each shortened subtag by subtag; `fallback` where none fits.
 */
export function lookupLanguage(field: string | null, available: string[], fallback: string): string {
  const ranges = weighted(field ?? "");
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ value }) => value));
  const byTag = new Map(available.map((language) => [language.toLowerCase(), language]));
  for (const { value, q } of ranges) {
    if (q === 0 || value === "*") continue;
    for (let range = value; range !== ""; range = shortened(range)) {
      const found = byTag.get(range);
      if (found !== undefined && !refused.has(range)) return found;
    }
  }
  return refused.has(fallback.toLowerCase())
    ? (available.find((l) => !refused.has(l.toLowerCase())) ?? fallback)
    : fallback;
}

/** One subtag fewer; a single-letter subtag goes with what followed it (RFC 4647 §3.4). */
function shortened(range: string): string {
  const end = range.lastIndexOf("-");
  if (end < 0) return "";
  const rest = range.slice(0, end);
  return /(^|-)[a-z0-9]$/.test(rest) ? rest.slice(0, Math.max(0, rest.lastIndexOf("-"))) : rest;
}

/**
 * The format of `offers` (media type → format, the default first) that an Accept field wants
 * most. Of equal wishes the more exact wins (RFC 9110 §12.5.1), then the earlier offer; where
 * nothing fits, the default: a redirect to something beats a refusal.
 */
export function preferredFormat<F extends string>(field: string | null, offers: [mediaType: string, format: F][]): F {
  const ranges = weighted(field ?? "*/*");
  let best = { format: (offers[0] as [string, F])[1], rank: -1 };
  for (const [mediaType, format] of offers) {
    const match = ranges
      .map(({ value, q }) => ({ q, precision: precision(value, mediaType) }))
      .filter(({ precision }) => precision >= 0)
      .sort((a, b) => b.precision - a.precision)[0];
    if (match === undefined || match.q === 0) continue;
    // Weights have three decimals at most, so precision only ever decides between equal ones.
    const rank = match.q + match.precision / 10_000;
    if (rank > best.rank) best = { format, rank };
  }
  return best.format;
}

/** How exactly a media range names a type: 2 wholly, 1 by its main type, 0 by a wildcard, -1 not at all. */
function precision(range: string, mediaType: string): number {
  if (range === mediaType) return 2;
  if (range === "*/*") return 0;
  return range.endsWith("/*") && mediaType.startsWith(range.slice(0, -1)) ? 1 : -1;
}
