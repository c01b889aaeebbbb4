// What a line plot says, apart from how it is drawn.

/** One line: `x` and `y` of equal length, in the order in which they are joined. A point that is not finite is a gap. */
export interface LineSeries {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** A plot of one or more lines over common axes. */
export interface LinePlot {
  readonly title: string;
  /** A second, quieter line below the title. */
  readonly subtitle?: string | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  /** In the order in which they are given colours. */
  readonly series: readonly LineSeries[];
}
