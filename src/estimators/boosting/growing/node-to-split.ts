// What is known of a node when splits are looked for.

/** A node about to be split: its sums, its gain as a leaf and what it may use. */
export interface NodeToSplit {
  readonly node: number;
  readonly sumGradient: number;
  readonly sumHessian: number;
  /** Gain of the node unsplit, float32. */
  readonly gain: number;
}
