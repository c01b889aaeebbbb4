// Fits linear models off the main thread, and cross-validates on as many threads as there are cores.
import { type Fold, toVector, type VectorInput } from "../../../data/index.ts";
import { invalidValue } from "../../../errors/index.ts";
import { coreCount, ownFile } from "../../../system/index.ts";
import type { EncodedModel, ModelCodec } from "../../contracts.ts";
import { CrossValidatedModel, type ValidationCurve } from "../cross-validated-model.ts";
import {
  bestOf,
  type Chosen,
  type CrossValidationOptions,
  type FitProgress,
  foldsOf,
} from "../cross-validation.ts";
import { isLinearModel } from "../linear-model.ts";
import { type LinearInput, shapeOf, toLinearTable } from "../regression-data.ts";
import { type LinearTask, linearTask } from "./linear-task.ts";
import { runInThread } from "./run-in-thread.ts";

/** What may be said about a fit off the main thread. */
export interface AsyncFitOptions {
  /** Ends the fit at once when it aborts; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What may be said about a cross-validated fit on several threads. */
export interface AsyncCrossValidationOptions extends CrossValidationOptions, AsyncFitOptions {
  /** Most threads at once; as many as there are cores when absent. */
  readonly nThreads?: number | undefined;
}

/**
 * Does a fit in a thread of its own.
 *
 * @param codec Puts the model together again.
 */
export async function fitInThread<M>(
  task: LinearTask,
  codec: ModelCodec,
  isModel: (model: unknown) => model is M,
  { signal }: AsyncFitOptions,
): Promise<M> {
  const answer = await runInThread(fitThread(), task, { signal });
  const model: unknown = codec.decode(answer as EncodedModel);
  if (!isModel(model)) throw invalidValue(`A thread made another model than ${task.estimatorName}`);
  return model;
}

/**
 * Cross-validates with the folds dealt out to threads, then fits all rows with the choice in one more.
 *
 * @param cv How many folds to make when none are given.
 * @param refit The task of the last fit for a choice, as far as it differs from the others, and the codec of its model.
 */
export async function validateInThreads(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  X: LinearInput,
  y: VectorInput,
  cv: number,
  options: AsyncCrossValidationOptions,
  refit: (choice: Chosen) => { readonly task: Partial<LinearTask>; readonly codec: ModelCodec },
): Promise<CrossValidatedModel> {
  const { signal, onProgress, nThreads = coreCount() } = options;
  if (!(Number.isInteger(nThreads) && nThreads >= 1)) {
    throw invalidValue(
      `Cannot fit ${estimatorName}: nThreads must be a whole number of at least 1: current value is ${nThreads}`,
    );
  }
  const table = toLinearTable(X);
  const target = toVector(y, "y", shapeOf(table).nRows);
  const folds = foldsOf(options, cv, target);
  const task = linearTask(estimatorName, params, X, { numbers: target }, options);
  const parts = dealt(folds, Math.min(nThreads, folds.length));
  const progress = parts.map((): FitProgress => ({ done: 0, total: 0 }));
  const answers = await allOrNone(signal, (both) =>
    parts.map((part, thread) =>
      runInThread(
        fitThread(),
        { ...task, kind: "curves", folds, part },
        {
          signal: both,
          onNote: (note) => {
            progress[thread] = note as FitProgress;
            onProgress?.(sumOf(progress, parts, folds.length));
          },
        },
      ),
    ),
  );
  const choice = bestOf(merged(answers as readonly (readonly ValidationCurve[])[], parts, folds.length));
  const last = refit({ alpha: choice.alpha, l1Ratio: choice.l1Ratio });
  const model = await fitInThread({ ...task, folds, ...last.task }, last.codec, isLinearModel, { signal });
  const { featureNames, coefficients, intercept, nIter, dualGap } = model;
  return new CrossValidatedModel({
    estimatorName,
    params,
    featureNames,
    coefficients,
    intercept,
    nIter,
    dualGap,
    ...choice,
  });
}

function fitThread(): URL {
  return ownFile("dist/estimators/linear/threads/fit-thread.js");
}

/** When one task fails the others are ended too. */
async function allOrNone(
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => readonly Promise<unknown>[],
): Promise<readonly unknown[]> {
  const failed = new AbortController();
  const both = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const tasks = start(both);
  try {
    return await Promise.all(tasks);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(tasks);
    throw error;
  }
}

/** The numbers of the folds of each thread. */
function dealt(folds: readonly Fold[], nThreads: number): readonly (readonly number[])[] {
  const numbers = folds.map((_, f) => f);
  return Array.from({ length: nThreads }, (_, thread) => numbers.filter((f) => f % nThreads === thread));
}

/** The curves of all folds, from those that each thread made of its own. */
function merged(
  answers: readonly (readonly ValidationCurve[])[],
  parts: readonly (readonly number[])[],
  nFolds: number,
): readonly ValidationCurve[] {
  return answers[0]!.map(({ l1Ratio, alphas }, r) => ({
    l1Ratio,
    alphas,
    msePath: Array.from(alphas, (_, i) => {
      const errors = new Float64Array(nFolds);
      for (const [thread, part] of parts.entries()) {
        for (const [at, f] of part.entries()) errors[f] = answers[thread]![r]!.msePath[i]![at]!;
      }
      return errors;
    }),
  }));
}

/** Threads that have said nothing yet have as much to do for each fold as the others. */
function sumOf(
  progress: readonly FitProgress[],
  parts: readonly (readonly number[])[],
  nFolds: number,
): FitProgress {
  const known = progress.findIndex(({ total }) => total > 0);
  const perFold = progress[known]!.total / parts[known]!.length;
  return { done: progress.reduce((sum, { done }) => sum + done, 0), total: perFold * nFolds };
}
