import { type Publication, paths } from "../articles/publication.ts";
import { html } from "./markup.ts";

/**
 * Every URL for people: Swagger UI on `/openapi.json`. Its files and ours lie in `src/public/docs/api/`; in English, since
 * the description is.
 */
export function referencePage({ title, origin, sourceLanguage }: Publication): string {
  const file = (name: string) => `${paths.reference}/${name}`;
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API – ${title}</title>
<link rel="canonical" href="${origin + paths.reference}">
<link rel="stylesheet" href="${file("swagger-ui.css")}">
<link rel="stylesheet" href="${file("reference.css")}">
<script src="${file("swagger-ui-bundle.js")}" defer></script>
<script src="${file("reference.js")}" defer></script>
</head>
<body>
<header><p><a href="${paths.home(sourceLanguage)}"><bdi>${title}</bdi></a> · <a href="${paths.docsDoor}">For partners</a> · <a href="${paths.openapi}">openapi.json</a></p></header>
<div id="reference" data-url="${paths.openapi}"></div>
<noscript><p>This page needs scripts. <a href="${paths.openapi}">openapi.json</a> has all that it shows.</p></noscript>
</body>
</html>
`.source;
}

/** The page's policy: its own files, and no inline script or style. Swagger UI's icons are data. */
export const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
