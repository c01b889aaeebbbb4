// Runs as a table: whoever looks at thousands of them at once asks here for single values instead of whole runs.
import type { Run, RunInfo } from "../entities.ts";
import type { MetricHistory } from "./metric-history.ts";
import type { MetricSummary } from "./metric-summary.ts";

/** The kinds of things that are logged under a key. */
export type KeyKind = "metric" | "param" | "tag";

/**
 * One run of a table. Values are read when they are first asked for, and looked at again when the run seems to have
 * changed, at the latest after {@link TableRow.touch}.
 */
export interface TableRow {
  readonly runId: string;
  /** Undefined when the run can no longer be read. */
  info(): RunInfo | undefined;
  metric(key: string): MetricSummary | undefined;
  param(key: string): string | undefined;
  tag(key: string): string | undefined;
  /** The keys that anything was logged under, sorted. The same array for all runs that have the same keys. */
  keys(kind: KeyKind): readonly string[];
  inputs(): Run["inputs"];
  outputs(): Run["outputs"];
  /** When anything of it was last written, in milliseconds since the epoch, as far as can be told. */
  activityMs(): number;
  /** Has the files looked at anew for whatever is asked next. */
  touch(): void;
}

/** What has happened to the runs of an experiment since a version. */
export interface TableChanges {
  readonly version: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Whether more has happened than is remembered: everything must be read again. */
  readonly isPartial: boolean;
}

/** What a table holds in memory. */
export interface TableSize {
  readonly runs: number;
  readonly columns: number;
  readonly cells: number;
}

/** The runs of a store as tables, one an experiment. Changes by other processes are seen too. */
export interface RunTable {
  /** The runs of some experiments, the newest first, then by id, deleted ones too. Unknown experiments have none. */
  rows(experimentIds: readonly string[]): readonly TableRow[];
  /** A run, wherever it is. */
  row(runId: string): TableRow | undefined;
  /** Tells that a run has been written to: its files are looked at anew for whatever is asked next, if anything was asked before. */
  touch(runId: string): void;
  /** All points of a metric in the order logged; undefined when the run has no such metric. */
  history(runId: string, key: string): MetricHistory | undefined;
  /** Grows whenever anything of the experiments is seen to have changed. */
  version(experimentIds: readonly string[]): number;
  /** Looks whether anything has changed, for a few milliseconds; what was asked for before counts first. */
  look(experimentId: string): void;
  /** What has happened since a version of one experiment; with none, nothing yet. */
  changes(experimentId: string, since: number | undefined): TableChanges;
  size(): TableSize;
}
