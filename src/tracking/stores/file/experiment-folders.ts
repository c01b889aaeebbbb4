// The experiments of a file store: folders of its root, or of its trash.
import { join } from "node:path";
import { failure } from "../../../errors/index.ts";
import {
  buildFolder,
  folderNames,
  makeFolder,
  moveFolder,
  newDecimalId,
  nowMs,
  readText,
  withFolderLock,
  writeFileAtomic,
  writeNewFile,
} from "../../../system/index.ts";
import {
  type ExperimentMeta,
  formatExperimentMeta,
  parseExperimentMeta,
} from "../../codecs/experiment-meta.ts";
import type { Experiment } from "../../entities.ts";
import { MAX_META_BYTES } from "../../limits.ts";
import { isExperimentId } from "../../validation/check-ids.ts";
import { newExperiment } from "../new-entities.ts";
import { experimentExists, experimentNotActive, noExperiment, noExperimentTag } from "../store-errors.ts";
import { DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME } from "../well-known.ts";
import type { DamageLog } from "./damage-log.ts";
import { atKey, deleteText, readTexts, writeText } from "./keyed-files.ts";
import { META_FILE, REGISTRY_FOLDER, TAGS_FOLDER, TRASH_FOLDER } from "./layout.ts";
import { StampedFiles } from "./stamped-files.ts";

const MAX_REMEMBERED = 100_000;
const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** An experiment and where it lies. What lies in the trash is deleted, whatever its file says. */
export interface PlacedExperiment {
  readonly folder: string;
  readonly meta: ExperimentMeta;
  readonly isInTrash: boolean;
}

/** The experiments of one store. */
export class ExperimentFolders {
  readonly #root: string;
  readonly #trash: string;
  readonly #artifactRoot: string;
  readonly #damage: DamageLog;
  readonly #metas: StampedFiles<ExperimentMeta>;

