// What is logged to a run, over REST: metrics, params, tags, inputs and outputs.
import { invalidValue } from "../../errors/index.ts";
import { type DatasetInput, type KeyValueJson, keyValuesToMap, type Metric } from "../../tracking/index.ts";
import { double, fallback, integer, list, required, text } from "../requests/fields.ts";
import { MODEL_HISTORY_TAG, withModel } from "../requests/model-history.ts";
import { keyValues, type RequestOf, record } from "../requests/request-schema.ts";
import { mlflow, type Route, route } from "./route.ts";
import { runId } from "./run-routes.ts";

const metricFields = {
  key: required(text),
  value: required(double),
  timestamp: required(integer),
  step: fallback(integer, 0),
  modelId: text,
  datasetName: text,
  datasetDigest: text,
};

const datasetInputFields = {
  tags: keyValues,
  dataset: required(
    record({
      name: fallback(text, ""),
      digest: fallback(text, ""),
      sourceType: fallback(text, ""),
      source: fallback(text, ""),
      schema: text,
      profile: text,
    }),
  ),
};

const modelInput = required(record({ modelId: required(text) }));
const modelOutput = required(record({ modelId: required(text), step: fallback(integer, 0) }));

/** Every call that logs to a run. */
export const loggingRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("runs/log-metric"),
    request: { runId, ...metricFields },
    answer: (request, { store }) => store.logBatch(request.runId, { metrics: [toMetric(request)] }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/log-parameter"),
    request: { runId, key: required(text), value: fallback(text, "") },
    answer: ({ runId, key, value }, { store }) => store.logBatch(runId, { params: new Map([[key, value]]) }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/set-tag"),
    request: { runId, key: required(text), value: fallback(text, "") },
    answer: ({ runId, key, value }, { store }) => store.logBatch(runId, { tags: new Map([[key, value]]) }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/delete-tag"),
    request: { runId, key: required(text) },
    answer: ({ runId, key }, { store }) => store.deleteTag(runId, key),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/log-batch"),
    request: { runId, metrics: list(required(record(metricFields))), params: keyValues, tags: keyValues },
    answer: ({ runId, metrics, params, tags }, { store }) => {
      refuseRepeatedParams(params);
      return store.logBatch(runId, {
        metrics: metrics.map(toMetric),
        params: keyValuesToMap(params),
        tags: keyValuesToMap(tags),
      });
    },
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/log-inputs"),
    request: { runId, datasets: list(required(record(datasetInputFields))), models: list(modelInput) },
    answer: ({ runId, datasets, models }, { store }) =>
      store.logInputs(runId, {
        datasets: datasets.map(toDatasetInput),
        modelIds: models.map(({ modelId }) => modelId),
      }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/log-model"),
    request: { runId, modelJson: required(text) },
    answer: async ({ runId, modelJson }, { store }) => {
      const { data } = await store.run(runId);
      const history = withModel(data.tags.get(MODEL_HISTORY_TAG), modelJson);
      await store.logBatch(runId, { tags: new Map([[MODEL_HISTORY_TAG, history]]) });
    },
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/outputs"),
    request: { runId, models: list(modelOutput) },
    answer: ({ runId, models }, { store }) => store.logOutputs(runId, models),
  }),
];

function refuseRepeatedParams(params: readonly KeyValueJson[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of params) (seen.has(key) ? repeated : seen).add(key);
  if (repeated.size === 0) return;
  const keys = Array.from(repeated, (key) => `'${key}'`).join(", ");
  throw invalidValue(
    `Duplicate parameter keys have been submitted: [${keys}]. ` +
      "Please ensure the request contains only one param value per param key.",
  );
}

/** Field by field: a rest pattern takes several times as long, and there may be a thousand of them in a request. */
function toMetric(metric: RequestOf<typeof metricFields>): Metric {
  return {
    key: metric.key,
    value: metric.value,
    timestampMs: metric.timestamp,
    step: metric.step,
    modelId: metric.modelId,
    datasetName: metric.datasetName,
    datasetDigest: metric.datasetDigest,
  };
}

function toDatasetInput({ dataset, tags }: RequestOf<typeof datasetInputFields>): DatasetInput {
  return { dataset, tags: keyValuesToMap(tags) };
}
