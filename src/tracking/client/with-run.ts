// A run for the length of a function.

import { messageOf, warn } from "../../errors/index.ts";
import type { RunStatus } from "../entities.ts";
import type { ActiveRun } from "./active-run.ts";
import { activeRun, currentScope, inScopeOf } from "./run-scope.ts";
import { openRun, readyOrGone, type StartRunOptions } from "./start-run.ts";

/**
 * Runs a function with a run of its own: the run is active in it and in all it calls and starts, also over `await`, and
 * nowhere else. Several at once do not mix. The run ends as `FINISHED`; if the function throws, as `FAILED`, and the
 * error goes on unchanged.
 *
 * @param options As for `startRun`; with `nested: true` the run is a child of the active one.
 * @param body Gets the run.
 * @returns What `body` returns.
 * @throws What `body` throws; Error `DATA_LOSS` when `body` is fine but not everything could be recorded.
 */
export async function withRun<T>(
  options: StartRunOptions,
  body: (run: ActiveRun) => T | PromiseLike<T>,
): Promise<T>;
export async function withRun<T>(body: (run: ActiveRun) => T | PromiseLike<T>): Promise<T>;
export async function withRun<T>(
  ...args:
    | [StartRunOptions, (run: ActiveRun) => T | PromiseLike<T>]
    | [(run: ActiveRun) => T | PromiseLike<T>]
): Promise<T> {
  const [options, body] = args.length === 2 ? args : [{}, args[0]];
  const run = openRun(options, activeRun());
  return inScopeOf(run, async () => {
    await readyOrGone(run);
    try {
      const result = await body(run);
      await endAllOfScope("FINISHED", run);
      return result;
    } catch (error) {
      await endAllOfScope("FAILED", run).catch((fault: unknown) => {
        if (fault !== error) warn("TrackingWarning", messageOf(fault));
      });
      throw error;
    }
  });
}

/** Ends the run, and before it those that were started in its scope and left open. */
async function endAllOfScope(status: RunStatus, run: ActiveRun): Promise<void> {
  for (const inner of currentScope().open.toReversed()) await inner.end(status);
  await run.end(status);
}
