// The runs of one experiment as rows of a table, over the files of a store.
import { modifiedMs, monotonicMs } from "../../system/index.ts";
import type { Run, RunInfo } from "../entities.ts";
import type { CachedRun } from "../stores/file/cached-run.ts";
import type { DamageLog } from "../stores/file/damage-log.ts";
import { METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER } from "../stores/file/layout.ts";
import { RUN_NAME_TAG } from "../stores/well-known.ts";
import { type KeyList, KeyLists } from "./key-lists.ts";
import { type ColumnRow, MetricColumn } from "./metric-column.ts";
import type { MetricSummary } from "./metric-summary.ts";
import type { KeyKind, TableChanges, TableRow } from "./run-table.ts";
import { TextColumn } from "./text-column.ts";

/** How often an experiment is looked at, at the most: several requests of one page come together. */
const LOOK_INTERVAL_MS = 200;
/** How long one look at an experiment may take. */
const LIVE_BUDGET_MS = 20;
const SWEEP_BUDGET_MS = 8;
const MAX_REMOVED = 1000;
const MAX_ACTIVITY_FILES = 64;

const FOLDERS: Readonly<Record<KeyKind, string>> = {
  metric: METRICS_FOLDER,
  param: PARAMS_FOLDER,
  tag: TAGS_FOLDER,
};

/** A part of a path that leads elsewhere or nowhere. */
const BAD_PART = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\]/;

/** The columns of an experiment's table, by what they show. */
export class ExperimentRows {
  /** Grows with each change that is seen. */
  version = 1;
  readonly #damage: DamageLog;
  readonly #keyLists: KeyLists;
  readonly #metrics = new Map<string, MetricColumn>();
  readonly #texts = new Map<string, TextColumn>();
  readonly #lastUse = new Map<MetricColumn | TextColumn, number>();
  readonly #rows = new Map<string, FileRow>();
  readonly #freeSlots: number[] = [];
  #removed: { readonly runId: string; readonly version: number }[] = [];
  #forgottenVersion = 0;
  #listed: readonly CachedRun[] | undefined;
  #newestFirst: readonly FileRow[] = [];
  #nextSlot = 0;
  #nextLive = 0;
  #nextSwept = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #uses = 0;

  constructor(damage: DamageLog) {
    this.#damage = damage;
    this.#keyLists = new KeyLists(damage);
  }

  /** The rows of the runs that are there now, in their order. */
  sync(listed: readonly CachedRun[]): readonly FileRow[] {
    if (listed === this.#listed) return this.#newestFirst;
    const isFirst = this.#listed === undefined;
    this.#listed = listed;
    const gone = new Set(this.#rows.keys());
    this.#newestFirst = listed.map((run) => {
      gone.delete(run.runId);
      return this.#rows.get(run.runId) ?? this.#add(run, isFirst);
    });
    for (const runId of gone) this.#remove(runId);
    return this.#newestFirst;
  }

