// All that the page of one run shows, in one answer.
import { failure } from "../../../errors/index.ts";
import type { ModelVersion } from "../../../registry/index.ts";
import { monotonicMs } from "../../../system/index.ts";
import { datasetInputToJson, PARENT_TAG, type RunTable, type TableRow } from "../../../tracking/index.ts";
import { MAX_LISTED, READING_BUDGET_MS } from "../../limits.ts";
import { type Route, route, type Services } from "../../routes/route.ts";
import { runId } from "../../routes/run-routes.ts";
import { askedRuns } from "../asked-runs.ts";
import { isStale, runRowToJson } from "../run-row-json.ts";
import { sparklineOf } from "../sparkline.ts";
import { tableOf } from "../store-table.ts";
import { uiPath } from "../ui-path.ts";
import { valueToJson } from "../value-json.ts";

const MAX_CHILDREN = 200;
const MAX_ANCESTORS = 32;
const SYSTEM_METRIC = "system/";

/** The call for a run's page. */
export const runPageRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("run"),
    request: { runId },
    answer: async ({ runId }, services) => {
      const table = tableOf(services);
      const row = rowOf(table, runId);
      row.touch();
      const info = row.info();
      if (info === undefined) throw noRun(runId);
      const experiment = await services.store.experiment(info.experimentId);
      const family = askedRuns(table, { experimentIds: [info.experimentId], viewType: "ALL" });
      const children = family.childCounts.has(runId)
        ? family.rows.filter((other) => other.tag(PARENT_TAG) === runId)
        : [];
      const place = family.rows.indexOf(row);
      const inputs = row.inputs();
      return {
        run: { ...runRowToJson(row, family.childCounts), artifact_uri: info.artifactUri },
        experiment: {
          experiment_id: experiment.experimentId,
          name: experiment.name,
          lifecycle_stage: experiment.lifecycleStage,
        },
        params: textsOf(row, "param"),
        tags: textsOf(row, "tag"),
        metrics: metricsOf(table, row),
        system_metric_keys: row.keys("metric").filter((key) => key.startsWith(SYSTEM_METRIC)),
        datasets: inputs.datasets.map(datasetInputToJson),
        input_models: await modelsOf(services, inputs.modelIds),
        output_models: await modelsOf(
          services,
          row.outputs().map(({ modelId }) => modelId),
        ),
        registered: await registeredFrom(services, runId),
        ancestors: ancestorsOf(table, row),
        children: children
          .slice(0, MAX_CHILDREN)
          .flatMap((child) => runRowToJson(child, family.childCounts) ?? []),
        n_children: children.length,
        newer_run_id: family.rows[place - 1]?.runId ?? null,
        older_run_id: family.rows[place + 1]?.runId ?? null,
        is_stale: isStale(row),
        last_activity: row.activityMs(),
        version: table.version([info.experimentId]),
      };
    },
  }),
];

function rowOf(table: RunTable, runId: string): TableRow {
  const row = table.row(runId);
  if (row === undefined) throw noRun(runId);
  return row;
}

function noRun(runId: string): Error {
  return failure("RESOURCE_DOES_NOT_EXIST", `Run with id=${runId} not found`);
}

function textsOf(row: TableRow, kind: "param" | "tag"): readonly object[] {
  return row.keys(kind).flatMap((key) => {
    const value = kind === "param" ? row.param(key) : row.tag(key);
    return value === undefined ? [] : [{ key, value }];
  });
}

/** Sparklines are made as long as the time allows; the others can be asked for. */
function metricsOf(table: RunTable, row: TableRow): readonly object[] {
  const summaries = row.keys("metric").map((key) => ({ key, summary: row.metric(key) }));
  const deadlineMs = monotonicMs() + READING_BUDGET_MS;
  return summaries.flatMap(({ key, summary }) => {
    if (summary === undefined) return [];
    const drawn = summary.count > 1 && monotonicMs() < deadlineMs;
    return {
      key,
      last: valueToJson(summary.last),
      step: summary.step,
      time: summary.timestampMs,
      first: valueToJson(summary.first),
      min: valueToJson(summary.min),
      min_step: valueToJson(summary.minStep),
      max: valueToJson(summary.max),
      max_step: valueToJson(summary.maxStep),
      mean: valueToJson(summary.mean),
      count: summary.count,
      n_nan: summary.oddCount,
      is_system: key.startsWith(SYSTEM_METRIC),
      sparkline: (drawn ? sparklineOf(table, row.runId, key) : undefined) ?? null,
    };
  });
}

/** The runs a run is nested in, the outermost first. */
function ancestorsOf(table: RunTable, row: TableRow): readonly object[] {
  const ancestors: TableRow[] = [];
  let parentId = row.tag(PARENT_TAG);
  while (parentId !== undefined && ancestors.length < MAX_ANCESTORS) {
    const parent = table.row(parentId);
    if (parent === undefined || parent === row || ancestors.includes(parent)) break;
    ancestors.unshift(parent);
    parentId = parent.tag(PARENT_TAG);
  }
  return ancestors.map((ancestor) => ({
    run_id: ancestor.runId,
    run_name: ancestor.info()?.runName ?? "",
    experiment_id: ancestor.info()?.experimentId ?? "",
  }));
}

async function modelsOf({ store }: Services, modelIds: readonly string[]): Promise<readonly object[]> {
  const models: object[] = [];
  for (const modelId of modelIds.slice(0, MAX_CHILDREN)) {
    try {
      const model = await store.loggedModel(modelId);
      const { name, status, artifactUri, modelType, creationTimeMs } = model;
      models.push({
        model_id: modelId,
        name,
        status,
        artifact_uri: artifactUri,
        model_type: modelType ?? null,
        creation_time: creationTimeMs,
      });
    } catch {
      models.push({ model_id: modelId, name: null, status: "DELETED", artifact_uri: null, model_type: null });
    }
  }
  return models;
}

/** The versions of registered models that came from a run. */
async function registeredFrom({ registry }: Services, runId: string): Promise<readonly object[]> {
  const { items } = await registry.searchModelVersions({
    filter: `run_id = '${runId}'`,
    maxResults: MAX_LISTED,
  });
  return items.map(({ name, version, aliases }: ModelVersion) => ({
    name,
    version: String(version),
    aliases,
  }));
}
