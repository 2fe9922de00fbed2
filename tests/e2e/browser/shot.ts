import { readFileSync } from "node:fs";
import { openBrowser } from "./browser.ts";

const url = readFileSync("/tmp/pgt/url", "utf8");
const b = await openBrowser();
const [width = "1280", scheme = "light", ...paths] = process.argv.slice(2);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675" width="1200" height="675"><rect width="1200" height="675" fill="#8fb4cf"/><path d="M60 675V350Q600 70 1140 350V675Z" fill="#d8c49a"/></svg>`;
let i = 0;
for (const path of paths) {
  const p = await (
    await b.newContext({ viewport: { width: Number(width), height: 800 }, colorScheme: scheme as "light" })
  ).newPage();
  await p.route(/images\.example/, (r) => r.fulfill({ contentType: "image/svg+xml", body: svg }));
  await p.goto(url + path);
  await p.screenshot({ path: `/tmp/pgt/s${i++}.png`, fullPage: true });
  await p.context().close();
}
await b.close();
