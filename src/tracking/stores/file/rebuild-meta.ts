// What can still be told of an experiment or a run whose meta.yaml is lost, from what lies around it.
import { join } from "node:path";
import { stampOf, writeFileAtomic } from "../../../system/index.ts";
import { fileUriOf } from "../../artifacts/file-uri.ts";
import { type ExperimentMeta, formatExperimentMeta } from "../../codecs/experiment-meta.ts";
import { formatRunMeta, type RunMeta } from "../../codecs/run-meta.ts";
import { appendToUri } from "../new-entities.ts";
import { DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME, RUN_NAME_TAG } from "../well-known.ts";
import type { DamageLog } from "./damage-log.ts";
import { readTexts, storedKeys } from "./keyed-files.ts";
import { META_FILE, METRICS_FOLDER, TAGS_FOLDER } from "./layout.ts";
import { visitPoints } from "./metric-files.ts";

/** Writes a meta.yaml for an experiment: its name is made up, its artifacts are taken to lie in its folder. */
export function rebuildExperiment(folder: string, experimentId: string, isInTrash: boolean): ExperimentMeta {
  const changedMs = Math.floor(stampOf(folder)?.changeTimeMs ?? 0);
  const meta: ExperimentMeta = {
    experimentId,
    name: experimentId === DEFAULT_EXPERIMENT_ID ? DEFAULT_EXPERIMENT_NAME : `recovered-${experimentId}`,
    artifactLocation: fileUriOf(folder),
    lifecycleStage: isInTrash ? "deleted" : "active",
    creationTimeMs: changedMs,
    lastUpdateTimeMs: changedMs,
  };
  writeFileAtomic(join(folder, META_FILE), formatExperimentMeta(meta), folder);
  return meta;
}

/**
 * Writes a meta.yaml for a run: name and user from its tags, times from its metrics, status KILLED, as it did not
 * say how it ended.
 */
export function rebuildRun(
  folder: string,
  runId: string,
  experiment: ExperimentMeta,
  damage: DamageLog,
): void {
  const tags = readTexts(join(folder, TAGS_FOLDER), damage);
  const times = loggedTimes(join(folder, METRICS_FOLDER), damage);
  const changedMs = Math.floor(stampOf(folder)?.changeTimeMs ?? 0);
  const meta: RunMeta = {
    runId,
    experimentId: experiment.experimentId,
    runName: tags.get(RUN_NAME_TAG) ?? `recovered-${runId.slice(0, 8)}`,
    userId: tags.get("mlflow.user") ?? "",
    status: "KILLED",
    startTimeMs: times?.firstMs ?? changedMs,
    endTimeMs: times?.lastMs ?? changedMs,
    artifactUri: appendToUri(experiment.artifactLocation, `${runId}/artifacts`),
    lifecycleStage: experiment.lifecycleStage,
    deletedTimeMs: undefined,
  };
  writeFileAtomic(join(folder, META_FILE), formatRunMeta(meta), folder);
}

function loggedTimes(
  folder: string,
  damage: DamageLog,
): { readonly firstMs: number; readonly lastMs: number } | undefined {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const key of storedKeys(folder, damage)) {
    visitPoints(join(folder, key), "run", damage, 0, ({ timestampMs }) => {
      firstMs = Math.min(firstMs, timestampMs);
      lastMs = Math.max(lastMs, timestampMs);
      return false;
    });
  }
  return Number.isFinite(firstMs) ? { firstMs, lastMs } : undefined;
}
