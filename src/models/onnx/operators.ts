// Every ONNX operator that is known here: those of linear models, scalers, trees and classifiers (https://onnx.ai/onnx/operators).
import { attributeNumber, attributeNumbers, type Operator, type Step } from "./attributes.ts";
import { CLASS_OPERATORS } from "./class-operators.ts";
import { combine, type Dense, dense, mapCells, mapRows, multiply, shapeFault, transpose } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";
import { SHAPE_OPERATORS } from "./shape-operators.ts";
import { TREE_OPERATORS } from "./tree-operators.ts";

const pairwise =
  (operation: (x: number, y: number) => number): Operator =>
  () =>
  ([a, b]) => [combine(need(a), need(b), operation)];

const single =
  (operation: (x: number) => number): Operator =>
  () =>
  ([a]) => [mapCells(need(a), operation)];

/** By domain and name. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  Add: pairwise((x, y) => x + y),
  Sub: pairwise((x, y) => x - y),
  Mul: pairwise((x, y) => x * y),
  Div: pairwise((x, y) => x / y),
  MatMul:
    () =>
    ([a, b]) => [multiply(need(a), need(b))],
  Gemm: gemm,
  Identity:
    () =>
    ([a]) => [need(a)],
  Exp: single(Math.exp),
  Sigmoid: single((x) => 1 / (1 + Math.exp(-x))),
  Softmax: softmax,
  Cast: cast,
  ...SHAPE_OPERATORS,
  "ai.onnx.ml.LinearRegressor": linearRegressor,
  "ai.onnx.ml.Scaler": scaler,
  "ai.onnx.ml.Normalizer": normalizer,
  ...CLASS_OPERATORS,
  ...TREE_OPERATORS,
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
function gemm(node: OnnxNode): Step {
  const transA = attributeNumber(node, "transA", 0) !== 0;
  const transB = attributeNumber(node, "transB", 0) !== 0;
  const alpha = attributeNumber(node, "alpha", 1);
  const beta = attributeNumber(node, "beta", 1);
  return ([a, b, c]) => {
    const left = transA ? transpose(need(a)) : need(a);
    const right = transB ? transpose(need(b)) : need(b);
    const scaled = mapCells(multiply(left, right), (x) => alpha * x);
    return [c === undefined ? scaled : combine(scaled, c, (x, y) => x + beta * y)];
  };
}

/** Along the columns; exponentials of what is left of the largest, so that none overflows. */
function softmax(node: OnnxNode): Step {
  if (![1, -1].includes(attributeNumber(node, "axis", -1))) throw shapeFault("Softmax must be along axis 1");
  return ([a]) => [
    mapRows(need(a), (row) => {
      const largest = row.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
      let sum = 0;
      row.forEach((x, j) => {
        row[j] = Math.exp(x - largest);
        sum += row[j]!;
      });
      row.forEach((x, j) => {
        row[j] = x / sum;
      });
    }),
  ];
}

/** The numbers of the element types to which values may be cast. */
const CASTS: ReadonlyMap<number, "float" | "int64" | "string" | "double"> = new Map([
  [1, "float"],
  [7, "int64"],
  [8, "string"],
  [11, "double"],
] as const);

function cast(node: OnnxNode): Step {
  const to = CASTS.get(attributeNumber(node, "to", 0));
  if (to === undefined)
    throw shapeFault("Cast must be to single or double precision, whole numbers or texts");
  return ([a]) => {
    const table = need(a);
    const { nRows, nColumns, values, texts } = table;
    if ((to === "string") !== (texts !== undefined))
      throw shapeFault("texts and numbers are not cast to each other");
    if (texts !== undefined) return [table];
    return [dense(to, nRows, nColumns, to === "int64" ? values.map(Math.trunc) : values)];
  };
}

/** `X coefficients' + intercepts`, one row of coefficients a target, in single precision. */
function linearRegressor(node: OnnxNode): Step {
  const coefficients = attributeNumbers(node, "coefficients");
  const intercepts = attributeNumbers(node, "intercepts");
  const nTargets = attributeNumber(node, "targets", 1);
  const transform = node.attributes.get("post_transform") ?? "NONE";
  if (transform !== "NONE") throw shapeFault(`LinearRegressor with post_transform ${String(transform)}`);
  return ([a]) => {
    const X = need(a);
    if (coefficients.length !== nTargets * X.nColumns || ![0, nTargets].includes(intercepts.length)) {
      throw shapeFault(
        `LinearRegressor with ${coefficients.length} coefficients for ${nTargets} targets of ${X.nColumns} features`,
      );
    }
    const weights = transpose({ type: "float", nRows: nTargets, nColumns: X.nColumns, values: coefficients });
    const product = multiply({ ...X, type: "float" }, weights);
    if (intercepts.length === 0) return [product];
    const row: Dense = { type: "float", nRows: 1, nColumns: nTargets, values: intercepts };
    return [combine(product, row, (x, y) => x + y)];
  };
}

/** `(X - offset) * scale`, in single precision. */
function scaler(node: OnnxNode): Step {
  const row = (name: string): Dense => {
    const values = attributeNumbers(node, name);
    return { type: "float", nRows: 1, nColumns: values.length, values };
  };
  const [offset, scale] = [row("offset"), row("scale")];
  return ([a]) => {
    const centred = combine({ ...need(a), type: "float" }, offset, (x, y) => x - y);
    return [combine(centred, scale, (x, y) => x * y)];
  };
}

/** Divides each row by its norm; a row of zeros stays. */
function normalizer(node: OnnxNode): Step {
  const norm = node.attributes.get("norm") ?? "MAX";
  const normOf = NORMS.get(String(norm));
  if (normOf === undefined) throw shapeFault(`Normalizer with norm ${String(norm)}`);
  return ([a]) => [
    mapRows({ ...need(a), type: "float" }, (row) => {
      const divisor = normOf(row);
      if (divisor === 0) return;
      row.forEach((x, j) => {
        row[j] = x / divisor;
      });
    }),
  ];
}

const NORMS: ReadonlyMap<string, (row: Float64Array) => number> = new Map([
  ["MAX", (row: Float64Array) => row.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY)],
  ["L1", (row: Float64Array) => row.reduce((sum, x) => sum + Math.abs(x), 0)],
  ["L2", (row: Float64Array) => Math.hypot(...row)],
]);
