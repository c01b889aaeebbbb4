// The runs of a file store: folders of their experiments.
import { join } from "node:path";
import {
  buildFolder,
  folderNames,
  hasCode,
  isTemporaryName,
  kindOf,
  makeFolder,
  readText,
  withFolderLock,
  writeFileAtomic,
  writeNewFile,
} from "../../../system/index.ts";
import { formatRunMeta, parseRunMeta, type RunMeta } from "../../codecs/run-meta.ts";
import type { LifecycleStage, Metric, Run, RunInfo } from "../../entities.ts";
import { MAX_META_BYTES } from "../../limits.ts";
import { isRunId } from "../../validation/check-ids.ts";
import { newRun } from "../new-entities.ts";
import { noRun, noRunTag, runNotActive } from "../store-errors.ts";
import type { NewRun, RunUpdate } from "../tracking-store.ts";
import { RUN_NAME_TAG } from "../well-known.ts";
import type { DamageLog } from "./damage-log.ts";
import type { ExperimentFolders, PlacedExperiment } from "./experiment-folders.ts";
import type { InputFolders } from "./input-folders.ts";
import {
  atKey,
  createTexts,
  deleteText,
  readStoredText,
  readTexts,
  storedKeys,
  writeText,
} from "./keyed-files.ts";
import {
  ARTIFACTS_FOLDER,
  META_FILE,
  METRICS_FOLDER,
  PARAMS_FOLDER,
  RESERVED_FOLDERS,
  TAGS_FOLDER,
  TRASH_FOLDER,
} from "./layout.ts";
import { lastMetric } from "./metric-files.ts";
import { StampedFiles } from "./stamped-files.ts";

const MAX_REMEMBERED = 100_000;
const NEW_FOLDERS = [METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER, ARTIFACTS_FOLDER];

/** A run and where it lies. */
export interface PlacedRun {
  readonly folder: string;
  readonly experimentFolder: string;
  readonly meta: RunMeta;
}

/** The runs of one store. */
export class RunFolders {
  readonly #experiments: ExperimentFolders;
  readonly #inputs: InputFolders;
  readonly #damage: DamageLog;
  readonly #metas: StampedFiles<RunMeta>;
  /** Where runs were found last: a hint, checked at each use. */
  readonly #experimentFolderOf = new Map<string, string>();

