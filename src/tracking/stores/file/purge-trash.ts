// Emptying the trash for good: deleted runs, experiments and logged models, with their artifacts on this machine.
import { join } from "node:path";
import { invalidValue } from "../../../errors/index.ts";
import {
  kindOf,
  moveFolder,
  newHexId,
  nowMs,
  removeTree,
  TEMPORARY_PREFIX,
  treeSize,
} from "../../../system/index.ts";
import { localPathOf, schemeOf } from "../../artifacts/file-uri.ts";
import { noExperiment, noModel, noRun } from "../store-errors.ts";
import type { CachedRun } from "./cached-run.ts";
import type { ExperimentFolders, PlacedExperiment } from "./experiment-folders.ts";
import type { ModelFolders, PlacedModel } from "./model-folders.ts";
import type { RunFolders } from "./run-folders.ts";

/** What is to be removed for good. */
export interface PurgeOptions {
  /** Only what has been in the trash for at least so long. Default: all. */
  readonly olderThanMs?: number | undefined;
  /** Only these; they must be in the trash. With no ids of any kind: everything in the trash. */
  readonly runIds?: readonly string[] | undefined;
  readonly experimentIds?: readonly string[] | undefined;
  readonly modelIds?: readonly string[] | undefined;
  /** Only tell what would be removed. */
  readonly dryRun?: boolean | undefined;
  /**
   * The local folder of an artifact URI, or undefined when the artifacts are elsewhere and must stay. Default: that of
   * `file:` URIs and plain paths.
   */
  readonly localFolderOf?: ((artifactUri: string) => string | undefined) | undefined;
}

/** Something that was removed for good. */
export interface Purged {
  readonly kind: "experiment" | "run" | "model";
  readonly id: string;
  readonly name: string;
  /** What it took on disk, artifacts included. */
  readonly sizeBytes: number;
}

/** The parts of a file store. */
export interface StoreParts {
  readonly experiments: ExperimentFolders;
  readonly runs: RunFolders;
  readonly models: ModelFolders;
}

/** Removes what lies in the trash; see {@link PurgeOptions}. Of each thing, all goes or, after a kill, it is still in the trash. */
export function purgeTrash(parts: StoreParts, options: PurgeOptions = {}): readonly Purged[] {
  return new Purge(parts, options).purge();
}

class Purge {
  readonly #parts: StoreParts;
  readonly #options: PurgeOptions;
  readonly #latestMs: number;
  readonly #purged: Purged[] = [];

  constructor(parts: StoreParts, options: PurgeOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#latestMs = nowMs() - (options.olderThanMs ?? 0);
  }

  purge(): readonly Purged[] {
    const { runIds, experimentIds, modelIds } = this.#options;
    if (runIds === undefined && experimentIds === undefined && modelIds === undefined) this.#everything();
    for (const id of experimentIds ?? []) this.#namedExperiment(id);
    for (const id of runIds ?? []) this.#namedRun(id);
    for (const id of modelIds ?? []) this.#namedModel(id);
    return this.#purged;
  }

  #everything(): void {
    const { experiments, runs, models } = this.#parts;
    for (const experiment of experiments.all()) {
      if (experiment.isInTrash) {
        if ((experiment.meta.lastUpdateTimeMs ?? 0) <= this.#latestMs) this.#experiment(experiment);
        continue;
      }
      for (const run of runs.in(experiment)) {
        const meta = run.meta();
        if (meta?.lifecycleStage === "deleted" && (meta.deletedTimeMs ?? 0) <= this.#latestMs) this.#run(run);
      }
      for (const model of models.in(experiment)) {
        const { lifecycleStage, lastUpdateTimeMs } = model.meta;
        if (lifecycleStage === "deleted" && lastUpdateTimeMs <= this.#latestMs) this.#model(model);
      }
    }
  }

  #namedExperiment(id: string): void {
    const experiment = this.#parts.experiments.find(id);
    if (experiment === undefined) throw noExperiment(id);
    if (!experiment.isInTrash) throw notInTrash("Experiment", id);
    this.#experiment(experiment);
  }

  #namedRun(id: string): void {
    const run = this.#parts.runs.cached(id);
    if (run === undefined) throw noRun(id);
    if (run.lastMeta()?.lifecycleStage !== "deleted") throw notInTrash("Run", id);
    this.#run(run);
  }

  #namedModel(id: string): void {
    const model = this.#parts.models.get(id, { allowDeleted: true });
    if (model === undefined) throw noModel(id);
    if (model.meta.lifecycleStage !== "deleted") throw notInTrash("Logged model", id);
    this.#model(model);
  }

  #experiment(experiment: PlacedExperiment): void {
    const { runs, models } = this.#parts;
    const outside = [
      ...runs
        .in(experiment)
        .map((run) => this.#artifactsOutside(run.lastMeta()?.artifactUri, run.runId, experiment.folder)),
      ...models
        .in(experiment)
        .map(({ meta }) => this.#artifactsOutside(meta.artifactUri, meta.modelId, experiment.folder)),
    ];
    const { experimentId, name } = experiment.meta;
    this.#remove(
      { kind: "experiment", id: experimentId, name },
      experiment.folder,
      outside,
      join(experiment.folder, ".."),
    );
  }

  #run(run: CachedRun): void {
    const meta = run.lastMeta();
    const outside = this.#artifactsOutside(meta?.artifactUri, run.runId, run.folder);
    this.#remove(
      { kind: "run", id: run.runId, name: meta?.runName ?? "" },
      run.folder,
      [outside],
      run.experimentFolder,
    );
  }

  #model({ folder, meta }: PlacedModel): void {
    const outside = this.#artifactsOutside(meta.artifactUri, meta.modelId, folder);
    this.#remove(
      { kind: "model", id: meta.modelId, name: meta.name },
      folder,
      [outside],
      join(folder, "../.."),
    );
  }

  /** Artifacts first, then the folder in one step: a kill in between leaves a thing that is still in the trash. */
  #remove(
    thing: Omit<Purged, "sizeBytes">,
    folder: string,
    outside: readonly (string | undefined)[],
    temporaryFolder: string,
  ): void {
    const elsewhere = outside.filter((path) => path !== undefined);
    const sizeBytes = [folder, ...elsewhere].reduce((sum, path) => sum + treeSize(path), 0);
    this.#purged.push({ ...thing, sizeBytes });
    if (this.#options.dryRun === true) return;
    for (const path of elsewhere) removeTree(path);
    const hidden = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
    if (moveFolder(folder, hidden)) removeTree(hidden);
  }

  /** The folder of a thing's artifacts if it is on this machine, outside of its own folder, and plainly its own. */
  #artifactsOutside(uri: string | undefined, id: string, folder: string): string | undefined {
    if (uri === undefined || uri === "") return undefined;
    const path = (this.#options.localFolderOf ?? localFolderOfFileUri)(uri);
    if (path === undefined || path.startsWith(`${folder}/`)) return undefined;
    const isOwn = path.split(/[/\\]/).slice(-2).join("/") === `${id}/artifacts`;
    return isOwn && kindOf(path) === "folder" ? path : undefined;
  }
}

function localFolderOfFileUri(uri: string): string | undefined {
  const scheme = schemeOf(uri);
  return scheme === undefined || scheme === "file" ? localPathOf(uri) : undefined;
}

function notInTrash(what: string, id: string): RangeError {
  return invalidValue(
    `Cannot remove ${what.toLowerCase()} ${id} for good: it is not in the trash; delete it first`,
  );
}
