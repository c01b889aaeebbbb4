// Copying what was logged to a run into a copy that exists: only what is missing there, the mark of completeness last.
import { splitBatch } from "../client/split-batch.ts";
import type { LoggedModel, ModelOutput, Run } from "../entities.ts";
import { copyArtifacts } from "./copy-artifacts.ts";
import { stateTagOf, travellingTags } from "./copy-marks.ts";
import { copyMetrics } from "./copy-metrics.ts";
import type { CopySides } from "./copy-sides.ts";

/**
 * Brings a copy up to its run.
 *
 * @param models The logged models of the run's experiment.
 */
export async function fillRun(
  sides: CopySides,
  run: Run,
  copy: Run,
  models: readonly LoggedModel[],
): Promise<void> {
  const { source, target, ids, openSourceArtifacts, onFile } = sides;
  const { runId } = copy.info;
  for (const batch of splitBatch({
    params: new Map([...run.data.params].filter(([key, value]) => copy.data.params.get(key) !== value)),
    tags: new Map(
      [...ids.tags(travellingTags(run.data.tags))].filter(
        ([key, value]) => copy.data.tags.get(key) !== value,
      ),
    ),
  })) {
    await target.logBatch(runId, batch);
  }
  await copyMetrics({ source, target, run, copy, ids, models });
  const modelIds = run.inputs.modelIds.flatMap((modelId) => ids.get(modelId) ?? []);
  if (run.inputs.datasets.length + modelIds.length > 0) {
    await target.logInputs(runId, { datasets: run.inputs.datasets, modelIds });
  }
  const outputs = run.outputs.flatMap(({ modelId, step }): ModelOutput[] => {
    const targetId = ids.get(modelId);
    return targetId === undefined ? [] : [{ modelId: targetId, step }];
  });
  if (outputs.length > 0) await target.logOutputs(runId, outputs);
  await copyArtifacts(
    openSourceArtifacts(run.info.artifactUri),
    target.openArtifacts(copy.info.artifactUri),
    {
      onFile,
    },
  );
  const { status, endTimeMs } = run.info;
  if (status !== copy.info.status || endTimeMs !== copy.info.endTimeMs) {
    await target.updateRun(runId, { status, endTimeMs });
  }
  await target.logBatch(runId, { tags: new Map([stateTagOf(run)]) });
}
