// Reads what a file tells about a fitted transformer or pipeline, and believes nothing of it.
import { type Coded, messageOf, quote, unparsable } from "../../errors/index.ts";
import type { EncodedModel, ModelArray } from "../contracts.ts";
import { checkStepNames } from "./step-names.ts";

type State = Readonly<Record<string, unknown>>;

/** Gives the parts of an encoded transformer or pipeline, each checked. */
export class EncodedReader {
  readonly #owner: string;
  readonly #state: State;
  readonly #arrays: Readonly<Record<string, ModelArray>>;

  /**
   * @param owner What is read, for messages: `StandardScaler`.
   * @param encoded From a file that may be broken or hostile.
   */
  constructor(owner: string, { state, arrays }: EncodedModel) {
    this.#owner = owner;
    this.#state = state;
    this.#arrays = arrays;
  }

  /** A part of the state; undefined when it is not there. */
  part(name: string): unknown {
    return Object.hasOwn(this.#state, name) ? this.#state[name] : undefined;
  }

  /** The parameters, as `resolve` accepts them. */
  params<P>(resolve: (given: State) => P): P {
    const given = this.part("params");
    if (!isRecord(given)) throw this.fault("params", "a record", given);
    try {
      return resolve({ ...given });
    } catch (cause) {
      throw unparsable(`Cannot read the ${this.#owner}: ${messageOf(cause)}`, { cause });
    }
  }

  /** A whole number from `min` to `max`. */
  integer(name: string, min: number, max: number): number {
    const value = this.part(name);
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    throw this.fault(name, `a whole number from ${min} to ${max}`, value);
  }

  /** A list, at least one element long. */
  list(name: string): readonly unknown[] {
    const value = this.part(name);
    if (Array.isArray(value) && value.length > 0) return value;
    throw this.fault(name, "a list of at least one element", value);
  }

  /** `featureNames`: null, or distinct texts, one for each of `nFeatures`. */
  featureNames(nFeatures: number): readonly string[] | undefined {
    const names = this.part("featureNames");
    if (names === null) return undefined;
    if (Array.isArray(names) && names.length === nFeatures && areDistinctTexts(names)) return names;
    throw this.fault("featureNames", `null or ${nFeatures} distinct names`, names);
  }

  /** The names of parts, checked as those that a caller gives. */
  stepNames(names: readonly string[]): void {
    try {
      checkStepNames(names, this.#owner);
    } catch (cause) {
      throw unparsable(`Cannot read the ${this.#owner}: ${messageOf(cause)}`, { cause });
    }
  }

  /** An array of finite doubles, of a given length or at least 1. */
  doubles(name: string, length?: number): Float64Array {
    const array = Object.hasOwn(this.#arrays, name) ? this.#arrays[name] : undefined;
    if (
      array instanceof Float64Array &&
      array.length === (length ?? Math.max(1, array.length)) &&
      array.every(Number.isFinite)
    ) {
      return array;
    }
    throw this.fault(name, `finite doubles, ${length ?? "at least one"} of them`, array);
  }

  /** The error for a part that is not what it must be. */
  fault(name: string, wanted: string, value: unknown): Coded<SyntaxError> {
    return unparsable(
      `Cannot read the ${this.#owner}: ${name} must be ${wanted}: current value is ${quote(value)}`,
    );
  }
}

/** Whether a value from JSON is a record. */
export function isRecord(value: unknown): value is State {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function areDistinctTexts(values: readonly unknown[]): values is readonly string[] {
  return values.every((value) => typeof value === "string") && new Set(values).size === values.length;
}
