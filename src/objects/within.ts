/**
 * What `work` gives, or null once the wait is over; the work goes on. The timer is cleared with
 * the work's end: a pending one would keep an object from rest, and its bill running.
 */
export async function within<T>(waitMs: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
