// Holds the parameters of a request against those of the signature.
import { invalidValue, quote } from "../../errors/index.ts";
import type { DataType, ModelParams, ParamSpec } from "../../models/index.ts";

const NONE: ModelParams = new Map();

/**
 * Checks the parameters of a request and fills in the defaults. What the signature does not know is passed over, as MLflow
 * does; a model without parameters is given none.
 *
 * @param params The `params` of the request; undefined when it has none.
 * @param specs What the signature says of them.
 * @throws RangeError `INVALID_PARAMETER_VALUE` naming the parameter that does not fit.
 */
export function enforceParams(params: unknown, specs: readonly ParamSpec[] | undefined): ModelParams {
  if (specs === undefined || specs.length === 0) return NONE;
  const given = params ?? {};
  if (typeof given !== "object" || Array.isArray(given)) {
    throw invalidValue(`Parameters must be a dictionary. Got ${quote(params)}.`);
  }
  const byName = new Map<string, unknown>(Object.entries(given));
  return new Map(
    specs.map((spec) => [
      spec.name,
      byName.has(spec.name) ? checkedValue(byName.get(spec.name), spec) : spec.default,
    ]),
  );
}

function checkedValue(value: unknown, spec: ParamSpec): unknown {
  const { name, type, shape } = spec;
  if (shape === undefined) {
    if (fits(value, type)) return value;
    throw misfit(name, type, value);
  }
  if (!Array.isArray(value)) {
    throw invalidValue(`Invalid parameters found: '${name}' must be a list: it is ${quote(value)}`);
  }
  const length = shape[0] ?? -1;
  if (length !== -1 && value.length !== length) {
    throw invalidValue(
      `Invalid parameters found: '${name}' must have ${length} values: it has ${value.length}`,
    );
  }
  const wrong = value.find((one) => !fits(one, type));
  if (wrong !== undefined) throw misfit(name, type, wrong);
  return value;
}

function misfit(name: string, type: DataType, value: unknown): Error {
  return invalidValue(
    `Invalid parameters found: '${name}' has type ${type}: Can not safely convert ${quote(value)} to it`,
  );
}

/** Whether a value may become one of a type without loss: whole numbers may become fractions, nothing else changes its kind. */
function fits(value: unknown, type: DataType): boolean {
  switch (type) {
    case "double":
    case "float":
      return typeof value === "number";
    case "long":
    case "integer":
      return Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    default:
      return typeof value === "string";
  }
}
