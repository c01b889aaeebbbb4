// The logged models of a file store: folders below `models` of their experiments.
import { join } from "node:path";
import {
  buildFolder,
  folderNames,
  makeFolder,
  makeFoldersBelow,
  nowMs,
  readText,
  withFolderLock,
  writeFileAtomic,
  writeNewFile,
} from "../../../system/index.ts";
import {
  formatLoggedModelMeta,
  type LoggedModelMeta,
  parseLoggedModelMeta,
} from "../../codecs/logged-model-meta.ts";
import type { LoggedModel, Metric } from "../../entities.ts";
import { MAX_META_BYTES } from "../../limits.ts";
import { checkModelId, isModelId } from "../../validation/check-ids.ts";
import { newLoggedModel } from "../new-entities.ts";
import { noModel, noModelTag } from "../store-errors.ts";
import type { NewLoggedModel } from "../tracking-store.ts";
import type { DamageLog } from "./damage-log.ts";
import type { ExperimentFolders, PlacedExperiment } from "./experiment-folders.ts";
import { atKey, createTexts, deleteText, readTexts, storedKeys, writeText } from "./keyed-files.ts";
import { META_FILE, METRICS_FOLDER, MODELS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER } from "./layout.ts";
import { lastModelMetrics } from "./metric-files.ts";
import { StampedFiles } from "./stamped-files.ts";

const MAX_REMEMBERED = 20_000;

/** A logged model and where it lies. */
export interface PlacedModel {
  readonly folder: string;
  readonly meta: LoggedModelMeta;
}

/** The logged models of one store. */
export class ModelFolders {
  readonly #experiments: ExperimentFolders;
  readonly #damage: DamageLog;
  readonly #metas: StampedFiles<LoggedModelMeta>;
  /** Where models were found last: a hint, checked at each use. */
  readonly #experimentFolderOf = new Map<string, string>();

  constructor(experiments: ExperimentFolders, damage: DamageLog) {
    this.#experiments = experiments;
    this.#damage = damage;
    this.#metas = new StampedFiles({
      parse: parseLoggedModelMeta,
      damage,
      maxBytes: MAX_META_BYTES,
      maxFiles: MAX_REMEMBERED,
    });
  }

  /** Makes a logged model, whole at once, with status pending. */
  create(request: NewLoggedModel): PlacedModel {
    const experiment = this.#experiments.active(request.experimentId);
    const meta = newLoggedModel(request, experiment.meta);
    makeFoldersBelow(experiment.folder, MODELS_FOLDER);
    const folder = join(experiment.folder, MODELS_FOLDER, meta.modelId);
    buildFolder(folder, experiment.folder, (hidden) => {
      for (const name of [METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER]) makeFolder(join(hidden, name));
      for (const [key, value] of request.params ?? [])
        atKey(hidden, PARAMS_FOLDER, key, (path) => writeNewFile(path, value));
      for (const [key, value] of request.tags ?? [])
        atKey(hidden, TAGS_FOLDER, key, (path) => writeNewFile(path, value));
      writeNewFile(join(hidden, META_FILE), formatLoggedModelMeta(meta));
    });
    return { folder, meta };
  }

  /** The model with this id, if it is there and not deleted; `RESOURCE_DOES_NOT_EXIST` otherwise. */
  get(modelId: string, options: { readonly allowDeleted?: boolean | undefined } = {}): PlacedModel {
    const placed = this.#find(modelId);
    const isThere = placed?.meta.lifecycleStage === "active" || options.allowDeleted === true;
    if (placed === undefined || !isThere) throw noModel(modelId);
    return placed;
  }

  /** The models that some metric points are about, by their ids. */
  ofMetrics(metrics: readonly Metric[]): ReadonlyMap<string, PlacedModel> {
    const models = new Map<string, PlacedModel>();
    for (const { modelId } of metrics) {
      if (modelId === undefined || modelId === "" || models.has(modelId)) continue;
      checkModelId(modelId);
      models.set(modelId, this.get(modelId));
    }
    return models;
  }

  #find(modelId: string): PlacedModel | undefined {
    const hint = this.#experimentFolderOf.get(modelId);
    const known = hint === undefined ? undefined : this.#at(hint, modelId);
    if (known !== undefined) return known;
    for (const experimentFolder of this.#experiments.folders()) {
      const placed = this.#at(experimentFolder, modelId);
      if (placed === undefined) continue;
      if (this.#experimentFolderOf.size >= MAX_REMEMBERED) this.#experimentFolderOf.clear();
      this.#experimentFolderOf.set(modelId, experimentFolder);
      return placed;
    }
    return undefined;
  }

  /** The models of an experiment, deleted ones too. Damaged ones are reported and left out. */
  in({ folder }: PlacedExperiment): readonly PlacedModel[] {
    return (folderNames(join(folder, MODELS_FOLDER)) ?? [])
      .filter(({ name, kind }) => kind !== "file" && isModelId(name))
      .flatMap(({ name }) => this.#at(folder, name) ?? []);
  }

  #at(experimentFolder: string, modelId: string): PlacedModel | undefined {
    const folder = join(experimentFolder, MODELS_FOLDER, modelId);
    const meta = this.#metas.get(join(folder, META_FILE));
    if (meta === undefined) return undefined;
    if (meta.modelId === modelId) return { folder, meta };
    this.#damage.report(folder, `its ${META_FILE} is that of model ${meta.modelId}`);
    return undefined;
  }

  /** A logged model with its params, metrics and tags. */
  read({ folder, meta }: PlacedModel): LoggedModel {
    const metricsFolder = join(folder, METRICS_FOLDER);
    return {
      ...meta,
      params: readTexts(join(folder, PARAMS_FOLDER), this.#damage),
      metrics: storedKeys(metricsFolder, this.#damage).flatMap((key) =>
        lastModelMetrics(metricsFolder, key, this.#damage),
      ),
      tags: readTexts(join(folder, TAGS_FOLDER), this.#damage),
    };
  }

  /** Changes facts of a model that is not deleted. */
  update(modelId: string, change: Partial<Pick<LoggedModelMeta, "status" | "lifecycleStage">>): PlacedModel {
    const { folder } = this.get(modelId);
    return withFolderLock(folder, () => {
      const path = join(folder, META_FILE);
      const before = readText(path);
      const meta = { ...parseLoggedModelMeta(before), ...change, lastUpdateTimeMs: nowMs() };
      writeFileAtomic(path, formatLoggedModelMeta(meta, before), folder);
      return { folder, meta };
    });
  }

  /** Sets tags. */
  setTags(modelId: string, tags: ReadonlyMap<string, string>): void {
    const { folder } = this.get(modelId);
    for (const [key, value] of tags) writeText(folder, TAGS_FOLDER, key, value);
  }

  /** Removes a tag; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  deleteTag(modelId: string, key: string): void {
    if (!deleteText(this.get(modelId).folder, TAGS_FOLDER, key)) throw noModelTag(modelId, key);
  }

  /** Sets params once each, as those of a run. */
  setParams(modelId: string, params: ReadonlyMap<string, string>): void {
    createTexts(this.get(modelId).folder, PARAMS_FOLDER, params, `model ID='${modelId}'`, this.#damage);
  }
}
