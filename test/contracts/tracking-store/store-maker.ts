// What the parts of the contract of tracking stores share.
import type { TrackingStore } from "../../../src/tracking/index.ts";

/** Gives an empty store for one test. */
export type StoreMaker = () => TrackingStore | Promise<TrackingStore>;

/** Lets the clock go on to the next millisecond, so that two times differ. */
export async function passTime(): Promise<void> {
  const start = Date.now();
  while (Date.now() === start) await new Promise((resolve) => setImmediate(resolve));
}
