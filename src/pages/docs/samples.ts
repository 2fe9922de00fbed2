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
 * Programs that a partner may begin with. Each keeps what it has seen in a file, asks only for what has changed, and says
 * a line for each article that is new, corrected or withdrawn. They are run by a test (tests/e2e/docs.test.ts).
 */
export const SAMPLES: readonly Sample[] = [
  {
    name: "curl",
    file: "poll.sh",
    run: ["sh", "poll.sh"],
    code: ({ feed }) => `# Fetches the feed if it has changed; feed.etag remembers which one we have.
curl --fail --silent --show-error --compressed \\
  --etag-compare feed.etag --etag-save feed.etag \\
  --output feed.json '${feed}'
`,
  },
  {
    name: "JavaScript",
    file: "poll.mjs",
    run: ["node", "poll.mjs"],
    code: ({ feed, withdrawn }) => `// node poll.mjs
import { readFile, writeFile } from "node:fs/promises";

const state = JSON.parse(await readFile("state.json", "utf8").catch(() => '{"etags":{},"entries":{}}'));

async function get(url) {
  const known = state.etags[url];
  const answer = await fetch(url, { headers: known ? { "If-None-Match": known } : {} });
  if (answer.status === 304) return null;
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  state.etags[url] = answer.headers.get("ETag");
  return answer.json();
}

// Back through the archive for as long as a page holds nothing but news.
for (let url = "${feed}"; url; ) {
  const page = await get(url);
  const news = page?.items.filter(({ id, date_modified }) => state.entries[id] !== date_modified) ?? [];
  for (const { id, title, date_modified } of news) {
    console.log(state.entries[id] ? "corrected" : "new", title);
    state.entries[id] = date_modified;
  }
  url = news.length > 0 && news.length === page.items.length ? page.next_url : null;
}
for (const { id } of (await get("${withdrawn}"))?.withdrawn ?? []) {
  if (state.entries[id]) console.log("withdrawn", id);
  delete state.entries[id];
}
await writeFile("state.json", JSON.stringify(state));
`,
  },
  {
    name: "Python",
    file: "poll.py",
    run: ["python3", "poll.py"],
    code: ({ feed, withdrawn }) => `# python3 poll.py
import json, pathlib, urllib.error, urllib.request

file = pathlib.Path("state.json")
state = json.loads(file.read_text()) if file.exists() else {"etags": {}, "entries": {}}

def get(url):
    known = state["etags"].get(url)
    request = urllib.request.Request(url, headers={"If-None-Match": known} if known else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            state["etags"][url] = answer.headers["ETag"]
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return None
        raise

# Back through the archive for as long as a page holds nothing but news.
url = "${feed}"
while url:
    page = get(url) or {"items": []}
    news = [i for i in page["items"] if state["entries"].get(i["id"]) != i["date_modified"]]
    for item in news:
        print("corrected" if item["id"] in state["entries"] else "new", item["title"])
        state["entries"][item["id"]] = item["date_modified"]
    url = page.get("next_url") if news and len(news) == len(page["items"]) else None
for gone in (get("${withdrawn}") or {"withdrawn": []})["withdrawn"]:
    if state["entries"].pop(gone["id"], None):
        print("withdrawn", gone["id"])
file.write_text(json.dumps(state))
`,
  },
  {
    name: "PHP",
    file: "poll.php",
    run: ["php", "poll.php"],
    code: ({ feed, withdrawn }) => `<?php // php poll.php
$state = is_file('state.json')
    ? json_decode(file_get_contents('state.json'), true)
    : ['etags' => [], 'entries' => []];

function get(string $url): ?array
{
    global $state;
    $known = $state['etags'][$url] ?? null;
    $header = $known === null ? [] : ["If-None-Match: $known"];
    $options = ['header' => $header, 'ignore_errors' => true, 'timeout' => 30];
    $stream = fopen($url, 'r', false, stream_context_create(['http' => $options]));
    $lines = stream_get_meta_data($stream)['wrapper_data'];
    $status = (int) explode(' ', $lines[0])[1];
    if ($status === 304) return null;
    if ($status !== 200) throw new RuntimeException("$url: $status");
    foreach ($lines as $line) {
        if (stripos($line, 'ETag: ') === 0) $state['etags'][$url] = substr($line, 6);
    }
    return json_decode(stream_get_contents($stream), true);
}

// Back through the archive for as long as a page holds nothing but news.
for ($url = '${feed}'; $url !== null; ) {
    $page = get($url) ?? ['items' => []];
    $news = 0;
    foreach ($page['items'] as ['id' => $id, 'title' => $title, 'date_modified' => $date]) {
        if (($state['entries'][$id] ?? null) === $date) continue;
        echo isset($state['entries'][$id]) ? 'corrected' : 'new', ' ', $title, "\\n";
        $state['entries'][$id] = $date;
        $news++;
    }
    $url = $news > 0 && $news === count($page['items']) ? $page['next_url'] ?? null : null;
}
foreach ((get('${withdrawn}') ?? ['withdrawn' => []])['withdrawn'] as ['id' => $id]) {
    if (isset($state['entries'][$id])) echo 'withdrawn ', $id, "\\n";
    unset($state['entries'][$id]);
}
file_put_contents('state.json', json_encode($state));
`,
  },
];
