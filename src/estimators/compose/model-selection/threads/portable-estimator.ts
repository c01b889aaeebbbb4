// Estimators on their way to another thread: as the names of their classes and their parameters.
import type { Fold } from "../../../../data/index.ts";
import { failure } from "../../../../errors/index.ts";
import { GradientBoostingClassifier } from "../../../boosting/gradient-boosting-classifier.ts";
import { GradientBoostingRegressor } from "../../../boosting/gradient-boosting-regressor.ts";
import { ElasticNet } from "../../../linear/elastic-net.ts";
import { ElasticNetCV, LassoCV } from "../../../linear/elastic-net-cv.ts";
import { Lasso } from "../../../linear/lasso.ts";
import { LinearRegression } from "../../../linear/linear-regression.ts";
import { LogisticRegression } from "../../../linear/logistic/logistic-regression.ts";
import { Ridge } from "../../../linear/ridge.ts";
import { RidgeCV } from "../../../linear/ridge-cv.ts";
import { ColumnTransformer } from "../../column-transformer.ts";
import { MinMaxScaler } from "../../min-max-scaler.ts";
import { OneHotEncoder } from "../../one-hot-encoder.ts";
import { Pipeline } from "../../pipeline.ts";
import { SimpleImputer } from "../../simple-imputer.ts";
import { StandardScaler } from "../../standard-scaler.ts";
import { TransformerPipeline } from "../../transformer-pipeline.ts";
import type { Candidate } from "../parameter-grid.ts";
import type { Trials } from "../score-candidates.ts";
import { type Scoring, scoreFunction } from "../scoring.ts";
import type { SearchedModel } from "../search-model.ts";
import type { Samples } from "../search-rows.ts";
import type { Tunable } from "../with-params.ts";

/** Classes whose objects are made of their parameters alone. */
const CLASSES: Readonly<Record<string, new (params: never) => Tunable>> = {
  ElasticNet,
  ElasticNetCV,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  Lasso,
  LassoCV,
  LinearRegression,
  LogisticRegression,
  MinMaxScaler,
  OneHotEncoder,
  Ridge,
  RidgeCV,
  SimpleImputer,
  StandardScaler,
};

/** An estimator as plain data. */
type Portable =
  | { readonly kind: "params"; readonly name: string; readonly params: object }
  | { readonly kind: "Pipeline" | "TransformerPipeline"; readonly steps: readonly PortableStep[] }
  | {
      readonly kind: "ColumnTransformer";
      readonly branches: readonly (readonly [...PortableStep, readonly (string | number)[]])[];
      readonly params: { readonly remainder: string };
    };

type PortableStep = readonly [name: string, step: Portable];

/** All trials of a search as plain data, on shared memory where that is possible. */
export interface PortableTrials {
  readonly estimator: Portable;
  readonly candidates: readonly Candidate[];
  readonly samples: Samples;
  readonly folds: readonly Fold[];
  readonly scoring: string | undefined;
  readonly returnTrainScore: boolean;
}

/** Trials as plain data; undefined when something in them is not: a function, or a class of somebody else. */
export function portableTrials(
  { estimator, candidates, samples, folds, returnTrainScore }: Trials,
  scoring: Scoring | undefined,
): PortableTrials | undefined {
  if (typeof scoring === "function") return undefined;
  try {
    const portable = portableOf(estimator);
    structuredClone(candidates);
    return { estimator: portable, candidates, samples: shared(samples), folds, scoring, returnTrainScore };
  } catch {
    return undefined;
  }
}

/** The trials again, in the thread. */
export function trialsOfPortable(trials: PortableTrials): Trials {
  const { estimator, scoring } = trials;
  return {
    ...trials,
    // Only what can be searched is sent.
    estimator: estimatorOf(estimator) as Trials<SearchedModel>["estimator"],
    score: scoring === undefined ? undefined : scoreFunction(scoring as Scoring),
  };
}

/** @throws When it is not of a class that is known here, or a parameter is no plain data. */
function portableOf(estimator: object): Portable {
  const made = estimator.constructor;
  if (estimator instanceof Pipeline && made === Pipeline) {
    return { kind: "Pipeline", steps: stepsOf(estimator.steps) };
  }
  if (estimator instanceof TransformerPipeline && made === TransformerPipeline) {
    return { kind: "TransformerPipeline", steps: stepsOf(estimator.steps) };
  }
  if (estimator instanceof ColumnTransformer && made === ColumnTransformer) {
    return {
      kind: "ColumnTransformer",
      branches: estimator.branches.map(([name, step, columns]) => [name, portableOf(step), columns] as const),
      params: { remainder: String(estimator.params["remainder"]) },
    };
  }
  const name = Object.keys(CLASSES).find((known) => CLASSES[known] === made);
  if (name === undefined || !("params" in estimator)) {
    throw failure("NOT_IMPLEMENTED", `No thread knows how to make ${made.name}`);
  }
  return { kind: "params", name, params: structuredClone(Object(estimator.params)) };
}

function stepsOf(steps: readonly (readonly [string, object])[]): readonly PortableStep[] {
  return steps.map(([name, step]) => [name, portableOf(step)]);
}

function estimatorOf(portable: Portable): object {
  if (portable.kind === "params") return Reflect.construct(CLASSES[portable.name]!, [portable.params]);
  if (portable.kind === "ColumnTransformer") {
    const branches = portable.branches.map(([name, step, columns]) => [name, estimatorOf(step), columns]);
    return Reflect.construct(ColumnTransformer, [branches, portable.params]);
  }
  const steps = portable.steps.map(([name, step]) => [name, estimatorOf(step)]);
  return Reflect.construct(portable.kind === "Pipeline" ? Pipeline : TransformerPipeline, [steps]);
}

/** All threads read the same numbers. */
function shared({ X, y }: Samples): Samples {
  return {
    X: "matrix" in X ? { ...X, matrix: { ...X.matrix, values: sharedNumbers(X.matrix.values) } } : X,
    y: y instanceof Float64Array ? sharedNumbers(y) : y,
  };
}

function sharedNumbers(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
