// The door to this process's memory.

/** What this process takes of the machine's memory, in bytes. */
export function memoryBytes(): number {
  return process.memoryUsage.rss();
}
