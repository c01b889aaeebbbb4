// The ONNX operators that linear models and their scalers are made of.
import { combine, type Dense, dense, multiply, shapeFault, transpose } from "./dense.ts";
import type { OnnxAttribute, OnnxNode } from "./onnx-model.ts";

/** One operator: what it makes of its inputs. */
export type Operator = (node: OnnxNode, inputs: readonly Dense[]) => Dense;

const pairwise =
  (operation: (x: number, y: number) => number): Operator =>
  (_, [a, b]) =>
    combine(need(a), need(b), operation);

/** Every operator, by domain and name (https://onnx.ai/onnx/operators). */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  Add: pairwise((x, y) => x + y),
  Sub: pairwise((x, y) => x - y),
  Mul: pairwise((x, y) => x * y),
  Div: pairwise((x, y) => x / y),
  MatMul: (_, [a, b]) => multiply(need(a), need(b)),
  Gemm: gemm,
  Identity: (_, [a]) => need(a),
  Cast: cast,
  Reshape: reshape,
  "ai.onnx.ml.LinearRegressor": linearRegressor,
  "ai.onnx.ml.Scaler": scaler,
};

/** The key of a node's operator in the table. */
export function operatorKey({ domain, operator }: OnnxNode): string {
  return domain === "" || domain === "ai.onnx" ? operator : `${domain}.${operator}`;
}

function need(value: Dense | undefined): Dense {
  if (value === undefined) throw shapeFault("an operator has too few inputs");
  return value;
}

/** `alpha A B + beta C`. */
function gemm({ attributes }: OnnxNode, [a, b, c]: readonly Dense[]): Dense {
  const left = numberOf(attributes.get("transA"), 0) === 0 ? need(a) : transpose(need(a));
  const right = numberOf(attributes.get("transB"), 0) === 0 ? need(b) : transpose(need(b));
  const alpha = numberOf(attributes.get("alpha"), 1);
  const beta = numberOf(attributes.get("beta"), 1);
  const product = multiply(left, right);
  const scaled = dense(
    product.type,
    product.nRows,
    product.nColumns,
    product.values.map((x) => alpha * x),
  );
  return c === undefined ? scaled : combine(scaled, c, (x, y) => x + beta * y);
}

/** The numbers of the element types to which values may be cast: single and double precision. */
const FLOAT = 1;
const DOUBLE = 11;

function cast({ attributes }: OnnxNode, [a]: readonly Dense[]): Dense {
  const { nRows, nColumns, values } = need(a);
  const to = numberOf(attributes.get("to"), 0);
  if (to !== FLOAT && to !== DOUBLE) throw shapeFault("Cast must be to single or double precision");
  return dense(to === FLOAT ? "float" : "double", nRows, nColumns, values);
}

/** Another shape of the same cells: 0 keeps a length, -1 stands for what is left over. */
function reshape(_: OnnxNode, [a, shape]: readonly Dense[]): Dense {
  const { type, nRows, nColumns, values } = need(a);
  const asked = Array.from(need(shape).values, (length, axis) =>
    length === 0 ? [nRows, nColumns][axis] : length,
  );
  const [first = 1, second = 1, third] = asked.length === 1 ? [1, asked[0]] : asked;
  const rows = first === -1 ? values.length / second : first;
  const columns = second === -1 ? values.length / first : second;
  if (third !== undefined || !(rows >= 0 && columns >= 0) || rows * columns !== values.length) {
    throw shapeFault(`[${nRows}, ${nColumns}] cannot be reshaped to [${asked.slice(0, 3).join(", ")}]`);
  }
  return { type, nRows: rows, nColumns: columns, values };
}

/** `X coefficients' + intercepts`, one row of coefficients a target, in single precision. */
function linearRegressor({ attributes }: OnnxNode, [a]: readonly Dense[]): Dense {
  const X = need(a);
  const coefficients = numbersOf(attributes.get("coefficients"));
  const intercepts = numbersOf(attributes.get("intercepts"));
  const nTargets = numberOf(attributes.get("targets"), 1);
  const transform = attributes.get("post_transform") ?? "NONE";
  if (transform !== "NONE") throw shapeFault(`LinearRegressor with post_transform ${String(transform)}`);
  if (coefficients.length !== nTargets * X.nColumns || ![0, nTargets].includes(intercepts.length)) {
    throw shapeFault(
      `LinearRegressor with ${coefficients.length} coefficients for ${nTargets} targets of ${X.nColumns} features`,
    );
  }
  const weights = transpose({ type: "float", nRows: nTargets, nColumns: X.nColumns, values: coefficients });
  const product = multiply({ ...X, type: "float" }, weights);
  if (intercepts.length === 0) return product;
  const row: Dense = { type: "float", nRows: 1, nColumns: nTargets, values: intercepts };
  return combine(product, row, (x, y) => x + y);
}

/** `(X - offset) * scale`, in single precision. */
function scaler({ attributes }: OnnxNode, [a]: readonly Dense[]): Dense {
  const row = (name: string): Dense => {
    const values = numbersOf(attributes.get(name));
    return { type: "float", nRows: 1, nColumns: values.length, values };
  };
  const centred = combine({ ...need(a), type: "float" }, row("offset"), (x, y) => x - y);
  return combine(centred, row("scale"), (x, y) => x * y);
}

function numberOf(attribute: OnnxAttribute | undefined, fallback: number): number {
  return typeof attribute === "number" ? attribute : fallback;
}

function numbersOf(attribute: OnnxAttribute | undefined): Float64Array {
  return attribute instanceof Float64Array ? attribute : new Float64Array(0);
}