  constructor(root: string, artifactRoot: string, damage: DamageLog) {
    this.#root = root;
    this.#trash = join(root, TRASH_FOLDER);
    this.#artifactRoot = artifactRoot;
    this.#damage = damage;
    this.#metas = new StampedFiles({
      parse: parseExperimentMeta,
      damage,
      maxBytes: MAX_META_BYTES,
      maxFiles: MAX_REMEMBERED,
    });
  }

  /** All experiments, those in the trash too. `Default` is among them even before anything has been written. */
  all(): readonly PlacedExperiment[] {
    const found = [...this.#in(this.#root), ...this.#in(this.#trash)];
    const hasDefault = found.some(({ meta }) => meta.experimentId === DEFAULT_EXPERIMENT_ID);
    return hasDefault ? found : [this.#unwrittenDefault(), ...found];
  }

  /** The folders in which runs and logged models may be, those in the trash last. */
  folders(): readonly string[] {
    return [...this.#foldersIn(this.#root), ...this.#foldersIn(this.#trash)];
  }

  #foldersIn(parent: string): readonly string[] {
    return (folderNames(parent) ?? [])
      .filter(({ name, kind }) => kind !== "file" && name !== REGISTRY_FOLDER && isExperimentId(name))
      .map(({ name }) => join(parent, name));
  }

  #in(parent: string): readonly PlacedExperiment[] {
    return this.#foldersIn(parent).flatMap((folder) => {
      const placed = this.#at(folder, folder.slice(parent.length + 1), parent === this.#trash);
      if (placed === undefined)
        this.#damage.report(folder, `it holds no readable ${META_FILE} of an experiment`);
      return placed ?? [];
    });
  }

  #at(folder: string, experimentId: string, isInTrash: boolean): PlacedExperiment | undefined {
    const meta = this.#metas.get(join(folder, META_FILE));
    if (meta === undefined) return undefined;
    if (meta.experimentId !== experimentId) {
      this.#damage.report(folder, `its ${META_FILE} is that of experiment ${meta.experimentId}`);
      return undefined;
    }
    return { folder, meta: isInTrash ? { ...meta, lifecycleStage: "deleted" } : meta, isInTrash };
  }

  /** The experiment with this id, wherever it lies. */
  find(experimentId: string): PlacedExperiment | undefined {
    return (
      this.#at(join(this.#root, experimentId), experimentId, false) ??
      this.#at(join(this.#trash, experimentId), experimentId, true) ??
      (experimentId === DEFAULT_EXPERIMENT_ID ? this.#unwrittenDefault() : undefined)
    );
  }

  /** The experiment with this id; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  get(experimentId: string): PlacedExperiment {
    const placed = this.find(experimentId);
    if (placed === undefined) throw noExperiment(experimentId);
    return placed;
  }

  /** The experiment with this id, if it is not deleted; makes the `Default` one if it is that. */
  active(experimentId: string): PlacedExperiment {
    if (experimentId === DEFAULT_EXPERIMENT_ID) this.ensureRoot();
    const placed = this.get(experimentId);
    if (placed.meta.lifecycleStage !== "active") throw experimentNotActive(experimentId);
    return placed;
  }

  /** The experiment of this name, wherever it lies. */
  byName(name: string): PlacedExperiment | undefined {
    return this.all().find(({ meta }) => meta.name === name);
  }

  /** An experiment with its tags. */
  read({ folder, meta }: PlacedExperiment): Experiment {
    return { ...meta, tags: readTexts(join(folder, TAGS_FOLDER), this.#damage) };
  }

  /** Makes the root folder, its trash and the `Default` experiment, as far as they are missing. */
  ensureRoot(): void {
    const folder = join(this.#root, DEFAULT_EXPERIMENT_ID);
    if (this.#at(folder, DEFAULT_EXPERIMENT_ID, false) !== undefined) return;
    makeFolder(this.#trash);
    if (this.#at(join(this.#trash, DEFAULT_EXPERIMENT_ID), DEFAULT_EXPERIMENT_ID, true) !== undefined) return;
    this.#write(DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME, undefined, NO_TAGS);
  }

  #unwrittenDefault(): PlacedExperiment {
    const fresh = newExperiment(DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME, this.#artifactRoot);
    const meta = { ...fresh, creationTimeMs: undefined, lastUpdateTimeMs: undefined };
    return { folder: join(this.#root, DEFAULT_EXPERIMENT_ID), meta, isInTrash: false };
  }

  /**
   * Makes an experiment.
   *
   * @returns Its id.
   * @throws Error `RESOURCE_ALREADY_EXISTS` when one of that name exists, in the trash or not.
   */
  create(name: string, artifactLocation: string | undefined, tags: ReadonlyMap<string, string>): string {
    this.ensureRoot();
    return withFolderLock(this.#root, () => {
      this.#refuseTakenName(name);
      const experimentId = newDecimalId();
      this.#write(experimentId, name, artifactLocation, tags);
      return experimentId;
    });
  }

  #refuseTakenName(name: string): void {
    const taken = this.byName(name);
    if (taken === undefined) return;
    throw experimentExists(name, taken.meta.lifecycleStage === "deleted");
  }

  #write(
    experimentId: string,
    name: string,
    artifactLocation: string | undefined,
    tags: ReadonlyMap<string, string>,
  ): void {
    const meta = newExperiment(experimentId, name, this.#artifactRoot, artifactLocation);
    buildFolder(join(this.#root, experimentId), this.#root, (folder) => {
      for (const [key, value] of tags) atKey(folder, TAGS_FOLDER, key, (path) => writeNewFile(path, value));
      writeNewFile(join(folder, META_FILE), formatExperimentMeta(meta));
    });
  }

  /** Gives an experiment another name; refused when the name is taken or the experiment deleted. */
  rename(experimentId: string, newName: string): void {
    this.active(experimentId);
    withFolderLock(this.#root, () => {
      const placed = this.active(experimentId);
      if (placed.meta.name === newName) return;
      this.#refuseTakenName(newName);
      this.#rewrite(placed.folder, { name: newName, lastUpdateTimeMs: nowMs() });
    });
  }

  #rewrite(folder: string, change: Partial<ExperimentMeta>): void {
    const path = join(folder, META_FILE);
    const before = readText(path);
    writeFileAtomic(
      path,
      formatExperimentMeta({ ...parseExperimentMeta(before), ...change }, before),
      folder,
    );
  }

  /** Sets a tag of an experiment that is not deleted. */
  setTag(experimentId: string, key: string, value: string): void {
    writeText(this.active(experimentId).folder, TAGS_FOLDER, key, value);
  }

  /** Removes a tag; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  deleteTag(experimentId: string, key: string): void {
    if (!deleteText(this.active(experimentId).folder, TAGS_FOLDER, key))
      throw noExperimentTag(experimentId, key);
  }

  /** Moves an experiment into the trash. Its runs must have been marked before. */
  moveToTrash(placed: PlacedExperiment, deletedMs: number): void {
    makeFolder(this.#trash);
    withFolderLock(this.#root, () => {
      this.#rewrite(placed.folder, { lifecycleStage: "deleted", lastUpdateTimeMs: deletedMs });
      this.#move(placed.folder, join(this.#trash, placed.meta.experimentId));
    });
  }

  /** Moves an experiment out of the trash; it counts as deleted until {@link markRestored}. */
  moveFromTrash(placed: PlacedExperiment): PlacedExperiment {
    if (!placed.isInTrash) return placed;
    const folder = join(this.#root, placed.meta.experimentId);
    withFolderLock(this.#root, () => {
      this.#rewrite(placed.folder, { lifecycleStage: "deleted" });
      this.#move(placed.folder, folder);
    });
    return { ...placed, folder, isInTrash: false };
  }

  /** Says in an experiment's file that it is active again. */
  markRestored(placed: PlacedExperiment): void {
    withFolderLock(this.#root, () => {
      this.#rewrite(placed.folder, { lifecycleStage: "active", lastUpdateTimeMs: nowMs() });
    });
  }

  #move(from: string, to: string): void {
    if (!moveFolder(from, to)) {
      throw failure(
        "INTERNAL_ERROR",
        `Cannot move ${from} to ${to}: there is something of that name already`,
      );
    }
  }
}
