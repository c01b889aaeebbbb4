// A bar that shows how far something is.

const WIDTH = 24;

/**
 * The line for a terminal.
 *
 * @param what What is going on.
 * @param done The share that is done, 0 to 1; held to that range.
 */
export function progressBar(what: string, done: number): string {
  const share = Math.min(1, Math.max(0, Number.isNaN(done) ? 1 : done));
  const filled = Math.round(share * WIDTH);
  return `${what} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${Math.floor(100 * share)} %`;
}
