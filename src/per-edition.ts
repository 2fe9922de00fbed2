import * as z from "zod";

/** A setting that may differ from edition to edition. */
export type PerEdition<T> = (language: string) => T;

/**
 * A variable that holds one value for every edition, or a JSON object of them by language, with
 * `*` for the others: `100000`, or `{"*": 100000, "ar": 6000}`.
 */
export function perEdition<T>(value: z.ZodType<T>): z.ZodType<{ of: PerEdition<T>; languages: string[] }, string> {
  const byLanguage = z.record(z.string(), value);
  return z.string().transform((text, context) => {
    const isObject = text.trimStart().startsWith("{");
    const parsed = isObject ? byLanguage.safeParse(parsedJson(text)) : value.safeParse(text);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      context.addIssue({ code: "custom", message: [...(issue?.path ?? []), issue?.message].join(": ") });
      return z.NEVER;
    }
    if (!isObject) return { of: () => parsed.data as T, languages: [] };
    const values = parsed.data as Record<string, T>;
    const languages = Object.keys(values).filter((key) => key !== "*");
    if (!Object.hasOwn(values, "*")) {
      context.addIssue({ code: "custom", message: 'needs a value for "*", every other edition' });
      return z.NEVER;
    }
    return { of: (language) => (Object.hasOwn(values, language) ? values[language] : values["*"]) as T, languages };
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
