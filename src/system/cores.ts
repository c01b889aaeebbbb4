// The door to the processor: how many threads may run at once.
import { availableParallelism } from "node:os";

/** Threads that this process may run at once, 1 at least. */
export function coreCount(): number {
  return availableParallelism();
}
