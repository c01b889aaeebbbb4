// The tables of a file store: one for each experiment that anybody looks at, in bounded memory.
import type { DamageLog } from "../stores/file/damage-log.ts";
import type { ExperimentFolders } from "../stores/file/experiment-folders.ts";
import { METRICS_FOLDER } from "../stores/file/layout.ts";
import type { RunFolders } from "../stores/file/run-folders.ts";
import { checkKey } from "../validation/check-key.ts";
import { ExperimentRows, type FileRow } from "./experiment-rows.ts";
import { HistoryMemory, type MetricHistory } from "./metric-history.ts";
import type { RunTable, TableChanges, TableRow, TableSize } from "./run-table.ts";

/** Cells of all columns together; a metric's takes some 110 bytes, a text's 16. */
const MAX_CELLS = 800_000;
const MAX_TABLES = 1000;

/** See {@link RunTable}. */
export class FileRunTable implements RunTable {
  readonly #experiments: ExperimentFolders;
  readonly #runs: RunFolders;
  readonly #damage: DamageLog;
  readonly #tables = new Map<string, ExperimentRows>();
  readonly #histories: HistoryMemory;

  constructor(experiments: ExperimentFolders, runs: RunFolders, damage: DamageLog) {
    this.#experiments = experiments;
    this.#runs = runs;
    this.#damage = damage;
    this.#histories = new HistoryMemory(damage);
  }

  rows(experimentIds: readonly string[]): readonly TableRow[] {
    const lists = [...new Set(experimentIds)].map((experimentId) => this.#rowsOf(experimentId));
    this.#makeRoom();
    const [first = [], ...others] = lists;
    return others.length === 0 ? first : [first, ...others].flat().sort(newerFirst);
  }

  row(runId: string): TableRow | undefined {
    const placed = this.#runs.find(runId);
    if (placed === undefined) return undefined;
    this.#rowsOf(placed.meta.experimentId);
    return this.#table(placed.meta.experimentId).row(runId);
  }

  touch(runId: string): void {
    for (const table of this.#tables.values()) table.row(runId)?.noteWrite();
  }

  history(runId: string, key: string): MetricHistory | undefined {
    checkKey("Metric name", key, "name");
    const placed = this.#runs.find(runId);
    return placed && this.#histories.get(`${placed.folder}/${METRICS_FOLDER}/${key}`);
  }

  version(experimentIds: readonly string[]): number {
    return experimentIds.reduce((sum, id) => sum + (this.#tables.get(id)?.version ?? 0), 0);
  }

  look(experimentId: string): void {
    this.#rowsOf(experimentId);
    this.#table(experimentId).look();
  }

  changes(experimentId: string, since: number | undefined): TableChanges {
    this.#rowsOf(experimentId);
    const table = this.#table(experimentId);
    return table.changes(since ?? table.version);
  }

  size(): TableSize {
    const tables = [...this.#tables.values()];
    const columns = tables.flatMap((table) => table.usedColumns());
    return {
      runs: tables.reduce((count, table) => count + table.runCount, 0),
      columns: columns.length,
      cells: columns.reduce((count, { column }) => count + column.cells, 0),
    };
  }

  #rowsOf(experimentId: string): readonly FileRow[] {
    const placed = this.#experiments.find(experimentId);
    const table = this.#table(experimentId);
    const rows = table.sync(placed === undefined ? [] : this.#runs.in(placed));
    if (placed !== undefined) this.#runs.keepIndex(placed);
    return rows;
  }

  #table(experimentId: string): ExperimentRows {
    const known = this.#tables.get(experimentId);
    if (known !== undefined) return known;
    const [oldest] = this.#tables.keys();
    if (this.#tables.size >= MAX_TABLES && oldest !== undefined) this.#tables.delete(oldest);
    const table = new ExperimentRows(this.#damage);
    this.#tables.set(experimentId, table);
    return table;
  }

  /** Forgets columns, those used longest ago first, until the rest is few enough. */
  #makeRoom(): void {
    let { cells } = this.size();
    if (cells <= MAX_CELLS) return;
    const columns = [...this.#tables.values()]
      .flatMap((table) => table.usedColumns().map((used) => ({ ...used, table })))
      .sort((a, b) => a.lastUse - b.lastUse);
    for (const { table, column } of columns) {
      if (cells <= MAX_CELLS / 2) return;
      cells -= column.cells;
      table.drop(column);
    }
  }
}

function newerFirst(a: TableRow, b: TableRow): number {
  const difference = (b.info()?.startTimeMs ?? 0) - (a.info()?.startTimeMs ?? 0);
  if (difference !== 0) return difference;
  return a.runId < b.runId ? -1 : 1;
}
