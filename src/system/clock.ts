// The door to time: what it is, and letting it pass.

/** Milliseconds since the epoch, now. */
export function nowMs(): number {
  return Date.now();
}

/** Milliseconds since this process started, with fractions; never goes back. For durations. */
export function monotonicMs(): number {
  return performance.now();
}

/** Resolves after a number of milliseconds, at once for 0. */
export async function pause(durationMs: number): Promise<void> {
  if (durationMs > 0) await new Promise((resolve) => setTimeout(resolve, durationMs));
}

/**
 * Does something again and again, whenever this thread has a moment after so many milliseconds. Keeps no process alive.
 *
 * @returns A function that ends it.
 */
export function repeat(intervalMs: number, work: () => void): () => void {
  const timer = setInterval(work, intervalMs).unref();
  return () => clearInterval(timer);
}

/**
 * Resolves when everything has been dealt with that came in while this thread was busy, such as a connection that the
 * other side has closed during a long computation.
 */
export async function caughtUp(): Promise<void> {
  // What is found closed in one turn of the event loop is cleared away in the next.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
