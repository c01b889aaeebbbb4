// Training for those who know xgb.train: parameters, data, rounds; a booster comes back.
import { setImmediate } from "node:timers/promises";
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import { reportStep } from "../../events/index.ts";
import { coreCount } from "../../system/index.ts";
import { Booster } from "./booster.ts";
import type { BoosterModel } from "./booster-model.ts";
import type { BoostingParams } from "./boosting-parameters.ts";
import {
  EarlyStopper,
  evaluateAll,
  HistoryRecorder,
  type RoundMetrics,
  updateMargins,
  type WatchedSet,
} from "./evaluation.ts";
import { makeMetric } from "./metrics/make-metric.ts";
import type { Metric } from "./metrics/metric.ts";
import { makeObjective } from "./objectives/make-objective.ts";
import type { Labelled, Margins, Objective } from "./objectives/objective.ts";
import { type BoostingParamsInput, resolveBoostingParams } from "./resolve-boosting-params.ts";
import { boosterOf, type ComputeGradients, Training } from "./training.ts";
import { type TrainingData, type TrainingSet, toTrainingSet } from "./training-set.ts";
import type { Tree } from "./trees/tree.ts";

/** Gradients and hessians of a loss of one's own, at the margins: `nRows * nOutputs` each, row by row. */
export type CustomObjective = (
  margins: Float32Array,
  data: Labelled,
) => { readonly gradient: ArrayLike<number>; readonly hessian: ArrayLike<number> };

/** A metric of one's own: less is better unless `isMaximized`. */
export interface CustomMetric {
  readonly name: string;
  readonly isMaximized?: boolean;
  /** @param predictions As the objective gives them (the margins under an objective of one's own), `nOutputs` a row. */
  evaluate(predictions: Margins, data: Labelled): number;
}

/** What a round did. */
export interface RoundReport {
  /** Counts from 0; goes on where the initial model ended. */
  readonly round: number;
  /** Metrics by set and name; empty without `evals`. */
  readonly metrics: RoundMetrics;
}

/** Options of {@link train}. */
export interface TrainOptions {
  /** Rounds at most; 10 when absent. */
  readonly numBoostRound?: number;
  /** Data to report metrics on after every round, by name. The training data itself may be among them. */
  readonly evals?: Readonly<Record<string, TrainingData>>;
  /** Stop when the last metric on the last of `evals` has not improved for this many rounds. */
  readonly earlyStoppingRounds?: number;
  /** A loss of one's own; `params.objective` then only says how predictions come from margins. */
  readonly objective?: CustomObjective;
  /** A metric of one's own, reported after those of `evalMetric`. */
  readonly metric?: CustomMetric;
  /** A model to go on from: its trees come first. */
  readonly initialModel?: Booster;
  /** Called after every round; training stops when it returns false. */
  readonly onRound?: (report: RoundReport) => unknown;
  /**
   * Threads to use on large data; 1 when absent, all cores for {@link trainAsync}. The model has the same bits whatever
   * their number.
   */
  readonly nThreads?: number;
  /** Aborts between rounds, with the signal's reason. */
  readonly signal?: AbortSignal;
}

const MAX_ROUNDS = 1_000_000;
/** What XGBoost starts from when a loss is not its own. */
const CUSTOM_BASE_SCORE = 0.5;

/**
 * Trains a booster, as `xgboost.train` does.
 *
 * @param params Parameters by XGBoost's names in camelCase; absent ones take XGBoost's defaults.
 * @param data Features, labels, weights.
 * @returns The booster with all trees grown; under early stopping `bestIteration` says up to which they helped.
 * @throws TypeError or RangeError when parameters or data are not such as can be trained on; messages name them.
 */
export function train(params: BoostingParamsInput, data: TrainingData, options: TrainOptions = {}): Booster {
  const session = new TrainSession(params, data, options, options.nThreads ?? 1);
  try {
    while (!session.isDone) session.step();
    return session.finish();
  } finally {
    session.close();
  }
}

/**
 * Trains a booster as {@link train} does, with the same bits, and lets other work go on between rounds: timers, servers,
 * an abort. Uses all cores unless `nThreads` says otherwise.
 *
 * @returns Rejects with the signal's reason when aborted.
 */
export async function trainAsync(
  params: BoostingParamsInput,
  data: TrainingData,
  options: TrainOptions = {},
): Promise<Booster> {
  const session = new TrainSession(params, data, options, options.nThreads ?? coreCount());
  try {
    while (!session.isDone) {
      await setImmediate();
      session.step();
    }
    return session.finish();
  } finally {
    session.close();
  }
}

