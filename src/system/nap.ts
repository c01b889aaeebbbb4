// The door to waiting in place, for the few moments when a synchronous call must let another process go first.

/** Does nothing for `ms` milliseconds. Nothing else in this thread goes on meanwhile. */
export function nap(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
