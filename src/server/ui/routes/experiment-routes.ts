// The list of experiments with what their runs are doing.
import type { Experiment, RunTable, TableRow } from "../../../tracking/index.ts";
import { MAX_LISTED } from "../../limits.ts";
import { choice, fallback, required, text } from "../../requests/fields.ts";
import { VIEW_TYPES } from "../../routes/experiment-routes.ts";
import { type Route, route } from "../../routes/route.ts";
import { tableOf } from "../store-table.ts";
import { uiPath } from "../ui-path.ts";
import { valueToJson } from "../value-json.ts";

/** The tag of an experiment that names the metric whose best value its card shows: `min rmse`, `max accuracy`. */
const HOME_METRIC_TAG = "traintracks.home_metric";
const HOME_METRIC = /^(min|max) (.+)$/;
const RECENT_RUNS = 20;

/** Every call about experiments. */
export const uiExperimentRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("experiments"),
    request: { view: fallback(choice(VIEW_TYPES), "ACTIVE_ONLY") },
    answer: async ({ view }, services) => {
      const table = tableOf(services);
      const page = await services.store.searchExperiments({ viewType: view, maxResults: MAX_LISTED });
      return {
        experiments: page.items.map((experiment) => experimentToCard(experiment, table)),
        has_more: page.nextPageToken !== undefined,
      };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("experiment"),
    request: { experimentId: required(text) },
    answer: async ({ experimentId }, services) =>
      experimentToCard(await services.store.experiment(experimentId), tableOf(services)),
  }),
];

function experimentToCard(experiment: Experiment, table: RunTable): object {
  const { experimentId } = experiment;
  const rows = table.rows([experimentId]);
  const facts = sumUp(rows);
  return {
    experiment_id: experimentId,
    name: experiment.name,
    artifact_location: experiment.artifactLocation,
    lifecycle_stage: experiment.lifecycleStage,
    creation_time: experiment.creationTimeMs ?? null,
    last_update_time: experiment.lastUpdateTimeMs ?? null,
    tags: Object.fromEntries(experiment.tags),
    ...facts,
    best: bestOf(rows, experiment.tags.get(HOME_METRIC_TAG)),
    version: table.version([experimentId]),
  };
}

function sumUp(rows: readonly TableRow[]): object {
  const statuses = new Map<string, number>();
  const recent: string[] = [];
  let lastActivityMs = 0;
  let nDeleted = 0;
  for (const row of rows) {
    const info = row.info();
    if (info === undefined) continue;
    if (info.lifecycleStage === "deleted") {
      nDeleted++;
      continue;
    }
    if (recent.length < RECENT_RUNS) recent.push(info.status);
    statuses.set(info.status, (statuses.get(info.status) ?? 0) + 1);
    lastActivityMs = Math.max(lastActivityMs, info.endTimeMs ?? info.startTimeMs);
  }
  return {
    n_runs: rows.length - nDeleted,
    n_deleted: nDeleted,
    n_running: statuses.get("RUNNING") ?? 0,
    last_activity: lastActivityMs || null,
    statuses: Object.fromEntries(statuses),
    recent,
  };
}

function bestOf(rows: readonly TableRow[], tag: string | undefined): object | null {
  const [, direction, key = ""] = HOME_METRIC.exec(tag ?? "") ?? [];
  if (direction === undefined) return null;
  const isMinimum = direction === "min";
  let best: { readonly value: number; readonly runId: string } | undefined;
  for (const row of rows) {
    if (row.info()?.lifecycleStage !== "active") continue;
    const value = row.metric(key)?.[isMinimum ? "min" : "max"];
    if (
      value === undefined ||
      (best !== undefined && (isMinimum ? value >= best.value : value <= best.value))
    ) {
      continue;
    }
    best = { value, runId: row.runId };
  }
  return { key, is_minimum: isMinimum, value: valueToJson(best?.value), run_id: best?.runId ?? null };
}
