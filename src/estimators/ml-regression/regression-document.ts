// A regression of ml-regression as its own JSON, checked before that package sees it: the file may be broken or hostile.
import { quote, unparsable } from "../../errors/index.ts";
import type { RegressionClass } from "./regression-classes.ts";

/** More terms than this no polynomial has, whatever its file says. */
const MAX_ORDER = 1000;

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Checks what a class is to be loaded from.
 *
 * @returns A record with the parts of that class and its name, nothing else.
 * @throws SyntaxError naming the part at fault.
 */
export function checkedDocument(
  { className, savedName, parts }: RegressionClass,
  document: unknown,
): JsonRecord {
  if (!isRecord(document)) throw broken(className, "it", "a record", document);
  const checked = Object.entries(parts).map(([name, part]): [string, unknown] => {
    const value = Object.hasOwn(document, name) ? document[name] : undefined;
    if (!PARTS[part].isGood(value)) throw broken(className, name, PARTS[part].wanted, value);
    return [name, value];
  });
  const known: JsonRecord = { name: savedName, ...Object.fromEntries(checked) };
  checkSizes(className, known);
  return known;
}

const PARTS = {
  number: { wanted: "a number", isGood: isNumber },
  numbers: { wanted: "a list of numbers", isGood: isNumbers },
  rows: {
    wanted: "rows of numbers, all of one length",
    isGood: (value: unknown): boolean =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((row) => isNumbers(row) && row.length === value[0].length),
  },
  text: { wanted: "a text", isGood: (value: unknown): boolean => typeof value === "string" },
  flag: { wanted: "true or false", isGood: (value: unknown): boolean => typeof value === "boolean" },
  record: { wanted: "a record", isGood: isRecord },
} as const;

/** Counts that a prediction runs over must be those of the numbers that are there. */
function checkSizes(className: string, known: JsonRecord): void {
  const { weights, inputs, outputs, intercept, order, powers, coefficients, alpha } = known;
  if (isNumbers(powers) && isNumbers(coefficients) && powers.length !== coefficients.length) {
    throw broken(className, "powers", `as many as there are coefficients, ${coefficients.length}`, powers);
  }
  if (isNumber(order) && Array.isArray(coefficients)) {
    const isWhole = Number.isInteger(order) && order >= 0 && order <= MAX_ORDER;
    if (!isWhole || coefficients.length < ((order + 1) * (order + 2)) / 2) {
      throw broken(className, "order", "a whole number with as many coefficients as it needs", order);
    }
  }
  if (Array.isArray(weights)) {
    const nInputs = weights.length - (intercept === true ? 1 : 0);
    if (inputs !== nInputs) throw broken(className, "inputs", `${nInputs}, as there are weights`, inputs);
    if (outputs !== weights[0].length || outputs === 0) {
      throw broken(className, "outputs", `${weights[0].length}, as there are weights`, outputs);
    }
  }
  if (Array.isArray(alpha) && Array.isArray(inputs) && alpha.length !== inputs.length) {
    throw broken(className, "alpha", `one row for each of ${inputs.length} inputs`, alpha.length);
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isNumber);
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function broken(className: string, part: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read the ${className}: ${part} must be ${wanted}: current value is ${quote(value)}`,
  );
}