/** A training that can be taken round by round. */
class TrainSession {
  readonly #options: TrainOptions;
  readonly #nRounds: number;
  readonly #template: Omit<BoosterModel["parts"], "trees" | "treeOutputs" | "roundStarts" | "attributes">;
  readonly #training: Training;
  readonly #watched: readonly WatchedSet[];
  readonly #metrics: readonly Metric[];
  readonly #history = new HistoryRecorder();
  readonly #stopper: EarlyStopper | undefined;
  readonly #rounds: (readonly Tree[])[];
  readonly #firstRound: number;
  #isStopped = false;

  constructor(given: BoostingParamsInput, data: TrainingData, options: TrainOptions, nThreads: number) {
    checkCount("nThreads", nThreads, 1);
    this.#options = options;
    this.#nRounds = checkCount("numBoostRound", options.numBoostRound ?? 10, 0);
    const params = resolveBoostingParams("a booster", given);
    const objective = makeObjective(params);
    const initial = options.initialModel?.model;
    const set = toTrainingSet(data, initial?.parts);
    if (options.objective === undefined) objective.checkLabels(set.labels);
    this.#template =
      initial === undefined ? startFrom(params, objective, set, options) : continueFrom(initial, objective);
    const compute =
      options.objective === undefined
        ? objective.computeGradients
        : customGradients(options.objective, objective);
    this.#rounds = initial === undefined ? [] : roundsOf(initial);
    this.#firstRound = this.#rounds.length;
    this.#training = new Training(set, params, objective, compute, this.#marginsOf(set), nThreads);
    this.#watched = this.#watch(data, set);
    this.#metrics = metricsOf(params, objective, options);
    this.#stopper = makeStopper(options, this.#watched, this.#metrics);
  }

  /** Whether the last round is over. */
  get isDone(): boolean {
    return this.#isStopped || this.#rounds.length - this.#firstRound >= this.#nRounds;
  }

  /** Ends the helping threads. */
  close(): void {
    this.#training.close();
  }

