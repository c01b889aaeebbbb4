// Casts nested lists to one array of the type and shape that the signature gives.
import { invalidValue, quote, unparsable } from "../../errors/index.ts";
import type { Tensor, TensorSpec } from "../../models/index.ts";
import { checkCells } from "../requests/raw-input.ts";

/** NumPy allows 64 axes; nobody's features have more than a few. */
const MAX_AXES = 32;

/** How each NumPy type rounds a number. */
const ROUNDING: Readonly<Record<string, (value: number) => number>> = {
  float64: (value) => value,
  float32: Math.fround,
  int64: Math.trunc,
  int32: (value) => value | 0,
  int16: (value) => (value << 16) >> 16,
  int8: (value) => (value << 24) >> 24,
  uint8: (value) => value & 0xff,
  bool: (value) => (value === 0 ? 0 : 1),
};

/**
 * Casts a value, which may be nested lists, to the array of a signature.
 *
 * @throws SyntaxError `BAD_REQUEST` when a value is no number or the lists are ragged.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the shape is not that of the signature.
 */
export function castTensor(value: unknown, spec: TensorSpec): Tensor {
  const round = Object.hasOwn(ROUNDING, spec.dtype) ? ROUNDING[spec.dtype] : undefined;
  if (round === undefined) {
    throw invalidValue(`Cannot read an array of type ${quote(spec.dtype)}: it must be one of numbers`);
  }
  const shape = shapeOf(value);
  const size = shape.reduce((product, length) => product * length, 1);
  checkCells(size, 1);
  const values = new Float64Array(size);
  let n = 0;
  const fill = (part: unknown, axis: number): void => {
    if (axis === shape.length) {
      values[n++] = round(numberOf(part));
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[axis]) {
      throw unparsable("Invalid input. The nested lists must all have the same lengths");
    }
    for (const inner of part) fill(inner, axis + 1);
  };
  fill(value, 0);
  return checkShape({ name: spec.name, dtype: spec.dtype, shape, values }, spec);
}

/** The shape that the first elements tell; `fill` holds the others against it. */
function shapeOf(value: unknown): readonly number[] {
  const shape: number[] = [];
  for (let part = value; Array.isArray(part); part = part[0]) {
    if (shape.length === MAX_AXES) {
      throw unparsable(`Invalid input. Lists may be nested at most ${MAX_AXES} deep`);
    }
    shape.push(part.length);
  }
  return shape;
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null) return Number.NaN;
  throw unparsable(`Invalid input. could not convert to a number: ${quote(value)}`);
}

function checkShape(tensor: Tensor, spec: TensorSpec): Tensor {
  const fits =
    tensor.shape.length === spec.shape.length &&
    spec.shape.every((length, axis) => length === -1 || length === tensor.shape[axis]);
  if (fits) return tensor;
  throw invalidValue(
    `Failed to enforce schema of the data. Error: Shape of input ${pythonTuple(tensor.shape)} does not match expected shape ${pythonTuple(spec.shape)}.`,
  );
}

function pythonTuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
