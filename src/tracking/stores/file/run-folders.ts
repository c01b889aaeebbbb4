// The runs of a file store: folders of their experiments.
import { join } from "node:path";
import {
  buildFolder,
  hasCode,
  makeFolder,
  readText,
  withFolderLock,
  writeFileAtomic,
  writeNewFile,
} from "../../../system/index.ts";
import { formatRunMeta, parseRunMeta, type RunMeta } from "../../codecs/run-meta.ts";
import type { LifecycleStage, Run, RunInfo } from "../../entities.ts";
import { newRun } from "../new-entities.ts";
import { noRun, noRunTag, runNotActive } from "../store-errors.ts";
import type { NewRun, RunUpdate } from "../tracking-store.ts";
import { RUN_NAME_TAG } from "../well-known.ts";
import type { CachedRun, RunContext } from "./cached-run.ts";
import type { ExperimentFolders, PlacedExperiment } from "./experiment-folders.ts";
import { atKey, createTexts, deleteText, readStoredText, writeText } from "./keyed-files.ts";
import { ARTIFACTS_FOLDER, META_FILE, METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER } from "./layout.ts";
import { RunListing } from "./run-listing.ts";

const MAX_REMEMBERED_RUNS = 100_000;
const MAX_REMEMBERED_EXPERIMENTS = 1000;
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
  readonly #context: RunContext;
  readonly #listings = new Map<string, RunListing>();
  /** Where runs were found last: a hint, checked at each use. */
  readonly #experimentFolderOf = new Map<string, string>();

  constructor(experiments: ExperimentFolders, context: RunContext) {
    this.#experiments = experiments;
    this.#context = context;
  }

  #listing(experimentFolder: string): RunListing {
    const known = this.#listings.get(experimentFolder);
    if (known !== undefined) return known;
    if (this.#listings.size >= MAX_REMEMBERED_EXPERIMENTS) this.#listings.clear();
    const listing = new RunListing(experimentFolder, this.#context);
    this.#listings.set(experimentFolder, listing);
    return listing;
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
    const run = this.cached(runId);
    const meta = run?.lastMeta();
    if (run === undefined || meta === undefined) return undefined;
    return { folder: run.folder, experimentFolder: run.experimentFolder, meta };
  }

  /** The same, with what is remembered of it. */
  cached(runId: string): CachedRun | undefined {
    const hint = this.#experimentFolderOf.get(runId);
    const known = hint === undefined ? undefined : this.#listing(hint).find(runId);
    if (known !== undefined) return known;
    for (const experimentFolder of this.#experiments.folders()) {
      const run = this.#listing(experimentFolder).find(runId);
      if (run === undefined) continue;
      if (this.#experimentFolderOf.size >= MAX_REMEMBERED_RUNS) this.#experimentFolderOf.clear();
      this.#experimentFolderOf.set(runId, experimentFolder);
      return run;
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

  /** The runs of an experiment, the newest first. Damaged ones are reported and left out. */
  in({ folder }: PlacedExperiment): readonly CachedRun[] {
    return this.#listing(folder).newestFirst();
  }

  /** Writes the index of an experiment's runs, if that is worth it by now. */
  keepIndex({ folder }: PlacedExperiment): void {
    this.#listing(folder).keep();
  }

  /** The run with this id and all that was logged to it. */
  read(runId: string): Run {
    const run = this.cached(runId)?.whole();
    if (run === undefined) throw noRun(runId);
    return run;
  }

  /** Changes status, end time and name of a run that is not deleted. */
  update(runId: string, update: RunUpdate): RunInfo {
    const { folder } = this.active(runId);
    const { runName } = update;
    const change = (before: RunMeta): RunMeta => ({
      ...before,
      status: update.status ?? before.status,
      endTimeMs: update.endTimeMs ?? before.endTimeMs,
      runName: runName ?? before.runName,
    });
    const meta = this.#rewrite(runId, folder, change, runName);
    return runInfo(
      meta,
      runName ?? readStoredText(join(folder, TAGS_FOLDER, RUN_NAME_TAG), this.#context.damage),
    );
  }

  /** Deletes or restores a run; nothing happens when it is so already. */
  setLifecycleStage(runId: string, lifecycleStage: LifecycleStage, atMs: number): void {
    const { folder, meta } = this.get(runId);
    if (meta.lifecycleStage === lifecycleStage) return;
    const deletedTimeMs = lifecycleStage === "deleted" ? atMs : undefined;
    this.#rewrite(runId, folder, (before) => ({ ...before, lifecycleStage, deletedTimeMs }));
  }

  /** @param name A new name: the tag that repeats it is written under the same lock. */
  #rewrite(runId: string, folder: string, change: (before: RunMeta) => RunMeta, name?: string): RunMeta {
    return this.inRun(runId, () =>
      withFolderLock(folder, () => {
        const path = join(folder, META_FILE);
        const before = readText(path);
        const meta = change(parseRunMeta(before));
        writeFileAtomic(path, formatRunMeta(meta, before), folder);
        if (name !== undefined) writeText(folder, TAGS_FOLDER, RUN_NAME_TAG, name);
        return meta;
      }),
    );
  }

  /** Sets a tag; that of the run's name renames the run. */
  setTag({ folder, meta }: PlacedRun, key: string, value: string): void {
    if (key !== RUN_NAME_TAG) writeText(folder, TAGS_FOLDER, key, value);
    else this.#rewrite(meta.runId, folder, (before) => ({ ...before, runName: value }), value);
  }

  /** Removes a tag; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  deleteTag({ folder, meta }: PlacedRun, key: string): void {
    if (!deleteText(folder, TAGS_FOLDER, key)) throw noRunTag(meta.runId, key);
  }

  /** Sets params once each: again with the same value is fine, with another one refused, also when two processes race. */
  setParams({ folder, meta }: PlacedRun, params: ReadonlyMap<string, string>): void {
    createTexts(folder, PARAMS_FOLDER, params, `run ID='${meta.runId}'`, this.#context.damage);
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

function runInfo({ deletedTimeMs: _, ...meta }: RunMeta, nameTag: string | undefined): RunInfo {
  return { ...meta, runName: meta.runName || nameTag || "" };
}
