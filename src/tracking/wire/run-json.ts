// A run as MLflow's REST API spells it.
import type { Run, RunInfo } from "../entities.ts";
import { datasetInputToJson, metricToJson } from "../stores/rest/entities-to-json.ts";
import { keyValuesToJson, listToJson } from "./key-values.ts";

/** The `RunInfo` message of an answer: the id goes under its old name and its new one. */
export function runInfoToJson(info: RunInfo): object {
  return {
    run_uuid: info.runId,
    experiment_id: info.experimentId,
    run_name: info.runName,
    user_id: info.userId,
    status: info.status,
    start_time: info.startTimeMs,
    end_time: info.endTimeMs,
    artifact_uri: info.artifactUri,
    lifecycle_stage: info.lifecycleStage,
    run_id: info.runId,
  };
}

/** The `Run` message of an answer. */
export function runToJson(run: Run): object {
  return {
    info: runInfoToJson(run.info),
    data: {
      metrics: listToJson([...run.data.metrics.values()], (metric) =>
        metricToJson({ ...metric, runId: run.info.runId }),
      ),
      params: keyValuesToJson(run.data.params),
      tags: keyValuesToJson(run.data.tags),
    },
    inputs: {
      dataset_inputs: listToJson(run.inputs.datasets, datasetInputToJson),
      model_inputs: listToJson(run.inputs.modelIds, (modelId) => ({ model_id: modelId })),
    },
    outputs: {
      model_outputs: listToJson(run.outputs, ({ modelId, step }) => ({ model_id: modelId, step })),
    },
  };
}
