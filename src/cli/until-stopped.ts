// Work that a signal stops: it is told to stop, and ends in its own way.
import { terminationSignal } from "../system/index.ts";

/**
 * Does some work, and tells it when somebody asks this process to stop (Ctrl-C, or `kill`).
 *
 * @param work Gets what aborts then; it still has to end.
 */
export async function untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  void terminationSignal().then(() => stop.abort());
  return await work(stop.signal);
}
