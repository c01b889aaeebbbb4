// What a scatter plot says, apart from how it is drawn.

/** Points over two axes. */
export interface ScatterPlot {
  readonly title: string;
  /** A second, quieter line below the title. */
  readonly subtitle?: string | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  /** `x` and `y` of equal length. A point that is not finite is left out. */
  readonly points: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };
}
