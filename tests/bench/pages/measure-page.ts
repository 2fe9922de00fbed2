import type { Newsroom } from "../../e2e/browser/newsroom.ts";

export interface PageFigures {
  /** The page's own text, as it came; the local server compresses nothing. */
  document: Buffer;
  requests: number;
  /** Largest contentful paint, milliseconds after the navigation began. */
  lcp: number;
  /** Cumulative layout shift, https://web.dev/articles/cls without windows: nothing here is long. */
  cls: number;
}

const OBSERVED = `
  globalThis.lcp = 0;
  globalThis.cls = 0;
  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => { globalThis.lcp = startTime; });
  observe("layout-shift", ({ value }) => { globalThis.cls += value; });
`;

/** One visit of a browser that has never been here, on Lighthouse's slow phone. */
export async function measurePage({ browser, url, picture }: Newsroom, path: string): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 });
  const page = await context.newPage();
  await picture(page);
  await page.addInitScript(OBSERVED);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const line = { latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
  await session.send("Network.emulateNetworkConditions", { offline: false, ...line });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let requests = 0;
  page.on("request", () => requests++);
  const answer = await page.goto(url + path, { waitUntil: "networkidle" });
  // On a busy machine the network is idle before anything is painted.
  await page.waitForFunction("globalThis.lcp > 0");
  const [lcp, cls] = await page.evaluate<[number, number]>("[globalThis.lcp, globalThis.cls]");
  const document = (await answer?.body()) ?? Buffer.alloc(0);
  await context.close();
  return { document, requests, lcp, cls };
}
