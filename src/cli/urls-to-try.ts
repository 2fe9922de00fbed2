interface Started {
  /** How a shell finds the desk's token, and what is to be known of it. */
  token: string;
  note: string;
  /** Without the seed. */
  isEmpty: boolean;
}

/** What `npm start` says when the Worker is up: where to look first, and how to publish. */
export function urlsToTry(origin: string, { token, note, isEmpty }: Started): string {
  return `Dragoman is at ${origin}/

${isEmpty ? "" : seedUrls(origin)}  Feeds     ${origin}/en/rss.xml  (also atom.xml, feed.json; /fr/ and /ar/)
  Guide     ${origin}/docs  (for partners; /docs/api has every URL)
  Health    ${origin}/health

Publish:
  curl -X PUT ${origin}/api/articles/premier-essai \\
    -H "Authorization: Bearer ${token}" \\
    -H "Content-Type: application/json" \\
    -d '{"language":"fr","title":"Premier essai","body_markdown":"Bonjour."}'
${note === "" ? "" : `\n${note}\n`}
Ctrl-C stops it.`;
}

function seedUrls(origin: string): string {
  const article = (language: string) => `${origin}/${language}/articles/interpol-marrakech-2025`;
  return `  Français  ${article("fr")}
  English   ${article("en")}
  العربية   ${article("ar")}
  Formats   ${article("en")}.json  (also .txt, .md)
`;
}
