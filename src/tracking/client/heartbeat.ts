// A sign of life of a run that is open, so that others can tell one that goes on from one whose program is gone.
import { nowMs, repeat } from "../../system/index.ts";

/** The tag: milliseconds since the epoch of the last sign of life, as a decimal text. */
const HEARTBEAT_TAG = "traintracks.heartbeat";
/** Time between two signs. Runs that end before have none. */
const INTERVAL_MS = 30_000;

/** What takes tags; those of a run. */
interface TagLog {
  setTag(key: string, value: unknown): void;
}

/**
 * Gives signs of life from now on, whenever this thread has a moment. Keeps no process alive.
 *
 * @returns A function that ends it.
 */
export function startHeartbeat(run: TagLog, intervalMs: number = INTERVAL_MS): () => void {
  return repeat(intervalMs, () => {
    try {
      run.setTag(HEARTBEAT_TAG, nowMs());
    } catch {
      // A store that cannot take it says so at what matters more.
    }
  });
}
