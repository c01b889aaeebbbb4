// The classes of the package ml-regression: how they are called, what they are fitted to, and how they write themselves down.

/** What a part of a saved model holds. */
type Part = "number" | "numbers" | "rows" | "text" | "flag" | "record";

/** One class of ml-regression. */
export interface RegressionClass {
  /** The name of the class. */
  readonly className: string;
  /** What `toJSON` calls it. */
  readonly savedName: string;
  /** Whether a sample is one number or a row of several. */
  readonly sample: "number" | "row";
  /** The parameters that follow x and y in its constructor; `options` is a record of more. */
  readonly settings: readonly string[];
  /** The options that hold when none are given. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** What `toJSON` has and `load` needs. */
  readonly parts: Readonly<Record<string, Part>>;
}

const LINE = { slope: "number", intercept: "number" } as const;
const POLYNOMIAL = { degree: "number", powers: "numbers", coefficients: "numbers" } as const;

/** All classes that ml-regression exports; some under several names. */
export const REGRESSION_CLASSES: readonly RegressionClass[] = [
  ofNumbers("SimpleLinearRegression", "simpleLinearRegression", [], LINE),
  {
    ...ofNumbers("PolynomialRegression", "polynomialRegression", ["degree", "options"], POLYNOMIAL),
    defaults: { interceptAtZero: false },
  },
  ofNumbers("ExponentialRegression", "exponentialRegression", [], { A: "number", B: "number" }),
  ofNumbers("PowerRegression", "powerRegression", [], { A: "number", B: "number" }),
  ofNumbers("PotentialRegression", "potentialRegression", ["M"], { A: "number", M: "number" }),
  ofNumbers("TheilSenRegression", "TheilSenRegression", [], LINE),
  ofNumbers("RobustPolynomialRegression", "robustPolynomialRegression", ["degree"], POLYNOMIAL),
  ofRows(
    "MultivariateLinearRegression",
    "multivariateLinearRegression",
    { intercept: true, statistics: true },
    { weights: "rows", inputs: "number", outputs: "number", intercept: "flag" },
  ),
  ofRows("PolynomialFitRegression2D", "polyfit2D", { order: 2 }, { order: "number", coefficients: "rows" }),
  ofRows(
    "KernelRidgeRegression",
    "kernelRidgeRegression",
    { lambda: 0.1, kernelType: "gaussian", kernelOptions: {} },
    { alpha: "rows", inputs: "rows", kernelType: "text", kernelOptions: "record" },
  ),
];

function ofNumbers(
  className: string,
  savedName: string,
  settings: readonly string[],
  parts: RegressionClass["parts"],
): RegressionClass {
  return { className, savedName, sample: "number", settings, defaults: {}, parts };
}

function ofRows(
  className: string,
  savedName: string,
  defaults: RegressionClass["defaults"],
  parts: RegressionClass["parts"],
): RegressionClass {
  return { className, savedName, sample: "row", settings: ["options"], defaults, parts };
}
