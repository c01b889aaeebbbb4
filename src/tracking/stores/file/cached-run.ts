// One run's folder as last seen: each part is checked against its file's stamp when it is asked for, and not before.

import type { FileStamp } from "../../../system/index.ts";
import type { IndexedRun } from "../../codecs/run-index.ts";
import { parseRunMeta, type RunMeta } from "../../codecs/run-meta.ts";
import type { Metric, Run, RunInfo } from "../../entities.ts";
import { MAX_META_BYTES } from "../../limits.ts";
import type { RunAccess } from "../../search/run-search.ts";
import { RUN_NAME_TAG } from "../well-known.ts";
import type { DamageLog } from "./damage-log.ts";
import type { InputFolders } from "./input-folders.ts";
import { KeyListing } from "./key-listing.ts";
import { readStoredText } from "./keyed-files.ts";
import { type LastMetric, readLastMetric } from "./last-metric.ts";
import {
  INPUTS_FOLDER,
  META_FILE,
  METRICS_FOLDER,
  OUTPUTS_FOLDER,
  PARAMS_FOLDER,
  TAGS_FOLDER,
  TRASH_FOLDER,
} from "./layout.ts";
import { refreshed, type Stamped } from "./stamped.ts";
import { readParsed } from "./stamped-files.ts";
import type { ValueMemory } from "./value-memory.ts";

/** What all cached runs of a store share. */
export interface RunContext {
  readonly inputs: InputFolders;
  readonly damage: DamageLog;
  readonly memory: ValueMemory;
}

/** How many files the runs of an experiment had to read, to tell when their index is worth writing. */
export interface ReadCount {
  reads: number;
}

/** A run's folder, and what is remembered of it. */
export class CachedRun {
  readonly runId: string;
  readonly folder: string;
  readonly experimentFolder: string;
  readonly #context: RunContext;
  readonly #count: ReadCount;
  readonly #isInTrash: boolean;
  readonly #metrics = new Map<string, Stamped<LastMetric>>();
  readonly #texts = new Map<string, Stamped<string | undefined>>();
  readonly #metricKeys: KeyListing;
  readonly #paramKeys: KeyListing;
  readonly #tagKeys: KeyListing;
  readonly #inputNames: KeyListing;
  readonly #outputNames: KeyListing;
  #meta: Stamped<RunMeta | undefined> | undefined;
  /** How many values were noted with the memory since it last made this run forget. */
  #noted = 0;
  #params: { readonly keys: readonly string[]; readonly texts: ReadonlyMap<string, string> } | undefined;

  constructor(experimentFolder: string, runId: string, context: RunContext, count: ReadCount) {
    this.runId = runId;
    this.folder = `${experimentFolder}/${runId}`;
    this.experimentFolder = experimentFolder;
    this.#context = context;
    this.#count = count;
    this.#isInTrash = experimentFolder.split(/[/\\]/).at(-2) === TRASH_FOLDER;
    this.#metricKeys = new KeyListing(`${this.folder}/${METRICS_FOLDER}`);
    this.#paramKeys = new KeyListing(`${this.folder}/${PARAMS_FOLDER}`);
    this.#tagKeys = new KeyListing(`${this.folder}/${TAGS_FOLDER}`);
    this.#inputNames = new KeyListing(`${this.folder}/${INPUTS_FOLDER}`);
    this.#outputNames = new KeyListing(`${this.folder}/${OUTPUTS_FOLDER}`);
  }

  /** The facts of its meta.yaml; undefined when there is none that can be read and is this run's. */
  meta(): RunMeta | undefined {
    const path = `${this.folder}/${META_FILE}`;
    this.#meta = refreshed(path, this.#meta, () => this.#readMeta(path));
    return this.#meta?.value;
  }

