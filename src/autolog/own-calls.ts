// Predictions and metrics that autologging itself asks for are nobody's post-training metrics.

let isOwn = false;

/** Does some work whose predictions and metrics are not to be noticed. */
export function withoutNotice<T>(work: () => T): T {
  const before = isOwn;
  isOwn = true;
  try {
    return work();
  } finally {
    isOwn = before;
  }
}

/** Whether the code that runs now is autologging's own. */
export function isOwnCall(): boolean {
  return isOwn;
}
