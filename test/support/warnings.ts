// Keeps the warnings that a piece of work gives from stderr, and collects them.

/** Runs `work`, awaits it, and returns what it returned, with the warnings it gave, each as `name: message`. */
export async function withWarnings<T>(
  work: () => T | PromiseLike<T>,
): Promise<{ readonly value: T; readonly warnings: string[] }> {
  await delivered(); // those of earlier work
  const warnings: string[] = [];
  const restore = listenAlone((warning) => {
    warnings.push(`${warning.name}: ${warning.message}`);
  });
  try {
    const value = await work();
    await delivered();
    return { value, warnings };
  } finally {
    restore();
  }
}

/** Drops all warnings from now on. Returns what undoes that, once those that are under way have come. */
export function silenceWarnings(): () => Promise<void> {
  const restore = listenAlone(() => {});
  return async () => {
    await delivered();
    restore();
  };
}

function listenAlone(listener: (warning: Error) => void): () => void {
  const others = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", listener);
  return () => {
    process.removeListener("warning", listener);
    for (const other of others) process.on("warning", other);
  };
}

/** Node hands warnings over on the next tick. */
function delivered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
