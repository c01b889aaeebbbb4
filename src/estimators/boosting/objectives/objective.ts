// What boosting minimizes: each objective is one object with its gradients, its start and its link.

/** Labels and weights as objectives see them. */
export interface Labelled {
  /** Float32 values, one a row. */
  readonly labels: Float32Array;
  /** Float32 values of 0 or more, one a row; undefined when every row counts 1. */
  readonly weights: Float32Array | undefined;
}

/** Margins of rows: singles, or doubles in models that came from LightGBM. */
export type Margins = Float32Array | Float64Array;

/** A loss to be minimized by Newton's method, in XGBoost's precision: margins and gradients are float32. */
export interface Objective {
  /** XGBoost's name for it. */
  readonly name: string;
  /** Margins a row has, and trees a round: 1, or the number of classes or quantiles. */
  readonly nOutputs: number;
  /** What is reported each round when no metric is asked for. */
  readonly defaultMetric: string;
  /** What the model file says of it beside its name, as XGBoost writes it. */
  readonly fileConfig: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * The bound on a step this loss asks for when the user sets none.
   */
  readonly defaultMaxDeltaStep: number;
  /** When given, a leaf's value is refreshed to this quantile of its rows' residuals, one an output. */
  readonly leafQuantiles: readonly number[] | undefined;
  /** @throws RangeError when a label is not one this loss can take. */
  checkLabels(labels: Float32Array): void;
  /** The constant prediction to start from, in the space of predictions (before the link): one an output. */
  initialScore(data: Labelled): Float32Array;
  /** The margin of a score; the link of the loss. */
  toMargin(score: number): number;
  /**
   * Gradients and hessians at the margins.
   *
   * @param margins `nRows * nOutputs`, row by row.
   * @param out Pairs for output 0, then for output 1, …: `2 * nRows * nOutputs`.
   */
  computeGradients(margins: Float32Array, data: Labelled, out: Float32Array): void;
  /** Predictions from margins, for the user: as many a row as {@link predictionWidth} says. */
  predict(margins: Margins): Margins;
  /** Predictions from margins, for metrics: `nOutputs` a row. */
  predictForMetrics(margins: Margins): Margins;
  /** Numbers a row in what `predict` gives. */
  readonly predictionWidth: number;
}
