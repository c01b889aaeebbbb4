// What may be said about one fit of a boosting estimator beside X and y.
import type { VectorInput } from "../../data/index.ts";
import type { FitFacts } from "../../events/index.ts";
import type { Booster } from "./booster.ts";
import type { FeatureType } from "./booster-model.ts";
import type { BoostingInput } from "./boosting-input.ts";
import type { RoundReport, TrainOptions } from "./train.ts";
import type { TrainingData } from "./training-set.ts";

/** Data to report metrics on after every round; `Y` is the type of its labels. */
export interface EvaluationSet<Y> {
  readonly X: BoostingInput;
  readonly y: Y;
  readonly sampleWeight?: VectorInput | undefined;
}

/** Options of a fit; `Y` is the type of labels. */
export interface BoostingFitOptions<Y> {
  /** One weight of 0 or more a row; all 1 when absent. */
  readonly sampleWeight?: VectorInput | undefined;
  /** Data to report metrics on after every round, by name. */
  readonly evals?: Readonly<Record<string, EvaluationSet<Y>>> | undefined;
  /** What each feature is: `"c"` for categories (whole numbers from 0), `"float"`, `"int"`, `"q"` or `"i"` otherwise. */
  readonly featureTypes?: readonly FeatureType[] | undefined;
  /** A booster to go on from: its trees come first. */
  readonly initialModel?: Booster | undefined;
  /** Called after every round; the fit stops when it returns false. */
  readonly onRound?: ((report: RoundReport) => unknown) | undefined;
  /** Threads to use on large data; 1 when absent, all cores for `fitAsync`. The bits are the same whatever their number. */
  readonly nThreads?: number | undefined;
  /** Aborts between rounds, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The data and options of `train` for a fit; `encode` turns labels into numbers. */
export function trainArguments<Y>(
  X: BoostingInput,
  y: Y,
  options: BoostingFitOptions<Y>,
  rounds: { readonly nEstimators: number; readonly earlyStoppingRounds: number | null },
  encode: (labels: Y) => VectorInput,
): { readonly data: TrainingData; readonly options: TrainOptions } {
  const { sampleWeight, evals, featureTypes, initialModel, onRound, nThreads, signal } = options;
  const watched = Object.entries(evals ?? {}).map(([name, set]): [string, TrainingData] => [
    name,
    { X: set.X, y: encode(set.y), weight: set.sampleWeight },
  ]);
  return {
    data: { X, y: encode(y), weight: sampleWeight, featureTypes },
    options: {
      numBoostRound: rounds.nEstimators,
      evals: Object.fromEntries(watched),
      ...(rounds.earlyStoppingRounds === null ? {} : { earlyStoppingRounds: rounds.earlyStoppingRounds }),
      ...(initialModel === undefined ? {} : { initialModel }),
      ...(onRound === undefined ? {} : { onRound }),
      ...(nThreads === undefined ? {} : { nThreads }),
      ...(signal === undefined ? {} : { signal }),
    },
  };
}

/** What is told of a fit before it begins. */
export function fitFacts<Y>(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  X: BoostingInput,
  y: Y,
  { sampleWeight, evals }: BoostingFitOptions<Y>,
): FitFacts {
  const evalSets = Object.entries(evals ?? {}).map(([name, set]) => ({ name, X: set.X, y: set.y }));
  return {
    library: "traintracks",
    family: "boosting",
    estimatorName,
    params: toldParams(params),
    X,
    y,
    sampleWeight,
    evalSets,
  };
}

/** One metric is told by its name, as a caller gives it, several as a list. */
function toldParams(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { evalMetric } = params;
  return Array.isArray(evalMetric) && evalMetric.length === 1
    ? { ...params, evalMetric: evalMetric[0] }
    : params;
}
