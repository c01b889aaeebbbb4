// What autologging asks of a fitted model, whichever package it is of: found by shape, as little as will do.
import type { FittedModel } from "../estimators/index.ts";
import { PipelineModel, SearchModel } from "../estimators/index.ts";
import { foreignFitOf } from "../integrations/index.ts";

/** What predicts. */
export interface Predictor {
  predict(X: unknown): unknown;
}

/** One row a sample, with one number a class. */
export type Probabilities = readonly ArrayLike<number>[];

/** What predicts the probabilities of classes. */
export interface ProbabilityPredictor {
  predictProba(X: unknown): Probabilities;
}

/** Whether it can predict. */
export function isPredictor(model: object): model is Predictor {
  return hasMethod(model, "predict");
}

/** Whether it can predict probabilities. */
export function isProbabilityPredictor(model: object): model is ProbabilityPredictor {
  return hasMethod(model, "predictProba");
}

/** Whether it has a score of its own. */
export function hasScore(model: object): boolean {
  return hasMethod(model, "score");
}

/** What the metrics of a fitted model are taken of: itself, or what stands for one of another package. */
export function measuredModel(model: object): object {
  return foreignFitOf(model)?.measured ?? model;
}

/** Whether it is a fitted model of this package, which can be saved. */
function isFittedModel(model: object): model is FittedModel {
  return (
    hasMethod(model, "predictTable") && "estimatorName" in model && typeof model.estimatorName === "string"
  );
}

/** The classes of a classifier, sorted; undefined for anything else. */
export function classesOf(model: object): readonly (string | number | boolean)[] | undefined {
  const inner = innermost(model);
  return "classes" in inner && Array.isArray(inner.classes) ? inner.classes : undefined;
}

/** The model at the end of a pipeline, the best one of a search, what stands for one of another package; anything else is itself. */
export function innermost(model: object): object {
  const foreign = foreignFitOf(model);
  if (foreign !== undefined) return foreign.measured;
  if (model instanceof SearchModel) return innermost(model.bestModel);
  return model instanceof PipelineModel ? innermost(model.model) : model;
}

/** What is saved of a fit: the model itself, of a search the best one; undefined for what cannot be saved. */
export function savedModel(model: object): FittedModel | undefined {
  if (model instanceof SearchModel) return savedModel(model.bestModel);
  const foreign = foreignFitOf(model);
  if (foreign !== undefined) return foreign.saved;
  return isFittedModel(model) ? model : undefined;
}

function hasMethod(model: object, name: string): boolean {
  return name in model && typeof Reflect.get(model, name) === "function";
}
