// The front of wrapping: finds out what it is given, and wraps it as such.
import { invalidType, quote } from "../errors/index.ts";
import { regressionClassOf } from "../estimators/index.ts";
import { xgboostKind } from "./ml-xgboost/xgboost-kind.ts";
import { type RegressionConstructor, wrapRegression } from "./wrap-regression.ts";
import {
  isTrainable,
  isTrainableClass,
  type TrainableKind,
  wrapTrainable,
  wrapTrainableClass,
} from "./wrap-trainable.ts";

/** What may be said of what is wrapped. */
export interface WrapOptions {
  /** The package it is of, as runs name it. Default: that of the classes that are known, else `external`. */
  readonly library?: string | undefined;
}

/** The family of options that all wrapped estimators belong to. */
const FAMILY = "wrapped";
/** Classes that were wrapped are wrapped once, so that two names of a class stay names of one. */
const wrappedClasses = new WeakMap<object, object>();

/**
 * Wraps estimators of other packages so that their fits are told of as ours are. What is given stays as it is.
 *
 * @param target A class with `fit` or `train` and `predict`, or one of ml-regression; an object of such a class; or a
 *   module or record with some of them, of which everything else is handed through.
 * @throws TypeError when there is nothing in it that can be wrapped.
 */
export function wrapEstimators<T extends object>(target: T, options: WrapOptions = {}): T {
  const wrapped = wrappedOf(target, options) ?? wrappedRecord(target, options);
  // What is wrapped has the shape of what it wraps.
  if (wrapped !== undefined) return wrapped as T;
  throw invalidType(
    `Cannot wrap: it must be a class or an object with fit or train and predict, or a module that has some: current value is ${quote(target)}`,
  );
}

function wrappedOf(target: object, options: WrapOptions): object | undefined {
  const known = wrappedClasses.get(target);
  if (known !== undefined) return known;
  const wrapped = wrappedClass(target, options);
  if (wrapped !== undefined) wrappedClasses.set(target, wrapped);
  if (wrapped !== undefined || typeof target === "function" || !isTrainable(target)) return wrapped;
  return wrapTrainable(target, externalKind(options));
}

function wrappedClass(target: object, options: WrapOptions): object | undefined {
  if (isRegressionClass(target)) return wrapRegression(target, regressionClassOf(target.name)!, FAMILY);
  if (!isTrainableClass(target)) return undefined;
  const isXGBoost = target.name === "XGBoost" && "loadFromModel" in target;
  return wrapTrainableClass(target, isXGBoost ? xgboostKind(FAMILY) : externalKind(options));
}

function isRegressionClass(target: object): target is RegressionConstructor & { readonly name: string } {
  return typeof target === "function" && "load" in target && regressionClassOf(target.name) !== undefined;
}

/** A record whose estimators are wrapped, also those one level down; undefined when there are none. */
function wrappedRecord(target: object, options: WrapOptions, depth = 0): object | undefined {
  if (typeof target === "function") return undefined;
  let nWrapped = 0;
  const entries = Object.entries(target).map(([name, value]: [string, unknown]): [string, unknown] => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return [name, value];
    const wrapped = wrappedOf(value, options) ?? (depth === 0 ? wrappedRecord(value, options, 1) : undefined);
    if (wrapped !== undefined) nWrapped++;
    return [name, wrapped ?? value];
  });
  return nWrapped === 0 ? undefined : Object.fromEntries(entries);
}

/** Of what is not known, the parameters are what its constructor was given, else its plain fields. */
function externalKind({ library = "external" }: WrapOptions): TrainableKind {
  return {
    library,
    family: FAMILY,
    paramsOf(estimator, given) {
      const options = given.find((one) => typeof one === "object" && one !== null && !Array.isArray(one));
      const fields = Object.entries(options ?? estimator);
      return Object.fromEntries(fields.filter(([name, value]) => !name.startsWith("_") && isPlain(value)));
    },
    foreignFitOf: (fitted) => ({ saved: undefined, measured: fitted }),
    reportSteps: () => {},
  };
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
