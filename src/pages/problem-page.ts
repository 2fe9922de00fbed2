import { type Publication, paths } from "../articles/publication.ts";
import { duration } from "./dates.ts";
import { languageName } from "./language-names.ts";
import { html, type Markup, NOTHING, trusted } from "./markup.ts";
import { type Messages, messagesFor, type ProblemKind } from "./messages.ts";
import { shell } from "./shell.ts";
import { waitingScript } from "./style.ts";
import { voiceLanguage } from "./voice.ts";

export interface ProblemPage {
  /** The reader's. */
  language: string;
  /** HTTP status that the page is answered with. */
  status: number;
  kind: ProblemKind;
  publication: Publication;
  /** The article asked for, where its slug is known to be one. */
  slug?: string | undefined;
  originalLanguage?: string | undefined;
  /** Seconds, as in the Retry-After header. */
  retryAfter?: number | undefined;
}

/** Seconds until a page that waits for its translation asks again, where the answer names none. */
const RELOAD_SECONDS = 5;

/**
 * Why there is no article here, in the reader's language: never the original's text in the place of
 * a translation (promise 5), but the way to it.
 */
export function problemPage(problem: ProblemPage): string {
  const { publication } = problem;
  const m = messagesFor(problem.language);
  const { title, text } = m.problems[problem.kind];
  return shell({
    language: voiceLanguage(problem.language),
    edition: homeEdition(problem),
    title: `${title} – ${publication.title}`,
    publication,
    head: html`<meta name="robots" content="noindex">\n${refresh(problem)}`,
    main: html`${status(problem)}<h1>${title}</h1>
<p>${text}</p>
${waiting(problem, m)}${ways(problem, m)}`,
    measure: "text",
    pathIn: paths.home,
    tag: null,
    versions: null,
    nameIsHeading: false,
  });
}

/** A number that readers know from elsewhere; one below 400 is no error and tells them nothing. */
function status({ status }: ProblemPage): Markup {
  return status < 400 ? NOTHING : html`<p class="when">${status}</p>\n`;
}

/** The page becomes the article by itself; a reader without scripts sees it load again (WCAG 2.2.1 would have it still). */
function refresh({ kind, retryAfter }: ProblemPage): Markup {
  if (kind !== "being-translated") return NOTHING;
  const seconds = Math.max(2, Math.ceil(retryAfter ?? RELOAD_SECONDS));
  return html`<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>
<script data-seconds="${seconds}">${trusted(waitingScript)}</script>
`;
}

function waiting({ kind, retryAfter }: ProblemPage, m: Messages): Markup {
  if (kind === "being-translated" || retryAfter === undefined) return NOTHING;
  return html`<p>${m.retryIn(duration(retryAfter, m))}</p>\n`;
}

function ways(problem: ProblemPage, m: Messages): Markup {
  const { kind, language, slug, originalLanguage } = problem;
  const links: Markup[] = [];
  // A withdrawn original is gone too, and what was not found has none.
  const known = slug !== undefined && kind !== "withdrawn" && kind !== "not-found";
  if (known && originalLanguage !== undefined && originalLanguage !== language) {
    const words = m.readOriginal(languageName(originalLanguage, m));
    links.push(html`<a href="${paths.article(originalLanguage, slug)}" hreflang="${originalLanguage}">${words}</a>`);
  }
  if (known && kind === "being-translated") {
    links.push(html`<a href="${paths.article(language, slug)}">${m.reload}</a>`);
  }
  links.push(html`<a href="${paths.home(homeEdition(problem))}">${m.frontPage}</a>`);
  return html`<ul class="ways">
${links.map((link) => html`<li>${link}</li>\n`)}</ul>
`;
}

/** A reader's language need not have an edition; the links lead to one that exists. */
function homeEdition({ language, publication }: ProblemPage): string {
  return publication.editions.includes(language) ? language : publication.sourceLanguage;
}
