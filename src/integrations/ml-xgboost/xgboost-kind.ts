// The class of ml-xgboost: its parameters, and its trees as a booster of this package, which predicts, saves and explains them.
import { type FeatureInput, toFeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { invalidType, quote } from "../../errors/index.ts";
import {
  BoostedClassifier,
  BoostedRegressor,
  Booster,
  type FittedModel,
  GRADIENT_BOOSTING_PARAMETERS,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
} from "../../estimators/index.ts";
import { reportStep } from "../../events/index.ts";
import { logLoss, rootMeanSquaredError } from "../../metrics/index.ts";
import type { ForeignColumns } from "../foreign-data.ts";
import type { ForeignFit } from "../foreign-fits.ts";
import type { Trainable, TrainableKind } from "../wrap-trainable.ts";
import { readXGBoostBinary } from "./xgboost-binary.ts";

type Options = Readonly<Record<string, unknown>>;

/** What is known of ml-xgboost. */
export function xgboostKind(family: string): TrainableKind {
  return {
    library: "ml-xgboost",
    family,
    paramsOf: (estimator) => readableParams(optionsOf(estimator)),
    foreignFitOf: (fitted, columns) => standIn(boosterOf(fitted, columns), optionsOf(fitted)),
    reportSteps: (measured, X, y) => {
      if (measured instanceof BoostedClassifier || measured instanceof BoostedRegressor) {
        reportRounds(measured.booster, X, y);
      }
    },
  };
}

function optionsOf(estimator: object): Options {
  const options = "options" in estimator ? estimator.options : undefined;
  return typeof options === "object" && options !== null ? { ...options } : {};
}

/** The package turns its options into texts: numbers become numbers again. */
function readableParams(options: Options): Options {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const isNumber = typeof value === "string" && value !== "" && Number.isFinite(Number(value));
      return [name, isNumber ? Number(value) : value];
    }),
  );
}

/** Its trees, with names for the features. */
function boosterOf(fitted: Trainable, columns: ForeignColumns | undefined): Booster {
  const saved: unknown =
    "toJSON" in fitted && typeof fitted.toJSON === "function" ? fitted.toJSON() : undefined;
  const bytes = typeof saved === "object" && saved !== null && "model" in saved ? saved.model : undefined;
  if (!Array.isArray(bytes)) {
    throw invalidType(
      `Cannot read the model of ml-xgboost: it has no bytes: current value is ${quote(saved)}`,
    );
  }
  const { num_parallel_tree: perRound = 1 } = readableParams(optionsOf(fitted));
  const { learner } = readXGBoostBinary(Uint8Array.from(bytes), Number(perRound));
  const document = { learner: { ...learner, feature_names: columns?.names ?? [] }, version: [1, 0, 0] };
  return Booster.fromXGBoost(JSON.stringify(document));
}

/** Classes are what they are measured as; two of them are saved to predict the probability of the second, as ml-xgboost does. */
function standIn(booster: Booster, options: Options): ForeignFit {
  const { labels } = options;
  const objective = String(options["objective"]);
  const isBinary = objective === "binary:logistic";
  const nClasses = isBinary ? 2 : booster.model.nOutputs;
  if (isBinary || objective.startsWith("multi:")) {
    const estimatorName = "GradientBoostingClassifier";
    const { params } = new GradientBoostingClassifier(
      knownParams(options, { objective, numClass: nClasses }),
    );
    const numbers = Array.from({ length: nClasses }, (_, k) => k);
    const classes = Array.isArray(labels) && labels.length === nClasses ? labels : numbers;
    const classifier = new BoostedClassifier({ estimatorName, params: plain(params), booster, classes });
    return { measured: classifier, saved: isBinary ? regressor(booster, options, objective) : classifier };
  }
  const model = regressor(booster, options, objective === "reg:linear" ? "reg:squarederror" : objective);
  return { measured: model, saved: model };
}

function regressor(booster: Booster, options: Options, objective: string): FittedModel {
  const { params } = new GradientBoostingRegressor(knownParams(options, {}));
  return new BoostedRegressor({
    estimatorName: "GradientBoostingRegressor",
    params: { ...plain(params), objective },
    booster,
  });
}

/** Those of its parameters that have the same meaning here. */
function knownParams(options: Options, own: Options): Options {
  const given = Object.entries(readableParams(options)).flatMap(([name, value]): [string, unknown][] => {
    const ours = OTHER_NAMES[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const isKnown = Object.hasOwn(GRADIENT_BOOSTING_PARAMETERS, ours) && ours !== "objective";
    return isKnown && typeof value === "number" ? [[ours, value]] : [];
  });
  return { ...Object.fromEntries(given), ...own };
}

const OTHER_NAMES: Readonly<Record<string, string>> = { eta: "learningRate", iterations: "nEstimators" };

function plain(params: object): Options {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** It says nothing while it trains; its trees say afterwards how the loss on the training data fell, round by round. */
function reportRounds(booster: Booster, X: unknown, y: unknown): void {
  const { objective, trees, baseScore } = booster.model.parts;
  const loss = lossOf(objective.name);
  if (loss === undefined || trees.length === 0) return;
  let table: ReturnType<typeof toFeatureTable> | undefined;
  let margins = new Float64Array();
  for (let round = 0; round < booster.nRounds; round++) {
    reportStep(round, () => {
      // The fit has taken X and y, so that they are of forms that can be read.
      table ??= toFeatureTable(X as FeatureInput, { allowMissing: true });
      const own = booster.predictMargin(table, { iterationRange: [round, round + 1] });
      const base = (at: number): number => objective.toMargin(baseScore[at % objective.nOutputs]!);
      margins = Float64Array.from(own, (value, at) =>
        round === 0 ? value : margins[at]! + value - base(at),
      );
      const predicted = objective.predictForMetrics(Float32Array.from(margins));
      return {
        [`train-${loss.name}`]: loss.measure(toVector(y as VectorInput, "y"), predicted, objective.nOutputs),
      };
    });
  }
}

interface Loss {
  readonly name: string;
  measure(y: Float64Array, predicted: ArrayLike<number>, nOutputs: number): number;
}

function lossOf(objective: string): Loss | undefined {
  if (objective === "reg:squarederror") {
    return { name: "rmse", measure: (y, predicted) => rootMeanSquaredError(y, Float64Array.from(predicted)) };
  }
  if (objective !== "binary:logistic" && !objective.startsWith("multi:")) return undefined;
  return {
    name: objective === "binary:logistic" ? "logloss" : "mlogloss",
    measure: (y, predicted, nOutputs) => {
      const rows = Array.from({ length: y.length }, (_, i) =>
        Array.from({ length: nOutputs }, (__, k) => predicted[i * nOutputs + k]!),
      );
      return nOutputs === 1
        ? logLoss(y, Float64Array.from(predicted), { labels: [0, 1] })
        : logLoss(y, rows, { labels: rows[0]!.map((_, k) => k) });
    },
  };
}
