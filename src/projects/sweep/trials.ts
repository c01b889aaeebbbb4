// The trials of a sweep, as its child runs tell them.
import { nowMs } from "../../system/index.ts";
import type { Run, RunStatus, TrackingClient } from "../../tracking/index.ts";
import type { Observation, Setting } from "./sampler.ts";
import type { SweepPlan } from "./sweep-plan.ts";

/** The tag of a child run that holds the number of its trial, from 0. */
export const TRIAL_TAG = "traintracks.sweep.trial";
const PAGE = 1000;

/** One setting that was tried, or is being tried. */
export interface Trial {
  /** From 0. */
  readonly number: number;
  readonly setting: Setting;
  readonly status: RunStatus;
  readonly runId: string | undefined;
  /** What the metric came to; undefined while it runs, or when it failed. */
  readonly value: number | undefined;
  readonly startMs: number;
  readonly durationMs: number | undefined;
}

/** What samplers make of trials: what is to be made small. */
export function observationsOf(trials: readonly Trial[], { direction }: SweepPlan): readonly Observation[] {
  return trials.map(({ setting, value }) => ({
    setting,
    loss: value === undefined ? undefined : direction === "minimize" ? value : -value,
  }));
}

/** The best of some trials; of equal ones the first. */
export function bestTrial(trials: Iterable<Trial>, { direction }: SweepPlan): Trial | undefined {
  let best: Trial | undefined;
  for (const trial of trials) {
    if (trial.value === undefined || Number.isNaN(trial.value)) continue;
    const isBetter =
      best?.value === undefined ||
      (direction === "minimize" ? trial.value < best.value : trial.value > best.value);
    if (isBetter) best = trial;
  }
  return best;
}

/** A trial as a run tells it that has ended. */
export function trialOf(run: Run, number: number, plan: SweepPlan): Trial {
  const { info, data } = run;
  const setting = new Map([...plan.space.keys()].map((name) => [name, data.params.get(name) ?? ""] as const));
  return {
    number,
    setting,
    status: info.status,
    runId: info.runId,
    value: info.status === "FINISHED" ? data.metrics.get(plan.metric)?.value : undefined,
    startMs: info.startTimeMs,
    durationMs: info.endTimeMs === undefined ? undefined : info.endTimeMs - info.startTimeMs,
  };
}

/**
 * The trials that a sweep has ended, by their numbers. Those that were under way when the sweep was interrupted are ended as
 * `KILLED`: they are to be tried again.
 */
export async function endedTrials(
  client: TrackingClient,
  parent: Run,
  plan: SweepPlan,
): Promise<Map<number, Trial>> {
  const trials = new Map<number, Trial>();
  const filter = `tags.mlflow.parentRunId = '${parent.info.runId}'`;
  let pageToken: string | undefined;
  do {
    const page = await client.searchRuns({
      experimentIds: [parent.info.experimentId],
      filter,
      maxResults: PAGE,
      pageToken,
    });
    for (const run of page.items) {
      const number = Number(run.data.tags.get(TRIAL_TAG) ?? Number.NaN);
      if (!Number.isSafeInteger(number)) continue;
      const { status, runId } = run.info;
      if (status === "RUNNING" || status === "SCHEDULED") {
        await client.updateRun(runId, { status: "KILLED", endTimeMs: nowMs() });
      } else if (status !== "KILLED" && trials.get(number)?.status !== "FINISHED") {
        trials.set(number, trialOf(run, number, plan));
      }
    }
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return trials;
}
