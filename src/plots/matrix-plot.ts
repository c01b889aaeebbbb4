// What a plot of a square table says, apart from how it is drawn.

/** Counts of true against predicted classes, or the like. */
export interface MatrixPlot {
  readonly title: string;
  /** A second, quieter line below the title. */
  readonly subtitle?: string | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  /** One for each row and column. */
  readonly labels: readonly string[];
  /** `counts[i][j]`: row `i`, column `j`; at least 0. */
  readonly counts: readonly (readonly number[])[];
}
