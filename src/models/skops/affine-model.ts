// The models of scikit-learn whose prediction is a weighted sum: linear regressions, perhaps behind scalers in a pipeline.
import { quote, unparsable } from "../../errors/index.ts";
import type { SkopsObject } from "./skops-tree.ts";

/** `X coefficients + intercept`. */
export interface AffineModel {
  /** Length: the number of features. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** The names it was fitted with, if it had any. */
  readonly featureNames: readonly string[] | undefined;
}

/** What a scaler makes of column `j`: `x * factors[j] + offsets[j]`. */
interface Scaling {
  readonly factors: Float64Array;
  readonly offsets: Float64Array;
}

const PIPELINE = "sklearn.pipeline.Pipeline";
const REGRESSORS =
  /^sklearn\.linear_model\.[\w.]*\.(LinearRegression|(Ridge|Lasso|ElasticNet|Lars|LassoLars)(CV|IC)?|OrthogonalMatchingPursuit(CV)?|BayesianRidge|ARDRegression|HuberRegressor|SGDRegressor|TheilSenRegressor|QuantileRegressor)$/;

const SCALERS: Readonly<Record<string, (scaler: SkopsObject) => Scaling>> = {
  "sklearn.preprocessing._data.StandardScaler": (scaler) => {
    const n = countOf(scaler);
    const scale = scaler.has("scale_") ? scaler.array("scale_").values : new Float64Array(n).fill(1);
    const mean = scaler.scalar("with_mean") !== false ? scaler.array("mean_").values : new Float64Array(n);
    const factors = scale.map((s) => 1 / s);
    return { factors, offsets: mean.map((m, j) => -m * factors[j]!) };
  },
  "sklearn.preprocessing._data.MinMaxScaler": (scaler) => {
    if (scaler.scalar("clip") === true) throw unsupported("MinMaxScaler with clip=True");
    return { factors: scaler.array("scale_").values, offsets: scaler.array("min_").values };
  },
  "sklearn.preprocessing._data.MaxAbsScaler": (scaler) => {
    const factors = scaler.array("scale_").values.map((s) => 1 / s);
    return { factors, offsets: new Float64Array(factors.length) };
  },
};

function countOf(object: SkopsObject): number {
  const n = object.scalar("n_features_in_");
  if (typeof n === "number" && Number.isInteger(n) && n > 0 && n <= 1e7) return n;
  throw unparsable(
    `Cannot read ${object.className}: n_features_in_ must be a whole number: current value is ${quote(n)}`,
  );
}

/**
 * Reads a linear regression, or a pipeline of scalers that ends in one.
 *
 * @throws SyntaxError naming the class that is not one of these, or the part that does not fit.
 */
export function affineModelOf(object: SkopsObject): AffineModel {
  const steps = object.className === PIPELINE ? object.steps("steps") : [object];
  const last = steps.at(-1);
  const [first] = steps;
  if (first === undefined || last === undefined) throw unsupported("a pipeline without steps");
  let { coefficients, intercept } = regressorOf(last);
  // From the last scaler to the first: w (f x + o) + b = (w f) x + (w o + b).
  for (const step of steps.slice(0, -1).reverse()) {
    const { factors, offsets } = scalingOf(step, coefficients.length);
    intercept += offsets.reduce((sum, offset, j) => sum + offset * coefficients[j]!, 0);
    coefficients = coefficients.map((coefficient, j) => coefficient * factors[j]!);
  }
  const featureNames = first.texts("feature_names_in_");
  if (featureNames !== undefined && featureNames.length !== coefficients.length) {
    throw unparsable(
      `Cannot read ${first.className}: it has ${featureNames.length} names for ${coefficients.length} features`,
    );
  }
  if (!Number.isFinite(intercept) || !coefficients.every(Number.isFinite)) {
    throw unparsable(`Cannot read ${last.className}: its coefficients must be finite numbers`);
  }
  return { coefficients, intercept, featureNames };
}

function regressorOf(object: SkopsObject): Pick<AffineModel, "coefficients" | "intercept"> {
  if (!REGRESSORS.test(object.className)) throw unsupported(object.className);
  const { shape, values } = object.array("coef_");
  const intercept = object.array("intercept_").values;
  const isOneTarget = shape.length === 1 || (shape.length === 2 && shape[0] === 1);
  if (!isOneTarget || values.length === 0 || intercept.length !== 1) {
    throw unsupported(`${object.className} with coefficients of shape [${shape.join(", ")}]`);
  }
  return { coefficients: values, intercept: intercept[0]! };
}

function scalingOf(object: SkopsObject, nFeatures: number): Scaling {
  const read = Object.hasOwn(SCALERS, object.className) ? SCALERS[object.className] : undefined;
  if (read === undefined) throw unsupported(object.className);
  const scaling = read(object);
  if (scaling.factors.length === nFeatures && scaling.offsets.length === nFeatures) return scaling;
  throw unparsable(`Cannot read ${object.className}: its arrays do not fit ${nFeatures} features`);
}

function unsupported(what: string): SyntaxError {
  return unparsable(
    `Cannot read ${what}: only linear regressions with one target can be read, alone or behind StandardScaler, MinMaxScaler ` +
      "or MaxAbsScaler in a pipeline; log other models as ONNX (mlflow.onnx)",
  );
}
