// The doctor: walks through the whole folder of a store, says what is wrong, and repairs what can be.
import { join } from "node:path";
import { errorCode, messageOf } from "../../../errors/index.ts";
import {
  folderNames,
  isLockName,
  isTemporaryName,
  kindOf,
  makeFolder,
  moveFolder,
  nowMs,
  readLimitedText,
  removeTree,
  stampOf,
} from "../../../system/index.ts";
import { type ExperimentMeta, parseExperimentMeta } from "../../codecs/experiment-meta.ts";
import { parseLoggedModelMeta } from "../../codecs/logged-model-meta.ts";
import type { MetricFileKind } from "../../codecs/metric-line.ts";
import { parseRunMeta } from "../../codecs/run-meta.ts";
import { MAX_META_BYTES } from "../../limits.ts";
import { isExperimentId, isModelId, isRunId } from "../../validation/check-ids.ts";
import { DamageLog } from "./damage-log.ts";
import { storedKeys } from "./keyed-files.ts";
import {
  ARTIFACTS_FOLDER,
  META_FILE,
  METRICS_FOLDER,
  MODELS_FOLDER,
  PARAMS_FOLDER,
  REGISTRY_FOLDER,
  RESERVED_FOLDERS,
  TAGS_FOLDER,
  TRASH_FOLDER,
} from "./layout.ts";
import { rebuildExperiment, rebuildRun } from "./rebuild-meta.ts";
import { metricFileFault, repairMetricFile, setAside, textFault } from "./repair-files.ts";

/** Something that is not as it should be. */
export interface Finding {
  readonly path: string;
  readonly problem: string;
  /** What was done about it, or could be. */
  readonly remedy: string;
  readonly isRepaired: boolean;
}

/** What the doctor saw. */
export interface DoctorReport {
  readonly experiments: number;
  readonly runs: number;
  readonly models: number;
  readonly findings: readonly Finding[];
}

/** How the doctor goes about it. */
export interface ExamineOptions {
  /** Whether to repair. Damaged files and lines are kept, in `.traintracks-damaged` beside them. Default: false. */
  readonly repair?: boolean | undefined;
  /** What has changed within this time may still be written to, and is left alone. Default: a minute. */
  readonly quietMs?: number | undefined;
}

const QUIET_MS = 60_000;
const BY_HAND = "look at it: only a person can tell what it was";

/** Examines the store in a folder, and repairs it if asked to. */
export function examineStore(root: string, options: ExamineOptions = {}): DoctorReport {
  return new Examination(root, options).report();
}

class Examination {
  readonly #root: string;
  readonly #trash: string;
  readonly #repair: boolean;
  readonly #quietMs: number;
  readonly #findings: Finding[] = [];
  readonly #folderOfName = new Map<string, string>();
  /** Faults met while listing are those that are looked for anyway. */
  readonly #ignored = new DamageLog(() => {});
  #experiments = 0;
  #runs = 0;
  #models = 0;

  constructor(root: string, { repair = false, quietMs = QUIET_MS }: ExamineOptions) {
    this.#root = root;
    this.#trash = join(root, TRASH_FOLDER);
    this.#repair = repair;
    this.#quietMs = quietMs;
  }

