// Choosing experiments and looking at runs, in the store this process tracks to.

import { failure, quote } from "../../errors/index.ts";
import type { ArtifactInfo } from "../artifacts/artifact-repository.ts";
import type { Experiment, Metric, Run, ViewType } from "../entities.ts";
import { activeExperimentId, chooseExperiment, type ExperimentChoice } from "./active-experiment.ts";
import { trackingClient } from "./tracking-settings.ts";

/** At most so many runs a page are asked for. */
const RUNS_PAGE = 1000;

/** Which runs are looked for. */
export interface SearchRunsOptions {
  /** Default: the active experiment, if no names are given either. */
  readonly experimentIds?: readonly string[] | undefined;
  readonly experimentNames?: readonly string[] | undefined;
  /** Such as `metrics.rmse < 70 and params.alpha = '0.01'`. */
  readonly filter?: string | undefined;
  /** Such as `["metrics.rmse ASC"]`. Default: the newest first. */
  readonly orderBy?: readonly string[] | undefined;
  /** Default: all. */
  readonly maxResults?: number | undefined;
  /** Default `ACTIVE_ONLY`. */
  readonly viewType?: ViewType | undefined;
}

/**
 * Chooses the experiment that new runs go to.
 *
 * @param experiment Its name (made if there is none of that name), or `{ experimentId }`.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` for an unknown id; RangeError `INVALID_PARAMETER_VALUE` for a deleted one.
 */
export async function setExperiment(experiment: string | ExperimentChoice): Promise<Experiment> {
  return await chooseExperiment(
    trackingClient().store,
    typeof experiment === "string" ? { name: experiment } : experiment,
  );
}

/** A run with all that was logged to it; deleted ones are found too. */
export async function getRun(runId: string): Promise<Run> {
  return await trackingClient().getRun(runId);
}

/** All points of a metric of a run, in the order logged. */
export async function getMetricHistory(runId: string, key: string): Promise<readonly Metric[]> {
  return await trackingClient().getMetricHistory(runId, key);
}

/** Finds runs, over as many pages as it takes. */
export async function searchRuns(options: SearchRunsOptions = {}): Promise<readonly Run[]> {
  const { filter, orderBy, viewType, maxResults = Number.POSITIVE_INFINITY } = options;
  const client = trackingClient();
  const experimentIds = await experimentIdsOf(options);
  const runs: Run[] = [];
  let pageToken: string | undefined;
  do {
    const page = await client.searchRuns({
      experimentIds,
      filter,
      orderBy,
      viewType,
      maxResults: Math.min(RUNS_PAGE, maxResults - runs.length),
      pageToken,
    });
    runs.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && runs.length < maxResults);
  return runs;
}

async function experimentIdsOf({
  experimentIds,
  experimentNames,
}: SearchRunsOptions): Promise<readonly string[]> {
  const client = trackingClient();
  if (experimentNames === undefined) return experimentIds ?? [await activeExperimentId(client.store)];
  const named = experimentNames.map(async (name) => {
    const experiment = await client.getExperimentByName(name);
    if (experiment !== undefined) return experiment.experimentId;
    throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot search runs: there is no experiment ${quote(name)}`);
  });
  return [...(experimentIds ?? []), ...(await Promise.all(named))];
}

/** What lies directly in a folder among a run's artifacts (default: their root). */
export async function listArtifacts(runId: string, folder = ""): Promise<readonly ArtifactInfo[]> {
  return await trackingClient().listArtifacts(runId, folder);
}
