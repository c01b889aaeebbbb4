// Starting runs: new ones, nested ones, and the continuation of earlier ones.
import { invalidValue, quote } from "../../errors/index.ts";
import { environmentText, forgetEnvironment, nowMs } from "../../system/index.ts";
import type { Awaitable, RunInfo, RunStatus } from "../entities.ts";
import { madeUpName } from "../made-up-name.ts";
import { activeExperimentId, chosenExperimentId } from "./active-experiment.ts";
import { ActiveRun } from "./active-run.ts";
import { contextTags } from "./context-tags.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { keepRecord } from "./keep-record.ts";
import { type Named, textsOf } from "./param-text.ts";
import { activeRun, currentScope, enterScope, leaveScope } from "./run-scope.ts";
import { isSystemMetricsDefault, startSystemMetrics } from "./system-metrics.ts";
import type { TrackingClient } from "./tracking-client.ts";
import { trackingClient } from "./tracking-settings.ts";
import { isPending, whenReady } from "./when-ready.ts";

/** What a run is started with. */
export interface StartRunOptions {
  /** Default: a made-up name. */
  readonly runName?: string | undefined;
  /** An earlier run to go on with, instead of a new one. Default: MLFLOW_RUN_ID, which holds for one start only. */
  readonly runId?: string | undefined;
  /** Default: the experiment of `setExperiment`, MLFLOW_EXPERIMENT_NAME or MLFLOW_EXPERIMENT_ID, else `Default`. */
  readonly experimentId?: string | undefined;
  /** Whether the run may be started inside the active one, as its child. Default false. */
  readonly nested?: boolean | undefined;
  /** The run this is a child of. Default: the active run, if `nested`. */
  readonly parentRunId?: string | undefined;
  /** A note, as Markdown. */
  readonly description?: string | undefined;
  readonly tags?: Named<unknown> | undefined;
  /**
   * Whether what the machine is busy with is logged while the run is open: processor, memory, disk, event loop. Default: what
   * MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING says, else false.
   */
  readonly logSystemMetrics?: boolean | undefined;
}

/**
 * Starts a run and makes it the active one, as a script does at its top; `endRun()` ends it. A script that ends without
 * it ends the run too: as `FINISHED`, as `FAILED` after an uncaught error, as `KILLED` by a signal. While a run is open, a
 * signal such as Ctrl-C waits until a computation that holds the thread gives it back.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when a run is active already and `nested` is not set.
 */
export async function startRun(options: StartRunOptions = {}): Promise<ActiveRun> {
  return await readyOrGone(openActiveRun(options));
}

/**
 * Ends the active run, after everything logged to it is in the store. Without an active run nothing happens.
 *
 * @param status Default `FINISHED`.
 * @throws Error `DATA_LOSS` when something could not be recorded; the run has ended all the same.
 */
export async function endRun(status: RunStatus = "FINISHED"): Promise<void> {
  await activeRun()?.end(status);
}

/** The run that ambient logging goes to: the active one; in a withRun() that is over, its run; else a new one. */
export function runForLogging(): ActiveRun {
  const scope = currentScope();
  const run = scope.open.at(-1) ?? scope.home;
  if (run !== undefined) return run;
  const started = openRun({}, undefined);
  enterScope(scope, started);
  return started;
}

/**
 * Starts a run without waiting until it is made, and makes it the active one. For work that must not wait; whoever calls it
 * ends the run, or sees to it that it stops being active.
 *
 * @throws As {@link startRun}, as far as that can be told at once.
 */
export function openActiveRun(options: StartRunOptions): ActiveRun {
  const scope = currentScope();
  const run = openRun(options, scope.open.at(-1));
  enterScope(scope, run);
  return run;
}

/** Waits for a run that is being made; if that fails, it is not active any more. */
export async function readyOrGone(run: ActiveRun): Promise<ActiveRun> {
  try {
    return await run.ready();
  } catch (error) {
    leaveScope(run, undefined);
    throw error;
  }
}

