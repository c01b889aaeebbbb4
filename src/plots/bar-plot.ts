// What a bar plot says, apart from how it is drawn.

/** Numbers with names, such as importances of features. */
export interface BarPlot {
  readonly title: string;
  /** A second, quieter line below the title. */
  readonly subtitle?: string | undefined;
  readonly xLabel: string;
  /** From top to bottom, at least one; those furthest from 0 are drawn when there is no room for all. */
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}