  /** Grows one round and evaluates it. */
  step(): RoundReport {
    this.#options.signal?.throwIfAborted();
    const round = this.#rounds.length;
    const trees = this.#training.grow();
    this.#rounds.push(trees);
    updateMargins(this.#watched, boosterOf({ ...this.#template, attributes: new Map() }, [trees]));
    const metrics = evaluateAll(this.#watched, this.#template.objective, this.#metrics);
    this.#history.add(metrics);
    reportStep(round, () => flatMetrics(metrics));
    const report = { round, metrics };
    if (this.#stopper !== undefined) {
      const last = Object.values(metrics).at(-1)!;
      this.#isStopped = this.#stopper.shouldStop(round - this.#firstRound, last[this.#metrics.at(-1)!.name]!);
    }
    if (this.#options.onRound?.(report) === false) this.#isStopped = true;
    return report;
  }

  /** The booster of the rounds so far. */
  finish(): Booster {
    const attributes = new Map(this.#options.initialModel?.model.parts.attributes);
    if (this.#stopper !== undefined && this.#rounds.length > this.#firstRound) {
      attributes.set("best_iteration", String(this.#firstRound + this.#stopper.bestIteration));
      attributes.set("best_score", String(this.#stopper.bestScore));
    }
    const model = boosterOf({ ...this.#template, attributes }, this.#rounds);
    return new Booster(model, this.#history.finish());
  }

  #marginsOf(set: TrainingSet): Float32Array {
    const { objective, baseScore } = this.#template;
    const n = set.labels.length * objective.nOutputs;
    if (set.baseMargin !== undefined && set.baseMargin.length !== n) {
      throw invalidValue(
        `Invalid baseMargin: there must be ${n} margins, ${objective.nOutputs} a row: current length is ${set.baseMargin.length}`,
      );
    }
    const base = baseScore.map((score) => objective.toMargin(score));
    const margins = Float32Array.from(
      { length: n },
      (_, at) => set.baseMargin?.[at] ?? base[at % objective.nOutputs]!,
    );
    const initial = this.#options.initialModel?.model;
    initial?.addMargins(set.features, [0, initial.parts.trees.length], margins);
    return margins;
  }

  #watch(data: TrainingData, set: TrainingSet): WatchedSet[] {
    return Object.entries(this.#options.evals ?? {}).map(([name, watched]) => {
      if (watched === data) return { name, set, margins: this.#training.margins, isTraining: true };
      const parsed = toTrainingSet(watched, this.#template);
      if (this.#options.objective === undefined) this.#template.objective.checkLabels(parsed.labels);
      return { name, set: parsed, margins: this.#marginsOf(parsed), isTraining: false };
    });
  }
}

/** Metrics by one name each, such as `train-rmse`. */
function flatMetrics(metrics: RoundMetrics): Record<string, number> {
  const entries = Object.entries(metrics).flatMap(([set, ofSet]) =>
    Object.entries(ofSet).map(([metric, value]): [string, number] => [`${set}-${metric}`, value]),
  );
  return Object.fromEntries(entries);
}

function startFrom(
  params: BoostingParams,
  objective: Objective,
  set: TrainingSet,
  options: TrainOptions,
): Omit<BoosterModel["parts"], "trees" | "treeOutputs" | "roundStarts" | "attributes"> {
  return {
    objective,
    nFeatures: set.features.nColumns,
    featureNames: set.featureNames,
    featureTypes: set.featureTypes,
    baseScore: baseScoreOf(params, objective, set, options),
    treeWeights: undefined,
    isBaseScoreEstimated: params.baseScore === null,
  };
}

function baseScoreOf(
  { baseScore }: BoostingParams,
  objective: Objective,
  set: TrainingSet,
  options: TrainOptions,
): Float32Array {
  if (baseScore === null && options.objective === undefined) return objective.initialScore(set);
  const score = Math.fround(baseScore ?? CUSTOM_BASE_SCORE);
  if (!Number.isFinite(objective.toMargin(score))) {
    throw invalidValue(
      `Invalid baseScore: ${objective.name} has no margin for it: current value is ${score}`,
    );
  }
  return new Float32Array(objective.nOutputs).fill(score);
}

function continueFrom(
  initial: BoosterModel,
  objective: Objective,
): Omit<BoosterModel["parts"], "trees" | "treeOutputs" | "roundStarts" | "attributes"> {
  const { parts } = initial;
  if (parts.objective.name !== objective.name || parts.objective.nOutputs !== objective.nOutputs) {
    throw invalidValue(
      `Cannot go on from the initial model: the objective must be its own, ${parts.objective.name} with ${parts.objective.nOutputs} outputs: current value is ${objective.name} with ${objective.nOutputs}`,
    );
  }
  if (parts.baseScore instanceof Float64Array || parts.treeWeights !== undefined) {
    throw invalidValue(
      "Cannot go on from the initial model: models of LightGBM and of DART cannot be continued",
    );
  }
  return { ...parts, objective };
}

function roundsOf({ parts }: BoosterModel): (readonly Tree[])[] {
  return Array.from({ length: parts.roundStarts.length - 1 }, (_, i) =>
    parts.trees.slice(parts.roundStarts[i], parts.roundStarts[i + 1]),
  );
}

function customGradients(custom: CustomObjective, { nOutputs }: Objective): ComputeGradients {
  return (margins, data, out) => {
    const { gradient, hessian } = custom(margins.slice(), data);
    const nRows = data.labels.length;
    if (gradient.length !== margins.length || hessian.length !== margins.length) {
      throw invalidValue(
        `Invalid custom objective: it must give ${margins.length} gradients and hessians: current lengths are ${gradient.length} and ${hessian.length}`,
      );
    }
    for (let i = 0; i < nRows; i++) {
      for (let k = 0; k < nOutputs; k++) {
        out[2 * (k * nRows + i)] = gradient[i * nOutputs + k]!;
        out[2 * (k * nRows + i) + 1] = hessian[i * nOutputs + k]!;
      }
    }
  };
}

function metricsOf(params: BoostingParams, objective: Objective, options: TrainOptions): Metric[] {
  const { metric } = options;
  const names = params.evalMetric ?? (metric === undefined ? [objective.defaultMetric] : []);
  const metrics = names.map((name) => makeMetric(name, params, objective.nOutputs));
  if (metric === undefined) return metrics;
  return [
    ...metrics,
    {
      name: metric.name,
      isMaximized: metric.isMaximized ?? false,
      evaluate: (predictions, data) => metric.evaluate(predictions, data),
    },
  ];
}

function makeStopper(
  options: TrainOptions,
  watched: readonly WatchedSet[],
  metrics: readonly Metric[],
): EarlyStopper | undefined {
  if (options.earlyStoppingRounds === undefined) return undefined;
  const patience = checkCount("earlyStoppingRounds", options.earlyStoppingRounds, 1);
  if (watched.length === 0) {
    throw invalidValue("Cannot stop early: earlyStoppingRounds needs evals to watch");
  }
  return new EarlyStopper(patience, metrics.at(-1)!.isMaximized);
}

function checkCount(name: string, value: number, least: number): number {
  const message = `Cannot train: ${name} must be a whole number from ${least} to ${MAX_ROUNDS}: current value is ${quote(value)}`;
  if (typeof value !== "number") throw invalidType(message);
  if (!Number.isInteger(value) || value < least || value > MAX_ROUNDS) throw invalidValue(message);
  return value;
}