/** Makes a run, or goes on with one, without making it active. It is in the store on return if that answers at once. */
export function openRun(options: StartRunOptions, parent: ActiveRun | undefined): ActiveRun {
  if (parent !== undefined && options.nested !== true) {
    throw invalidValue(
      `Cannot start a run: ${nameOf(parent)} is already active; end it with endRun(), or start this one inside it with { nested: true }`,
    );
  }
  const client = trackingClient();
  const prepared = options.runId === undefined ? takeRunIdFromEnvironment() : undefined;
  const earlier = options.runId ?? prepared;
  const info =
    earlier === undefined ? createRun(client, options, parent) : continueRun(client, earlier, options);
  const run = new ActiveRun(client, info, (ended) => leaveScope(run, ended));
  run.beforeEnd(startHeartbeat(run));
  if (options.logSystemMetrics ?? isSystemMetricsDefault()) run.beforeEnd(startSystemMetrics(run));
  // One that is gone on with keeps the record of the process that began it; a runner only prepares the run it names.
  if (earlier === undefined || earlier === prepared) keepRecord(run);
  return run;
}

function takeRunIdFromEnvironment(): string | undefined {
  const runId = environmentText("MLFLOW_RUN_ID");
  forgetEnvironment("MLFLOW_RUN_ID");
  return runId;
}

function createRun(
  client: TrackingClient,
  options: StartRunOptions,
  parent: ActiveRun | undefined,
): Awaitable<RunInfo> {
  const startTimeMs = nowMs();
  const experimentId = options.experimentId ?? activeExperimentId(client.store);
  return whenReady(experimentId, (id) =>
    whenReady(parentIdOf(client, options, parent), (parentRunId) => {
      const tags = new Map([...contextTags(), ...ownTags(options)]);
      if (parentRunId !== undefined) tags.set("mlflow.parentRunId", parentRunId);
      const userId = tags.get("mlflow.user");
      const runName = options.runName ?? tags.get("mlflow.runName") ?? madeUpName();
      tags.set("mlflow.runName", runName);
      const created = client.store.createRun({ experimentId: id, userId, runName, startTimeMs, tags });
      return whenReady(created, ({ info }) => info);
    }),
  );
}

function parentIdOf(
  client: TrackingClient,
  { parentRunId }: StartRunOptions,
  active: ActiveRun | undefined,
): Awaitable<string | undefined> {
  const activeId = active === undefined ? undefined : whenReady(active.created(), ({ runId }) => runId);
  if (parentRunId === undefined) return activeId;
  return whenReady(activeId, (runId) => {
    if (runId !== undefined && runId !== parentRunId) {
      throw invalidValue(
        `Cannot start a run under ${quote(parentRunId)}: the active run is ${quote(runId)}; end it first with endRun()`,
      );
    }
    return whenReady(client.store.run(parentRunId), ({ info }) => {
      refuseDeleted(info, "start a run under it");
      return info.runId;
    });
  });
}

function nameOf(run: ActiveRun): string {
  return isPending(run.created()) ? "another run" : `run ${quote(run.runId)}`;
}

function continueRun(client: TrackingClient, runId: string, options: StartRunOptions): Awaitable<RunInfo> {
  const { store } = client;
  return whenReady(store.run(runId), ({ info }) => {
    refuseDeleted(info, "go on with it");
    return whenReady(options.experimentId ?? chosenExperimentId(store), (experimentId) => {
      if (experimentId !== undefined && experimentId !== info.experimentId) {
        throw invalidValue(
          `Cannot go on with run ${quote(runId)}: it belongs to experiment ${quote(info.experimentId)}, but the experiment chosen is ${quote(experimentId)}`,
        );
      }
      const { runName } = options;
      const tags = ownTags(options);
      return whenReady(store.updateRun(runId, { status: "RUNNING", runName }), (running) =>
        whenReady(tags.size === 0 ? undefined : store.logBatch(runId, { tags }), () => running),
      );
    });
  });
}

function refuseDeleted(info: RunInfo, what: string): void {
  if (info.lifecycleStage === "active") return;
  throw invalidValue(`Cannot ${what}: run ${quote(info.runId)} is deleted; restore it first`);
}

function ownTags({ tags = {}, description }: StartRunOptions): Map<string, string> {
  const own = textsOf(tags);
  if (description === undefined) return own;
  if (own.has("mlflow.note.content")) {
    throw invalidValue(
      "Cannot start a run: its description is given twice, also as the tag mlflow.note.content",
    );
  }
  return own.set("mlflow.note.content", description);
}