  report(): DoctorReport {
    for (const parent of [this.#root, this.#trash]) {
      this.#leftovers(parent);
      for (const name of foldersIn(parent)) {
        if (isExperimentId(name) && !(parent === this.#root && name === REGISTRY_FOLDER)) {
          this.#experiment(join(parent, name), name, parent === this.#trash);
        }
      }
    }
    const counts = { experiments: this.#experiments, runs: this.#runs, models: this.#models };
    return { ...counts, findings: this.#findings };
  }

  #experiment(folder: string, experimentId: string, isInTrash: boolean): void {
    this.#leftovers(folder);
    const runs = foldersIn(folder).filter((name) => isRunId(name) && !RESERVED_FOLDERS.has(name));
    const models = foldersIn(join(folder, MODELS_FOLDER)).filter(isModelId);
    const read = this.#readMeta(folder, parseExperimentMeta);
    let meta = read.meta;
    if (meta === undefined) {
      const looksLikeOne = experimentId === "0" || [...runs, ...models].length > 0;
      meta = this.#metaLost(folder, read.problem, looksLikeOne, () =>
        rebuildExperiment(folder, experimentId, isInTrash),
      );
      if (!looksLikeOne) return;
    } else if (meta.experimentId !== experimentId) {
      this.#add(folder, `its ${META_FILE} is that of experiment ${meta.experimentId}`, BY_HAND);
    }
    this.#experiments++;
    if (meta !== undefined) this.#nameAndPlace(folder, meta, isInTrash);
    for (const runId of runs) this.#run(join(folder, runId), runId, experimentId, meta);
    for (const modelId of models) this.#model(join(folder, MODELS_FOLDER, modelId), modelId);
    this.#texts(folder, TAGS_FOLDER);
    // A deletion that was cut off is carried out last: until then everything is where it was.
    if (!isInTrash && meta?.lifecycleStage === "deleted") {
      this.#treat(folder, "it is deleted, but not in the trash", "move it there", () => {
        makeFolder(this.#trash);
        moveFolder(folder, join(this.#trash, experimentId));
      });
    }
  }

  #nameAndPlace(folder: string, { name }: ExperimentMeta, isInTrash: boolean): void {
    const other = this.#folderOfName.get(name);
    if (other === undefined) this.#folderOfName.set(name, folder);
    else this.#add(folder, `it has the same name as ${other}: ${name}`, "rename one of the two experiments");
    if (isInTrash && kindOf(join(this.#root, folder.slice(this.#trash.length + 1))) === "folder") {
      this.#add(folder, "it lies in the trash and outside of it", BY_HAND);
    }
  }

  #run(folder: string, runId: string, experimentId: string, experiment: ExperimentMeta | undefined): void {
    this.#leftovers(folder);
    const read = this.#readMeta(folder, parseRunMeta);
    if (read.meta === undefined) {
      const looksLikeOne = [METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER].some((name) =>
        foldersIn(folder).includes(name),
      );
      this.#metaLost(folder, read.problem, looksLikeOne && experiment !== undefined, () => {
        if (experiment !== undefined) rebuildRun(folder, runId, experiment, this.#ignored);
      });
      if (!looksLikeOne) return;
    } else if (read.meta.runId !== runId || read.meta.experimentId !== experimentId) {
      const owner = `run ${read.meta.runId} of experiment ${read.meta.experimentId}`;
      this.#add(folder, `its ${META_FILE} is that of ${owner}`, BY_HAND);
    }
    this.#runs++;
    for (const name of [METRICS_FOLDER, PARAMS_FOLDER, ARTIFACTS_FOLDER]) {
      const path = join(folder, name);
      if (kindOf(path) !== "absent") continue;
      this.#treat(path, "the folder is missing, and MLflow wants it", "make it, empty", () =>
        makeFolder(path),
      );
    }
    this.#values(folder, "run");
  }

  #model(folder: string, modelId: string): void {
    this.#leftovers(folder);
    const { meta, problem } = this.#readMeta(folder, parseLoggedModelMeta);
    if (meta === undefined) this.#add(join(folder, META_FILE), problem, BY_HAND);
    else if (meta.modelId !== modelId)
      this.#add(folder, `its ${META_FILE} is that of model ${meta.modelId}`, BY_HAND);
    this.#models++;
    this.#values(folder, "model");
  }

  #values(owner: string, kind: MetricFileKind): void {
    this.#texts(owner, PARAMS_FOLDER);
    this.#texts(owner, TAGS_FOLDER);
    for (const key of storedKeys(join(owner, METRICS_FOLDER), this.#ignored)) {
      const path = join(owner, METRICS_FOLDER, key);
      const problem = metricFileFault(path, kind);
      if (problem === undefined) continue;
      this.#treat(path, problem, "set the damaged lines aside and keep the others", () =>
        repairMetricFile(owner, key, kind),
      );
    }
  }

  #texts(owner: string, folder: string): void {
    for (const key of storedKeys(join(owner, folder), this.#ignored)) {
      const path = join(owner, folder, key);
      const problem = textFault(path);
      if (problem === undefined) continue;
      this.#treat(path, problem, "set it aside", () => setAside(owner, `${folder}/${key}`));
    }
  }

  #readMeta<T>(
    folder: string,
    parse: (text: string) => T,
  ): { readonly meta: T | undefined; readonly problem: string } {
    const { text, fault } = readLimitedText(join(folder, META_FILE), MAX_META_BYTES);
    if (text === undefined) return { meta: undefined, problem: `it is ${fault}` };
    try {
      return { meta: parse(text), problem: "" };
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return { meta: undefined, problem: messageOf(error) };
    }
  }

  #metaLost<T>(folder: string, problem: string, canRebuild: boolean, rebuild: () => T): T | undefined {
    const path = join(folder, META_FILE);
    if (!canRebuild) {
      this.#add(path, problem, BY_HAND);
      return undefined;
    }
    let rebuilt: T | undefined;
    this.#treat(path, problem, "write a new one from what lies around it", () => {
      setAside(folder, META_FILE);
      rebuilt = rebuild();
    });
    return rebuilt;
  }

  /** Files of writes that were cut off, and locks of killed processes. */
  #leftovers(folder: string): void {
    for (const { name } of folderNames(folder) ?? []) {
      const path = join(folder, name);
      if ((!isTemporaryName(name) && !isLockName(name)) || !this.#isQuiet(path)) continue;
      this.#treat(path, "a process that was killed has left it behind", "remove it", () => removeTree(path));
    }
  }

  #treat(path: string, problem: string, remedy: string, repair: () => void): void {
    if (!this.#isQuiet(path)) {
      this.#add(path, problem, `${remedy}, once it has not been written to for a while`);
      return;
    }
    if (this.#repair) repair();
    this.#findings.push({ path, problem, remedy, isRepaired: this.#repair });
  }

  #isQuiet(path: string): boolean {
    return nowMs() - (stampOf(path)?.changeTimeMs ?? 0) > this.#quietMs;
  }

  #add(path: string, problem: string, remedy: string): void {
    this.#findings.push({ path, problem, remedy, isRepaired: false });
  }
}

function foldersIn(path: string): readonly string[] {
  return (folderNames(path) ?? []).filter(({ kind }) => kind === "folder").map(({ name }) => name);
}
