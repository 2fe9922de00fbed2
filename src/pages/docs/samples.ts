/** Where the samples' reader polls. */
export interface Polled {
  /** An edition's JSON Feed. */
  feed: string;
  /** What that edition has withdrawn. */
  withdrawn: string;
}

export interface Sample {
  /** What the language calls itself; the name of the file that it is saved under, and how that is run. */
  name: string;
  file: string;
  run: string[];
  code(at: Polled): string;
}

/**
 * Programs that a partner may begin with. Each keeps what it has seen in a file, and asks only for what has changed; with
 * `--all` also for every archive page, where alone an older entry's correction shows. All but curl's say a line for each
 * article that is new, corrected, withdrawn or restored. They are run by a test (tests/e2e/docs.test.ts).
 */
export const SAMPLES: readonly Sample[] = [
  {
    name: "curl",
    file: "poll.sh",
    run: ["sh", "poll.sh"],
    code: ({
      feed,
      withdrawn,
    }) => `# sh poll.sh keeps the feed in feed.json; once a day sh poll.sh --all keeps its archive too
get() { # URL NAME: fetched if it has changed; NAME.etag remembers which one we have
  curl --fail --silent --show-error --compressed \\
    --etag-compare "$2.etag" --etag-save "$2.etag" --output "$2.json" "$1" || exit
}
get '${withdrawn}' withdrawn
get '${feed}' feed
page=feed
while [ "$1" = --all ]; do
  url=$(sed -n 's/.*"next_url":"\\([^"]*\\)".*/\\1/p' "$page.json")
  [ -n "$url" ] || break
  page=archive-$(basename "\${url%/feed.json}")
  get "$url" "$page"
done
`,
  },
  {
    name: "JavaScript",
    file: "poll.mjs",
    run: ["node", "poll.mjs"],
    code: ({ feed, withdrawn }) => `// node poll.mjs, and once a day: node poll.mjs --all
import { readFile, writeFile } from "node:fs/promises";

const all = process.argv.includes("--all");
const empty = '{"pages":{},"entries":{},"withdrawn":[]}';
const state = JSON.parse(await readFile("state.json", "utf8").catch(() => empty));

async function get(url) {
  const known = state.pages[url];
  const answer = await fetch(url, { headers: known ? { "If-None-Match": known.etag } : {} });
  if (answer.status === 304) return { items: [], next_url: known.next };
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  const page = await answer.json();
  state.pages[url] = { etag: answer.headers.get("ETag"), next: page.next_url };
  return page;
}

// Back through the archive for as long as a page holds nothing but news; with --all, to its end.
for (let url = "${feed}"; url; ) {
  const { items, next_url } = await get(url);
  const news = items.filter(({ id, date_modified }) => state.entries[id] !== date_modified);
  for (const { id, title, date_modified } of news) {
    console.log(state.entries[id] ? "corrected" : "new", title);
    state.entries[id] = date_modified;
  }
  url = all || (news.length > 0 && news.length === items.length) ? next_url : null;
}
const { withdrawn } = await get("${withdrawn}");
for (const { id } of withdrawn ?? []) {
  if (state.entries[id]) console.log("withdrawn", id);
  delete state.entries[id];
}
// What is named no more was restored, unless its 30 days are over: then its URL still says 410.
for (const { id, url } of withdrawn ? state.withdrawn : []) {
  if (state.entries[id] || withdrawn.some((gone) => gone.id === id)) continue;
  const answer = await fetch(url + ".json");
  if (!answer.ok) continue;
  const { title, updated_at } = await answer.json();
  console.log("restored", title);
  state.entries[id] = updated_at;
}
state.withdrawn = withdrawn ?? state.withdrawn;
await writeFile("state.json", JSON.stringify(state));
`,
  },
  {
    name: "Python",
    file: "poll.py",
    run: ["python3", "poll.py"],
    code: ({ feed, withdrawn }) => `# python3 poll.py, and once a day: python3 poll.py --all
import json, pathlib, sys, urllib.error, urllib.request

file = pathlib.Path("state.json")
empty = {"pages": {}, "entries": {}, "withdrawn": []}
state = json.loads(file.read_text()) if file.exists() else empty

def get(url):
    known = state["pages"].get(url)
    request = urllib.request.Request(url, headers={"If-None-Match": known["etag"]} if known else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            page = json.load(answer)
            state["pages"][url] = {"etag": answer.headers["ETag"], "next": page.get("next_url")}
            return page
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return {"items": [], "next_url": known["next"]}
        raise

# Back through the archive for as long as a page holds nothing but news; with --all, to its end.
url = "${feed}"
while url:
    page = get(url)
    news = [i for i in page["items"] if state["entries"].get(i["id"]) != i["date_modified"]]
    for item in news:
        print("corrected" if item["id"] in state["entries"] else "new", item["title"])
        state["entries"][item["id"]] = item["date_modified"]
    further = "--all" in sys.argv or news and len(news) == len(page["items"])
    url = page.get("next_url") if further else None
withdrawn = get("${withdrawn}").get("withdrawn")
if withdrawn is not None:
    for gone in withdrawn:
        if state["entries"].pop(gone["id"], None):
            print("withdrawn", gone["id"])
    # What is named no more was restored, unless its 30 days are over: then its URL still says 410.
    for gone in state["withdrawn"]:
        if gone["id"] in state["entries"] or gone["id"] in [named["id"] for named in withdrawn]:
            continue
        try:
            with urllib.request.urlopen(gone["url"] + ".json", timeout=30) as answer:
                article = json.load(answer)
        except urllib.error.HTTPError:
            continue
        print("restored", article["title"])
        state["entries"][gone["id"]] = article["updated_at"]
    state["withdrawn"] = withdrawn
file.write_text(json.dumps(state))
`,
  },
  {
    name: "PHP",
    file: "poll.php",
    run: ["php", "poll.php"],
    code: ({ feed, withdrawn }) => `<?php // php poll.php, and once a day: php poll.php --all
$all = in_array('--all', $argv);
$state = is_file('state.json')
    ? json_decode(file_get_contents('state.json'), true)
    : ['pages' => [], 'entries' => [], 'withdrawn' => []];

function ask(string $url, array $header = []): array
{
    $options = ['header' => $header, 'ignore_errors' => true, 'timeout' => 30];
    $stream = fopen($url, 'r', false, stream_context_create(['http' => $options]));
    $lines = stream_get_meta_data($stream)['wrapper_data'];
    return [(int) explode(' ', $lines[0])[1], $lines, json_decode(stream_get_contents($stream), true)];
}

function get(string $url): array
{
    global $state;
    $known = $state['pages'][$url] ?? null;
    [$status, $lines, $page] = ask($url, $known ? ["If-None-Match: $known[etag]"] : []);
    if ($status === 304) return ['items' => [], 'next_url' => $known['next']];
    if ($status !== 200) throw new RuntimeException("$url: $status");
    foreach ($lines as $line) {
        if (stripos($line, 'ETag: ') === 0) $etag = substr($line, 6);
    }
    $state['pages'][$url] = ['etag' => $etag, 'next' => $page['next_url'] ?? null];
    return $page;
}

// Back through the archive for as long as a page holds nothing but news; with --all, to its end.
for ($url = '${feed}'; $url !== null; ) {
    $page = get($url);
    $news = 0;
    foreach ($page['items'] as ['id' => $id, 'title' => $title, 'date_modified' => $date]) {
        if (($state['entries'][$id] ?? null) === $date) continue;
        echo isset($state['entries'][$id]) ? 'corrected' : 'new', ' ', $title, "\\n";
        $state['entries'][$id] = $date;
        $news++;
    }
    $further = $all || ($news > 0 && $news === count($page['items']));
    $url = $further ? $page['next_url'] ?? null : null;
}
$withdrawn = get('${withdrawn}')['withdrawn'] ?? null;
foreach ($withdrawn ?? [] as ['id' => $id]) {
    if (isset($state['entries'][$id])) echo 'withdrawn ', $id, "\\n";
    unset($state['entries'][$id]);
}
// What is named no more was restored, unless its 30 days are over: then its URL still says 410.
foreach ($withdrawn === null ? [] : $state['withdrawn'] as ['id' => $id, 'url' => $url]) {
    if (isset($state['entries'][$id]) || in_array($id, array_column($withdrawn, 'id'))) continue;
    [$status, , $article] = ask("$url.json");
    if ($status !== 200) continue;
    echo 'restored ', $article['title'], "\\n";
    $state['entries'][$id] = $article['updated_at'];
}
$state['withdrawn'] = $withdrawn ?? $state['withdrawn'];
file_put_contents('state.json', json_encode($state));
`,
  },
];
