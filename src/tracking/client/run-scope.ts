// Which run is active where: one stack of open runs for the script, one for each withRun() and all it starts.
import { AsyncLocalStorage } from "node:async_hooks";
import { atProcessEnd, type ProcessEnd } from "../../system/index.ts";
import type { Awaitable, RunStatus } from "../entities.ts";
import type { ActiveRun } from "./active-run.ts";
import { isPending } from "./when-ready.ts";

/** A place in which code runs: runs open one inside the other, the last is the active one. */
export interface RunScope {
  readonly open: ActiveRun[];
  /** The run of the withRun() this is the scope of: what comes late, after its end, still belongs to it. */
  readonly home: ActiveRun | undefined;
}

const scopes = new AsyncLocalStorage<RunScope>();
const scriptScope: RunScope = { open: [], home: undefined };
/** The runs of the process whose end has not reached the store, in the order they were started. */
const unfinished = new Map<ActiveRun, RunScope>();
let lastRun: ActiveRun | undefined;
let stopWatching: (() => void) | undefined;

/** The scope of the code that asks. */
export function currentScope(): RunScope {
  return scopes.getStore() ?? scriptScope;
}

/** Does `body`, and all it starts, in a scope of its own with `run` as its active run. */
export function inScopeOf<T>(run: ActiveRun, body: () => T): T {
  const scope: RunScope = { open: [], home: run };
  enterScope(scope, run);
  return scopes.run(scope, body);
}

/** Makes a run the active one of a scope. From the first open run on, the end of the process is watched. */
export function enterScope(scope: RunScope, run: ActiveRun): void {
  scope.open.push(run);
  unfinished.set(run, scope);
  lastRun = run;
  stopWatching ??= atProcessEnd({ whenIdle: endOpenRuns, atOnce: endOpenRunsAtOnce });
}

/** Lets an open run go on without being the active one of any code; the end of the process still ends it. */
export function detachFromScope(run: ActiveRun): void {
  const open = unfinished.get(run)?.open ?? [];
  const i = open.indexOf(run);
  if (i >= 0) open.splice(i, 1);
}

/** Takes a run out of the scope it is open in; the end of the process is watched until its end has reached the store. */
export function leaveScope(run: ActiveRun, ended: Awaitable<void>): void {
  detachFromScope(run);
  const forget = (): void => {
    unfinished.delete(run);
    if (unfinished.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
  };
  if (isPending(ended)) ended.then(forget, forget);
  else forget();
}

/** Waits until all runs of the process that have been told to end have ended. Their faults are told elsewhere. */
export async function runsEnded(): Promise<void> {
  await Promise.allSettled([...unfinished.keys()].map(({ ending }) => ending));
}

/** The run that is open last in the scope of the code that asks, or undefined. */
export function activeRun(): ActiveRun | undefined {
  return currentScope().open.at(-1);
}

/** The active run, or else the one that was active last in this process. */
export function lastActiveRun(): ActiveRun | undefined {
  return activeRun() ?? lastRun;
}

const STATUS_OF_END: Readonly<Record<ProcessEnd, RunStatus>> = {
  finished: "FINISHED",
  failed: "FAILED",
  killed: "KILLED",
};

/** A script that ends without endRun(): its runs end with it, the innermost first, each whatever befalls the others. */
async function endOpenRuns(how: ProcessEnd): Promise<void> {
  const ends = innermostFirst().map(async (run) => run.close(STATUS_OF_END[how]));
  for (const end of await Promise.allSettled(ends)) if (end.status === "rejected") throw end.reason;
}

function endOpenRunsAtOnce(how: ProcessEnd): void {
  const faults: unknown[] = [];
  for (const run of innermostFirst()) {
    try {
      run.closeAtOnce(STATUS_OF_END[how]);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

function innermostFirst(): readonly ActiveRun[] {
  return [...unfinished.keys()].reverse();
}
