/** Whether a URL's hostname is this machine's own; `URL` has brought numbers such as 127.1 to their full form. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "0.0.0.0" || /^127(\.\d+){3}$/.test(hostname);
}
