// The door to time: what it is, and letting it pass.

/** Milliseconds since the epoch, now. */
export function nowMs(): number {
  return Date.now();
}

/** Resolves after a number of milliseconds, at once for 0. */
export async function pause(durationMs: number): Promise<void> {
  if (durationMs > 0) await new Promise((resolve) => setTimeout(resolve, durationMs));
}
