// Any class or object with fit or train, and predict: wrapped, it takes any form of data and tells of its fits.
import { type FitFacts, observeForeignFit, observePredict, observeScore } from "../events/index.ts";
import {
  columnsOf,
  type ForeignColumns,
  isMatrix,
  isNumbers,
  isRows,
  numbersOf,
  rowsOf,
} from "./foreign-data.ts";
import { type ForeignFit, foreignFitOf, noteForeignFit } from "./foreign-fits.ts";

/** What is asked of an estimator of another package. */
export interface Trainable {
  fit?(...args: readonly unknown[]): unknown;
  train?(...args: readonly unknown[]): unknown;
  predict(...args: readonly unknown[]): unknown;
  score?(...args: readonly unknown[]): unknown;
}

/** A class of such. */
export type TrainableConstructor = new (...args: readonly unknown[]) => Trainable;

/** What is known of a package whose estimators are wrapped. */
export interface TrainableKind {
  /** The package, as it is named in runs. */
  readonly library: string;
  /** The family of options that its fits belong to. */
  readonly family: string;
  /** The parameters of an estimator. @param given What its constructor was called with; empty for an object. */
  paramsOf(estimator: object, given: readonly unknown[]): Readonly<Record<string, unknown>>;
  /** What stands for an object that has been fitted. */
  foreignFitOf(fitted: Trainable, columns: ForeignColumns | undefined): ForeignFit;
  /** Tells of the steps of a fit that is over, where they can be known. @param measured What its metrics are taken of. */
  reportSteps(measured: object, X: unknown, y: unknown): void;
}

/** Where a wrapped estimator keeps what its calls are told with. */
interface Context {
  readonly estimatorName: string;
  readonly given: readonly unknown[];
  readonly kind: TrainableKind;
  columns: ForeignColumns | undefined;
}

/** Whether something can fit and predict. */
export function isTrainable(value: object): value is Trainable {
  const has = (name: string): boolean => name in value && typeof Reflect.get(value, name) === "function";
  return has("predict") && (has("fit") || has("train"));
}

/** Whether something is a class whose objects can fit and predict. */
export function isTrainableClass(value: object): value is TrainableConstructor {
  if (typeof value !== "function") return false;
  const { prototype }: { readonly prototype?: unknown } = value;
  return typeof prototype === "object" && prototype !== null && isTrainable(prototype);
}

/** A class that does as the given one does, and tells of it. The given one stays as it is. */
export function wrapTrainableClass(
  original: TrainableConstructor,
  kind: TrainableKind,
): TrainableConstructor {
  return new Proxy(original, {
    construct(target, args: readonly unknown[], newTarget) {
      const made: Trainable = Reflect.construct(target, [...args], newTarget);
      return wrapTrainable(made, kind, { estimatorName: target.name, given: args });
    },
  });
}

/** An object that does as the given one does, with its very fields, and tells of it. */
export function wrapTrainable<T extends Trainable>(
  original: T,
  kind: TrainableKind,
  {
    estimatorName = original.constructor.name,
    given = [],
  }: Partial<Pick<Context, "estimatorName" | "given">> = {},
): T {
  const context: Context = { estimatorName, given, kind, columns: undefined };
  const proxy: T = new Proxy(original, {
    get(target, name) {
      // Objects with private fields know themselves only as they are: methods are called on them, not on the proxy.
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const call = (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        return result === target ? proxy : result;
      };
      if (name === "fit" || name === "train")
        return (...args: readonly unknown[]) => trained(proxy, context, call, args);
      if (name === "predict") return (...args: readonly unknown[]) => predict(proxy, context, call, args);
      if (name === "score") return (...args: readonly unknown[]) => score(proxy, context, call, args);
      return call;
    },
  });
  return proxy;
}

type Call = (...args: readonly unknown[]) => unknown;

function trained(estimator: Trainable, context: Context, call: Call, args: readonly unknown[]): unknown {
  const [X, y, ...rest] = args;
  const { estimatorName, given, kind } = context;
  const facts: FitFacts = {
    library: kind.library,
    family: kind.family,
    estimatorName,
    params: kind.paramsOf(estimator, given),
    X,
    y,
  };
  const fittedOf = (result: unknown): object =>
    typeof result === "object" && result !== null && canPredict(result) ? result : estimator;
  const work = (): unknown => {
    const columns = columnsIfKnown(X);
    context.columns = columns;
    const note = (result: unknown): unknown => {
      noteForeignFit(
        fittedOf(result),
        once(() => kind.foreignFitOf(estimator, columns)),
      );
      return result;
    };
    const result = call(adaptedX(X), adaptedY(y), ...rest);
    return result instanceof Promise ? result.then(note) : note(result);
  };
  return observeForeignFit(facts, work, (result) => {
    const fitted = fittedOf(result);
    // While it is there: what its package keeps of it may be freed at any time afterwards.
    const known = foreignFitOf(fitted);
    try {
      kind.reportSteps(known?.measured ?? fitted, X, y);
    } catch {
      // What cannot be taken apart still has been fitted; that it cannot be saved is told when it is to be.
    }
    return fitted;
  });
}

/** Finds out what stands for a fitted object when somebody asks for the first time. */
function once(find: () => ForeignFit): ForeignFit {
  let found: ForeignFit | undefined;
  const get = (): ForeignFit => {
    found ??= find();
    return found;
  };
  return {
    get saved() {
      return get().saved;
    },
    get measured() {
      return get().measured;
    },
  };
}

function predict(estimator: Trainable, context: Context, call: Call, args: readonly unknown[]): unknown {
  const [X, ...rest] = args;
  const work = (): unknown => call(adaptedX(X, context.columns), ...rest);
  if (typeof X !== "object" || X === null) return work();
  return observePredict(estimator, X, work as () => object);
}

function score(estimator: Trainable, context: Context, call: Call, args: readonly unknown[]): unknown {
  const [X, y, ...rest] = args;
  return observeScore(estimator, X, () => call(adaptedX(X, context.columns), adaptedY(y), ...rest) as number);
}

/** Whether what a fit has returned is a fitted model of its own. */
function canPredict(value: object): boolean {
  return "predict" in value && typeof value.predict === "function";
}

function adaptedX(X: unknown, columns?: ForeignColumns): unknown {
  if (isNumbers(X) || isRows(X) || isMatrix(X)) return X;
  // What is no table of numbers is theirs to understand.
  return columnsIfKnown(X) === undefined ? X : rowsOf(X, columns);
}

function columnsIfKnown(X: unknown): ForeignColumns | undefined {
  try {
    return columnsOf(X);
  } catch {
    return undefined;
  }
}

function adaptedY(y: unknown): unknown {
  const isTheirs =
    typeof y !== "object" ||
    y === null ||
    isRows(y) ||
    isMatrix(y) ||
    Array.isArray(y) ||
    ArrayBuffer.isView(y);
  return isTheirs ? y : numbersOf(y, "y");
}