  #add(run: CachedRun, isFirst: boolean): FileRow {
    const slot = this.#freeSlots.pop() ?? this.#nextSlot++;
    if (!isFirst) this.version++;
    const row = new FileRow(this, run, slot, isFirst ? 0 : this.version);
    this.#rows.set(run.runId, row);
    return row;
  }

  #remove(runId: string): void {
    const row = this.#rows.get(runId);
    if (row === undefined) return;
    this.#rows.delete(runId);
    this.#freeSlots.push(row.slot);
    for (const column of this.#columns()) column.forget(row.slot);
    this.#removed.push({ runId, version: ++this.version });
    if (this.#removed.length <= MAX_REMOVED) return;
    this.#forgottenVersion = this.#removed[0]?.version ?? 0;
    this.#removed = this.#removed.slice(1);
  }

  /** How many runs there are. */
  get runCount(): number {
    return this.#rows.size;
  }

  /** The row of a run. */
  row(runId: string): FileRow | undefined {
    return this.#rows.get(runId);
  }

  *#columns(): Generator<MetricColumn | TextColumn> {
    yield* this.#metrics.values();
    yield* this.#texts.values();
  }

  /** Looks at runs that go on, and at some of the others, for a bounded time. */
  look(): void {
    const startMs = monotonicMs();
    if (startMs - this.#lookedMs < LOOK_INTERVAL_MS) return;
    this.#lookedMs = startMs;
    const live = this.#newestFirst.filter((row) => row.isLive());
    this.#nextLive = inTurn(live, this.#nextLive, LIVE_BUDGET_MS, (row) => {
      row.touch();
      row.lookAtColumns();
    });
    this.#nextSwept = inTurn(this.#newestFirst, this.#nextSwept, SWEEP_BUDGET_MS, (row) => row.look());
  }

  /** What has happened since a version. */
  changes(since: number): TableChanges {
    const added: string[] = [];
    const changed: string[] = [];
    for (const row of this.#newestFirst) {
      if (row.addedVersion > since) added.push(row.runId);
      else if (row.changedVersion > since) changed.push(row.runId);
    }
    const removed = this.#removed.filter(({ version }) => version > since).map(({ runId }) => runId);
    const isPartial = since < this.#forgottenVersion || since > this.version;
    return { version: this.version, added, changed, removed, isPartial };
  }

  /** The columns with the number of their last use, for whoever has to make room. */
  usedColumns(): readonly { readonly column: MetricColumn | TextColumn; readonly lastUse: number }[] {
    return [...this.#columns()].map((column) => ({ column, lastUse: this.#lastUse.get(column) ?? 0 }));
  }

  /** Forgets a column; it is read again when it is asked for. */
  drop(column: MetricColumn | TextColumn): void {
    this.#lastUse.delete(column);
    for (const columns of [this.#metrics, this.#texts]) {
      for (const [key, other] of columns) if (other === column) columns.delete(key);
    }
  }

  /** The column of a metric. */
  metricColumn(key: string): MetricColumn {
    const column = this.#metrics.get(key) ?? new MetricColumn(`${METRICS_FOLDER}/${key}`, this.#damage);
    this.#metrics.set(key, column);
    this.#lastUse.set(column, ++this.#uses);
    return column;
  }

  /** The column of a param or tag, by its place such as `params/alpha`. */
  textColumn(place: string): TextColumn {
    const column = this.#texts.get(place) ?? new TextColumn(place, this.#damage);
    this.#texts.set(place, column);
    this.#lastUse.set(column, ++this.#uses);
    return column;
  }

  /** The metrics that anybody has asked for. */
  metricColumns(): Iterable<MetricColumn> {
    return this.#metrics.values();
  }

  /** The keys in a folder of a run. */
  keyList(folder: string, before: KeyList | undefined): KeyList {
    return this.#keyLists.list(folder, before);
  }
}

/** Works through a list from a place on, once round or until the time is up; returns where to go on. */
function inTurn<T>(items: readonly T[], from: number, budgetMs: number, work: (item: T) => void): number {
  const startMs = monotonicMs();
  let next = from;
  for (let i = 0; i < items.length; i++) {
    next = next < items.length ? next : 0;
    work(items[next++]!);
    if (monotonicMs() - startMs > budgetMs) break;
  }
  return next;
}

/** One run's row. */
export class FileRow implements TableRow, ColumnRow {
  readonly runId: string;
  readonly folder: string;
  readonly slot: number;
  readonly addedVersion: number;
  changedVersion = 0;
  epoch = 0;
  readonly #owner: ExperimentRows;
  readonly #run: CachedRun;
  readonly #keys = new Map<KeyKind, KeyList>();
  #info: { readonly meta: ReturnType<CachedRun["lastMeta"]>; readonly info: RunInfo | undefined } | undefined;

  constructor(owner: ExperimentRows, run: CachedRun, slot: number, addedVersion: number) {
    this.#owner = owner;
    this.#run = run;
    this.runId = run.runId;
    this.folder = run.folder;
    this.slot = slot;
    this.addedVersion = addedVersion;
  }

  info(): RunInfo | undefined {
    const meta = this.#run.lastMeta();
    if (this.#info !== undefined && this.#info.meta === meta) return this.#info.info;
    let info: RunInfo | undefined;
    if (meta !== undefined) {
      const { deletedTimeMs: _, ...facts } = meta;
      info = { ...facts, runName: facts.runName || this.tag(RUN_NAME_TAG) || "" };
    }
    this.#info = { meta, info };
    return info;
  }

  metric(key: string): MetricSummary | undefined {
    if (BAD_PART.test(key)) return undefined;
    const column = this.#owner.metricColumn(key);
    if (column.refresh(this)) this.#noteChange();
    return column.summary(this.slot);
  }

  param(key: string): string | undefined {
    return this.#text(PARAMS_FOLDER, key);
  }

  tag(key: string): string | undefined {
    return this.#text(TAGS_FOLDER, key);
  }

  #text(folder: string, key: string): string | undefined {
    if (BAD_PART.test(key)) return undefined;
    const column = this.#owner.textColumn(`${folder}/${key}`);
    if (column.refresh(this)) this.#noteChange();
    return column.text(this.slot);
  }

  keys(kind: KeyKind): readonly string[] {
    const known = this.#keys.get(kind);
    if (known !== undefined) return known.keys;
    const list = this.#owner.keyList(`${this.folder}/${FOLDERS[kind]}`, undefined);
    this.#keys.set(kind, list);
    return list.keys;
  }

  inputs(): Run["inputs"] {
    return this.#run.inputs();
  }

  outputs(): Run["outputs"] {
    return this.#run.outputs();
  }

  activityMs(): number {
    const meta = this.#run.lastMeta();
    if (meta === undefined) return 0;
    let latestMs = Math.max(meta.startTimeMs, meta.endTimeMs ?? 0);
    const metrics = this.keys("metric")
      .slice(0, MAX_ACTIVITY_FILES)
      .map((key) => `${METRICS_FOLDER}/${key}`);
    for (const place of [METRICS_FOLDER, PARAMS_FOLDER, TAGS_FOLDER, ...metrics]) {
      latestMs = Math.max(latestMs, modifiedMs(`${this.folder}/${place}`) ?? 0);
    }
    return latestMs;
  }

  touch(): void {
    this.look();
    this.epoch++;
  }

  /** The run has been written to: whatever was answered about it before no longer counts. */
  noteWrite(): void {
    this.touch();
    this.#noteChange();
  }

  /** Looks whether the run's facts or keys have changed. */
  look(): void {
    const before = this.#run.lastMeta();
    let isChanged = this.#run.meta() !== before;
    for (const [kind, list] of this.#keys) {
      const now = this.#owner.keyList(`${this.folder}/${FOLDERS[kind]}`, list);
      if (now === list) continue;
      this.#keys.set(kind, now);
      isChanged = true;
    }
    if (!isChanged) return;
    this.epoch++;
    this.#noteChange();
  }

  /** Looks at those of its metrics that anybody has asked for. */
  lookAtColumns(): void {
    for (const column of this.#owner.metricColumns()) if (column.refresh(this)) this.#noteChange();
  }

  /** Whether the run goes on, as far as its facts tell. */
  isLive(): boolean {
    const meta = this.#run.lastMeta();
    const goesOn = meta?.status === "RUNNING" || meta?.status === "SCHEDULED";
    return goesOn && meta.lifecycleStage === "active";
  }

  #noteChange(): void {
    this.changedVersion = ++this.#owner.version;
  }
}