  #readMeta(path: string): RunMeta | undefined {
    this.#count.reads++;
    const { damage } = this.#context;
    const meta = readParsed(path, { parse: parseRunMeta, damage, maxBytes: MAX_META_BYTES });
    if (meta === undefined) return undefined;
    if (meta.runId !== this.runId || meta.experimentId !== this.experimentFolder.split(/[/\\]/).at(-1)) {
      const owner = `run ${meta.runId} of experiment ${meta.experimentId}`;
      damage.report(this.folder, `its ${META_FILE} is that of ${owner}`);
      return undefined;
    }
    return this.#isInTrash ? { ...meta, lifecycleStage: "deleted" } : meta;
  }

  /** The facts as they were when they were last asked for. */
  lastMeta(): RunMeta | undefined {
    return this.#meta === undefined ? this.meta() : this.#meta.value;
  }

  /** The run's facts, its name taken from its tag where old stores have it only there. */
  info(): RunInfo | undefined {
    return this.#infoOf(this.meta());
  }

  #infoOf(meta: RunMeta | undefined): RunInfo | undefined {
    if (meta === undefined) return undefined;
    const { deletedTimeMs: _, ...facts } = meta;
    return { ...facts, runName: facts.runName || this.tag(RUN_NAME_TAG) || "" };
  }

  /** The last point of a metric. Keys must be those of files, as for params and tags. */
  metric(key: string): Metric | undefined {
    const path = `${this.folder}/${METRICS_FOLDER}/${key}`;
    const known = this.#metrics.get(key);
    const fresh = refreshed(path, known, (stamp) => {
      this.#count.reads++;
      return readLastMetric(path, key, stamp, known, this.#context.damage);
    });
    if (fresh !== known) this.#remember(this.#metrics, key, fresh);
    return fresh?.value.point;
  }

  /** A param's value. */
  param(key: string): string | undefined {
    return this.#text(PARAMS_FOLDER, key);
  }

  /** A tag's value. */
  tag(key: string): string | undefined {
    return this.#text(TAGS_FOLDER, key);
  }

  #text(folder: string, key: string): string | undefined {
    const place = `${folder}/${key}`;
    const path = `${this.folder}/${place}`;
    const known = this.#texts.get(place);
    const fresh = refreshed(path, known, () => {
      this.#count.reads++;
      return readStoredText(path, this.#context.damage);
    });
    if (fresh !== known) this.#remember(this.#texts, place, fresh);
    return fresh?.value;
  }

  #remember<T>(values: Map<string, T>, key: string, value: T | undefined): void {
    if (value === undefined) {
      values.delete(key);
      return;
    }
    const isNew = !values.has(key);
    values.set(key, value);
    if (!isNew) return;
    this.#noted++;
    this.#context.memory.note(this);
  }

  /** Forgets all but the facts; see {@link ValueMemory}. */
  forget(): number {
    const count = this.#noted;
    this.#metrics.clear();
    this.#texts.clear();
    this.#params = undefined;
    for (const listing of [this.#metricKeys, this.#paramKeys, this.#tagKeys]) listing.forget();
    this.#noted = 0;
    return count;
  }

  /** What the run has used. */
  inputs(): Run["inputs"] {
    const { inputs, damage } = this.#context;
    const names = this.#inputNames.keys(damage);
    return inputs.readInputs(`${this.folder}/${INPUTS_FOLDER}`, names, this.experimentFolder);
  }

  /** The models the run has put out. */
  outputs(): Run["outputs"] {
    const { inputs, damage } = this.#context;
    return inputs.readOutputs(`${this.folder}/${OUTPUTS_FOLDER}`, this.#outputNames.keys(damage));
  }

  /**
   * The run with all that was logged to it, its facts as they were last asked for (all who call this have just done so);
   * undefined when its meta.yaml could not be read.
   */
  whole(): Run | undefined {
    const info = this.#infoOf(this.lastMeta());
    if (info === undefined) return undefined;
    const { damage } = this.#context;
    const metrics = new Map<string, Metric>();
    for (const key of this.#metricKeys.keys(damage)) {
      const metric = this.metric(key);
      if (metric !== undefined) metrics.set(key, metric);
    }
    const tags = new Map<string, string>();
    for (const key of this.#tagKeys.keys(damage)) {
      const text = this.tag(key);
      if (text !== undefined) tags.set(key, text);
    }
    const data = { metrics, params: this.#allParams(), tags };
    return { info, data, inputs: this.inputs(), outputs: this.outputs() };
  }

  /** What is worth keeping for the next process: whatever a later change is sure to show. */
  indexed(): IndexedRun {
    const meta = this.#meta;
    const settledMeta =
      meta?.isSettled === true && meta.value !== undefined
        ? { stamp: meta.stamp, value: meta.value }
        : undefined;
    const metrics = new Map([...this.#metrics].filter(([, { isSettled }]) => isSettled));
    const texts = new Map<string, { readonly stamp: FileStamp; readonly value: string }>();
    for (const [place, { stamp, isSettled, value }] of this.#texts) {
      if (isSettled && value !== undefined) texts.set(place, { stamp, value });
    }
    return { runId: this.runId, meta: settledMeta, metrics, texts };
  }

  /** Takes over what another process has kept. */
  recall({ meta, metrics, texts }: IndexedRun): void {
    if (meta !== undefined) this.#meta = { ...meta, isSettled: true };
    for (const [key, entry] of metrics) this.#remember(this.#metrics, key, { ...entry, isSettled: true });
    for (const [place, entry] of texts) this.#remember(this.#texts, place, { ...entry, isSettled: true });
  }

  /** Params are written once, so that none has changed as long as none has come or gone. */
  #allParams(): ReadonlyMap<string, string> {
    const keys = this.#paramKeys.keys(this.#context.damage);
    if (this.#params?.keys === keys) return this.#params.texts;
    const texts = new Map<string, string>();
    for (const key of keys) {
      const text = this.param(key);
      if (text !== undefined) texts.set(key, text);
    }
    // An empty one may be a file that another program has made and is yet to fill.
    const isComplete = texts.size === keys.length && [...texts.values()].every((text) => text !== "");
    this.#params = isComplete ? { keys, texts } : undefined;
    return texts;
  }
}

/** Which of two runs comes first: the one that started later, or else the one with the smaller id. */
export function newerFirst(a: CachedRun, b: CachedRun): number {
  const difference = (b.lastMeta()?.startTimeMs ?? 0) - (a.lastMeta()?.startTimeMs ?? 0);
  if (difference !== 0) return difference;
  return a.runId < b.runId ? -1 : 1;
}

/** Reaches into cached runs, file by file. */
export const CACHED_RUNS: RunAccess<CachedRun> = {
  info: (run) => run.info(),
  lifecycleStage: (run) => run.meta()?.lifecycleStage,
  metric: (run, key) => (isStoredKey(key) ? run.metric(key)?.value : undefined),
  param: (run, key) => (isStoredKey(key) ? run.param(key) : undefined),
  tag: (run, key) => (isStoredKey(key) ? run.tag(key) : undefined),
  inputs: (run) => run.inputs(),
};

/** A part of a path that leads elsewhere or nowhere. */
const BAD_PART = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\]/;

/** Whether a key from outside stays below its folder and can be a file's path. */
function isStoredKey(key: string): boolean {
  return !BAD_PART.test(key);
}
