// The door to the time of day.

/** Milliseconds since the epoch, now. */
export function nowMs(): number {
  return Date.now();
}
