const WATCH_EVERY_MS = 250;

/** Calls `stop` when this process is asked to end; npm passes Ctrl-C on, so it may be called twice. */
export function onStopAsked(stop: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.env["npm_lifecycle_event"] === undefined) return;
  // A SIGTERM to npm ends the shell between npm and us, and gets no further: we notice a new parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, WATCH_EVERY_MS);
  watch.unref();
}
