// Deals the trials of a search out to threads: whoever is free takes the next one.
import { ownFile } from "../../../../system/index.ts";
import { runInThread } from "../../../linear/threads/run-in-thread.ts";
import type { TrialResult } from "../score-candidates.ts";
import type { PortableTrials } from "./portable-estimator.ts";

/** What a thread is given. */
export interface SearchTask {
  readonly trials: PortableTrials;
  /** On shared memory: the number of the next trial that nobody has taken. */
  readonly next: Int32Array;
}

/** What a thread gives back: the trials that it took, with their numbers. */
export type SearchAnswer = readonly (readonly [number: number, result: TrialResult])[];

/**
 * Runs all trials.
 *
 * @returns One result for each, in their order.
 * @throws The reason of the signal.
 */
export async function runInThreads(
  trials: PortableTrials,
  nThreads: number,
  signal: AbortSignal | undefined,
): Promise<readonly TrialResult[]> {
  const size = trials.candidates.length * trials.folds.length;
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: SearchTask = { trials, next };
  const module = ownFile("dist/estimators/compose/model-selection/threads/search-thread.js");
  const failed = new AbortController();
  const both = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const threads = Array.from({ length: Math.min(nThreads, size) }, () =>
    runInThread(module, task, { signal: both }),
  );
  try {
    const results: TrialResult[] = [];
    // Both ends are of this package, so the answers are taken as they come.
    for (const answer of (await Promise.all(threads)) as readonly SearchAnswer[]) {
      for (const [number, result] of answer) results[number] = result;
    }
    return results;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(threads);
    throw error;
  }
}
