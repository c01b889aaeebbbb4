// What can be shown of the inside of a model: coefficients, trees, importances. Numbers as JSON has them.

/** The inside of a model. */
export interface ModelInsight {
  /** The class that was fitted, at the end of a pipeline. */
  readonly estimator: string;
  /** The steps of a pipeline; empty for a model that is none. */
  readonly steps: readonly { readonly name: string; readonly estimator: string }[];
  /** Parameters as texts. */
  readonly params: Readonly<Record<string, string>>;
  /** Names of what the model itself takes, behind the transformers of a pipeline; undefined when it has none. */
  readonly featureNames: readonly string[] | undefined;
  readonly classes: readonly string[] | undefined;
  readonly linear: LinearInsight | undefined;
  readonly trees: TreesInsight | undefined;
}

/** A linear model: a row of coefficients for each output. */
export interface LinearInsight {
  readonly intercepts: readonly number[];
  readonly coefficients: readonly (readonly number[])[];
}

/** An ensemble of trees; importances have one number a feature. */
export interface TreesInsight {
  readonly count: number;
  readonly perRound: number;
  readonly objective: string;
  readonly importances: Readonly<Record<string, readonly number[]>>;
}

/** One tree. */
export interface TreeInsight {
  readonly index: number;
  /** The output that it adds to. */
  readonly output: number;
  readonly nodes: readonly TreeNode[];
}

/** A node; node 0 is the root. */
export interface TreeNode {
  readonly id: number;
  /** The value of a leaf; undefined for a question. */
  readonly leaf: number | undefined;
  readonly feature: number | undefined;
  /** Smaller numbers go left. */
  readonly threshold: number | undefined;
  /** Categories that go right; undefined for a question about a number. */
  readonly rightCategories: readonly number[] | undefined;
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** Whether a missing value goes left. */
  readonly isMissingLeft: boolean;
  readonly gain: number | undefined;
  readonly cover: number;
}
