// The classes of ml-regression, which fit when they are made: wrapped, they take any form of data and tell of it.

import { type RegressionClass, RegressionModel } from "../estimators/index.ts";
import { type FitFacts, observeForeignFit, observePredict, SCORE } from "../events/index.ts";
import {
  columnsOf,
  type ForeignColumns,
  isMatrix,
  isNumbers,
  isRows,
  numbersOf,
  oneColumnOf,
  rowsOf,
} from "./foreign-data.ts";
import { noteForeignFit } from "./foreign-fits.ts";

/** The package, as it is named in runs. */
const LIBRARY = "ml-regression";

/** An object of ml-regression. */
interface RegressionObject {
  predict(x: unknown): unknown;
  score(x: unknown, y: unknown): unknown;
  toJSON(): unknown;
}

/** A class of ml-regression. */
export type RegressionConstructor = new (...args: readonly unknown[]) => RegressionObject;

/**
 * A class that does as the given one does, and tells of it. The given one stays as it is.
 *
 * @param family The family of options that its fits belong to.
 */
export function wrapRegression(
  original: RegressionConstructor,
  regressionClass: RegressionClass,
  family: string,
): RegressionConstructor {
  const columnsOfFit = new WeakMap<object, ForeignColumns>();
  const Wrapped = class extends original {
    override predict(x: unknown): unknown {
      const adapted = adaptedForPrediction(x, regressionClass, columnsOfFit.get(this));
      if (typeof x !== "object" || x === null) return super.predict(adapted);
      const predict = (): object => super.predict(adapted) as object;
      return observePredict(this, x, predict);
    }

    override score(x: unknown, y: unknown): unknown {
      const scores = super.score(adaptedForPrediction(x, regressionClass, columnsOfFit.get(this)), y);
      if (SCORE.hasListeners && isScore(scores)) SCORE.publish({ model: this, X: x, value: scores.r2 });
      return scores;
    }
  };
  Object.defineProperty(Wrapped, "name", { value: original.name });
  return new Proxy(Wrapped, {
    construct(target, args: readonly unknown[], newTarget) {
      const [X, y, ...settings] = args;
      // Its own load calls the constructor too, with what it has saved.
      if (!isData(X)) return Reflect.construct(target, args, newTarget);
      const params = paramsOf(regressionClass, settings);
      const { className } = regressionClass;
      const facts: FitFacts = { library: LIBRARY, family, estimatorName: className, params, X, y };
      const fit = (): RegressionObject => {
        const data = adaptedForFit(X, y, regressionClass);
        const regression: RegressionObject = Reflect.construct(target, [...data, ...settings], newTarget);
        const columns = regressionClass.sample === "number" ? oneColumnOf(X) : columnsOf(X);
        columnsOfFit.set(regression, columns);
        note(regression, regressionClass, params, columns);
        return regression;
      };
      return observeForeignFit(facts, fit, (regression) => regression);
    },
  });
}

/** What can be saved of it is known when somebody asks. */
function note(
  regression: RegressionObject,
  regressionClass: RegressionClass,
  params: Readonly<Record<string, unknown>>,
  { nFeatures, names: featureNames }: ForeignColumns,
): void {
  noteForeignFit(regression, {
    measured: regression,
    get saved() {
      const document = regression.toJSON();
      return new RegressionModel({ regressionClass, params, nFeatures, featureNames, document, regression });
    },
  });
}

function paramsOf(
  { settings: names, defaults }: RegressionClass,
  settings: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const named = names.map((name, k): [string, unknown] => [name, settings[k]]);
  const options = named.find(([name]) => name === "options")?.[1];
  return {
    ...Object.fromEntries(named.filter(([name]) => name !== "options")),
    ...defaults,
    ...recordOf(options),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function adaptedForFit(X: unknown, y: unknown, { sample }: RegressionClass): readonly [unknown, unknown] {
  if (sample === "number") return [numbersOf(X, "x"), numbersOf(y, "y")];
  // These take targets as rows, one number each or several.
  const targets = isRows(y) || isMatrix(y) ? y : Array.from(numbersOf(y, "y"), (value) => [value]);
  return [isMatrix(X) ? X : rowsOf(X), targets];
}

function adaptedForPrediction(
  x: unknown,
  { className, sample }: RegressionClass,
  columns: ForeignColumns | undefined,
): unknown {
  if (typeof x === "number") return x;
  if (sample === "number") return numbersOf(x, "x");
  // One sample alone is theirs to answer, and a matrix by the one class that answers with a matrix.
  if (isNumbers(x) || (isMatrix(x) && className === "MultivariateLinearRegression")) return x;
  return rowsOf(x, columns);
}

/** Data, as opposed to what a class has saved of itself. */
function isData(X: unknown): boolean {
  if (typeof X !== "object" || X === null) return false;
  return !("name" in X && typeof X.name === "string" && "coefficients" in X);
}

function isScore(value: unknown): value is { readonly r2: number } {
  return typeof value === "object" && value !== null && "r2" in value && typeof value.r2 === "number";
}
