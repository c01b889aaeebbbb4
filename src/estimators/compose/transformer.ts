// What prepares features before a model sees them: parameters in, a fitted transformer out.
import type { Table, TableInput } from "../../data/index.ts";

/** Prepares features; learns from data how. */
export interface Transformer {
  readonly kind: "transformer";
  /** The class name, such as `StandardScaler`. */
  readonly estimatorName: string;
  /** All parameters, defaults included. */
  readonly params: object;
  /**
   * Learns from data; may be called again, each call stands alone.
   *
   * @param X Samples in rows; columns may hold numbers or text, and cells may be missing, as far as the transformer allows.
   */
  fit(X: TableInput): FittedTransformer;
}

/** A transformer that has learnt: immutable. */
export interface FittedTransformer {
  /** The class name of the transformer that made it. */
  readonly estimatorName: string;
  /** The parameters it was fitted with, defaults included, by their camelCase names. */
  readonly params: Readonly<Record<string, unknown>>;
  /** How many columns it expects. */
  readonly nFeatures: number;
  /** The names of those columns in order, when it was fitted on named columns. */
  readonly featureNames: readonly string[] | undefined;
  /** The names of the columns it makes; undefined when it keeps columns that had no names. */
  readonly outputNames: readonly string[] | undefined;
  /**
   * Transforms a table in any accepted form; named columns may come in any order.
   *
   * @throws TypeError or RangeError naming the row or the column at fault.
   */
  transform(X: TableInput): Table;
  /**
   * Transforms a table already checked and in the order of the fit.
   *
   * @returns As many rows; new columns.
   */
  transformTable(table: Table): Table;
}

/** A name, unique among its siblings, and what it stands for. */
export type Named<T> = readonly [name: string, step: T];