  constructor(experiments: ExperimentFolders, inputs: InputFolders, damage: DamageLog) {
    this.#experiments = experiments;
    this.#inputs = inputs;
    this.#damage = damage;
    this.#metas = new StampedFiles({
      parse: parseRunMeta,
      damage,
      maxBytes: MAX_META_BYTES,
      maxFiles: MAX_REMEMBERED,
    });
  }

  /** Makes a run, whole at once. */
  create(request: NewRun): Run {
    const experiment = this.#experiments.active(request.experimentId);
    const { info, tags } = newRun(request, experiment.meta);
    buildFolder(join(experiment.folder, info.runId), experiment.folder, (hidden) => {
      for (const name of NEW_FOLDERS) makeFolder(join(hidden, name));
      for (const [key, value] of tags) {
        atKey(hidden, TAGS_FOLDER, key, (path) => writeNewFile(path, value));
      }
      writeNewFile(join(hidden, META_FILE), formatRunMeta({ ...info, deletedTimeMs: undefined }));
    });
    this.#experimentFolderOf.set(info.runId, experiment.folder);
    const sortedTags = new Map([...tags].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      info,
      data: { metrics: new Map(), params: new Map(), tags: sortedTags },
      inputs: { datasets: [], modelIds: [] },
      outputs: [],
    };
  }

  /** The run with this id, wherever it lies. */
  find(runId: string): PlacedRun | undefined {
    const hint = this.#experimentFolderOf.get(runId);
    const known = hint === undefined ? undefined : this.#at(hint, runId);
    if (known !== undefined) return known;
    for (const experimentFolder of this.#experiments.folders()) {
      const placed = this.#at(experimentFolder, runId);
      if (placed === undefined) continue;
      if (this.#experimentFolderOf.size >= MAX_REMEMBERED) this.#experimentFolderOf.clear();
      this.#experimentFolderOf.set(runId, experimentFolder);
      return placed;
    }
    return undefined;
  }

  /** The run with this id; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  get(runId: string): PlacedRun {
    const placed = this.find(runId);
    if (placed === undefined) throw noRun(runId);
    return placed;
  }

  /** The run with this id, if it is not deleted. */
  active(runId: string): PlacedRun {
    const placed = this.get(runId);
    if (placed.meta.lifecycleStage === "active") return placed;
    throw runNotActive(runId);
  }

  /** The runs of an experiment, in the order of their ids. Damaged ones are reported and left out. */
  in({ folder }: PlacedExperiment): readonly PlacedRun[] {
    return (folderNames(folder) ?? [])
      .filter(({ name, kind }) => kind !== "file" && isRunFolderName(name))
      .flatMap(({ name }) => {
        const placed = this.#at(folder, name);
        if (placed === undefined && kindOf(join(folder, name)) === "folder") {
          this.#damage.report(join(folder, name), `it holds no readable ${META_FILE} of a run`);
        }
        return placed ?? [];
      });
  }

  #at(experimentFolder: string, runId: string): PlacedRun | undefined {
    const folder = join(experimentFolder, runId);
    const meta = this.#metas.get(join(folder, META_FILE));
    if (meta === undefined) return undefined;
    const parts = experimentFolder.split(/[/\\]/);
    if (meta.runId !== runId || meta.experimentId !== parts.at(-1)) {
      this.#damage.report(
        folder,
        `its ${META_FILE} is that of run ${meta.runId} of experiment ${meta.experimentId}`,
      );
      return undefined;
    }
    const isInTrash = parts.at(-2) === TRASH_FOLDER;
    return { folder, experimentFolder, meta: isInTrash ? { ...meta, lifecycleStage: "deleted" } : meta };
  }

  /** A run with all that was logged to it. */
  read({ folder, experimentFolder, meta }: PlacedRun): Run {
    const tags = readTexts(join(folder, TAGS_FOLDER), this.#damage);
    const metrics = new Map<string, Metric>();
    for (const key of storedKeys(join(folder, METRICS_FOLDER), this.#damage)) {
      const last = lastMetric(join(folder, METRICS_FOLDER), key, this.#damage);
      if (last !== undefined) metrics.set(key, last);
    }
    return {
      info: runInfo(meta, tags.get(RUN_NAME_TAG)),
      data: { metrics, params: readTexts(join(folder, PARAMS_FOLDER), this.#damage), tags },
      inputs: this.#inputs.readInputs(folder, experimentFolder),
      outputs: this.#inputs.readOutputs(folder),
    };
  }

  /** Changes status, end time and name of a run that is not deleted. */
  update(runId: string, update: RunUpdate): RunInfo {
    const { folder } = this.active(runId);
    const { runName } = update;
    const meta = this.#rewrite(runId, folder, (before) => ({
      ...before,
      status: update.status ?? before.status,
      endTimeMs: update.endTimeMs ?? before.endTimeMs,
      runName: runName ?? before.runName,
    }));
    if (runName !== undefined) writeText(folder, TAGS_FOLDER, RUN_NAME_TAG, runName);
    return runInfo(meta, runName ?? readStoredText(join(folder, TAGS_FOLDER, RUN_NAME_TAG), this.#damage));
  }

  /** Deletes or restores a run; nothing happens when it is so already. */
  setLifecycleStage(runId: string, lifecycleStage: LifecycleStage, atMs: number): void {
    const { folder, meta } = this.get(runId);
    if (meta.lifecycleStage === lifecycleStage) return;
    const deletedTimeMs = lifecycleStage === "deleted" ? atMs : undefined;
    this.#rewrite(runId, folder, (before) => ({ ...before, lifecycleStage, deletedTimeMs }));
  }

  #rewrite(runId: string, folder: string, change: (before: RunMeta) => RunMeta): RunMeta {
    return this.inRun(runId, () =>
      withFolderLock(folder, () => {
        const path = join(folder, META_FILE);
        const before = readText(path);
        const meta = change(parseRunMeta(before));
        writeFileAtomic(path, formatRunMeta(meta, before), folder);
        return meta;
      }),
    );
  }

  /** Sets a tag; that of the run's name renames the run. */
  setTag({ folder, meta }: PlacedRun, key: string, value: string): void {
    if (key === RUN_NAME_TAG) this.#rewrite(meta.runId, folder, (before) => ({ ...before, runName: value }));
    writeText(folder, TAGS_FOLDER, key, value);
  }

  /** Removes a tag; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  deleteTag({ folder, meta }: PlacedRun, key: string): void {
    if (!deleteText(folder, TAGS_FOLDER, key)) throw noRunTag(meta.runId, key);
  }

  /** Sets params once each: again with the same value is fine, with another one refused, also when two processes race. */
  setParams({ folder, meta }: PlacedRun, params: ReadonlyMap<string, string>): void {
    createTexts(folder, PARAMS_FOLDER, params, `run ID='${meta.runId}'`, this.#damage);
  }

  /** Does `work` on a run's folder; if the folder has gone meanwhile, says so as for any run that is not there. */
  inRun<T>(runId: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (hasCode(error, "ENOENT") && this.find(runId) === undefined) throw noRun(runId);
      throw error;
    }
  }
}

function isRunFolderName(name: string): boolean {
  return isRunId(name) && !RESERVED_FOLDERS.has(name) && !isTemporaryName(name);
}

function runInfo({ deletedTimeMs: _, ...meta }: RunMeta, nameTag: string | undefined): RunInfo {
  return { ...meta, runName: meta.runName || nameTag || "" };
}
