// Reads the parts of encoded models, each held against what it must be.
import { messageOf, quote, unparsable } from "../../errors/index.ts";
import type { EncodedModel } from "../contracts.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";

/** @throws SyntaxError when the array is not there, empty, or not of finite doubles. */
export function doublesOf(estimatorName: string, arrays: EncodedModel["arrays"], part: string): Float64Array {
  const values = arrays[part];
  if (!(values instanceof Float64Array) || values.length === 0 || !values.every(Number.isFinite)) {
    throw broken(estimatorName, part, "finite doubles, at least one", values);
  }
  return values;
}

/** The parameters, held against the table of the estimator. */
export function paramsOf<P extends object>(
  estimatorName: string,
  table: ParameterTable<P>,
  params: unknown,
): Readonly<Record<string, unknown>> {
  if (typeof params !== "object" || params === null)
    throw broken(estimatorName, "params", "a record", params);
  try {
    return { ...resolveParams(estimatorName, table, { ...params }) };
  } catch (cause) {
    throw unparsable(`Cannot read the ${estimatorName}: ${messageOf(cause)}`, { cause });
  }
}

/** The names of the features: null for none, or distinct. */
export function namesOf(
  estimatorName: string,
  names: unknown,
  nFeatures: number,
): readonly string[] | undefined {
  if (names === null) return undefined;
  const isFine =
    Array.isArray(names) &&
    names.length === nFeatures &&
    names.every((name) => typeof name === "string") &&
    new Set(names).size === nFeatures;
  if (!isFine) throw broken(estimatorName, "featureNames", `null or ${nFeatures} distinct names`, names);
  return names;
}

/** @throws SyntaxError when the part is not a finite number. */
export function numberOf(estimatorName: string, state: EncodedModel["state"], part: string): number {
  const value = state[part];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw broken(estimatorName, part, "a finite number", value);
  }
  return value;
}

/** The error for a part that is not what it must be. */
export function broken(estimatorName: string, part: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read the ${estimatorName}: ${part} must be ${wanted}: current value is ${quote(value)}`,
  );
}
