// The shapes of data that the linear benchmark times, each made from a seed.
import { type LinearInput, RandomState } from "traintracks";

/** What a case is fitted with. */
export interface Setting {
  readonly alpha: number;
  readonly l1Ratio: number;
}

/** Data that both sides can read. */
export interface CaseData {
  readonly X: LinearInput;
  readonly y: Float64Array;
  /** The stored values column after column, and for sparse data where columns start and which rows they are in. */
  readonly stored: {
    readonly data: Float64Array;
    readonly indices?: Int32Array;
    readonly indptr?: Int32Array;
  };
  /** Raw arrays by the name of the file they are handed over in. */
  readonly files: Readonly<Record<string, Float64Array | Int32Array>>;
  readonly nRows: number;
  readonly nColumns: number;
}

/** One row of the table. */
export interface LinearCase {
  readonly id: string;
  readonly what: string;
  /** A fit for each; a case with folds instead chooses alpha by cross-validation. */
  readonly settings: readonly Setting[];
  readonly folds?: number;
  readonly rounds: number;
  make(): CaseData;
}

/** All cases. */
export const LINEAR_CASES: readonly LinearCase[] = [
  {
    id: "a",
    what: "small, 442 x 10",
    settings: [
      { alpha: 0.05, l1Ratio: 0.05 },
      { alpha: 0.01, l1Ratio: 0.01 },
      { alpha: 0.01, l1Ratio: 0.75 },
      { alpha: 0.01, l1Ratio: 1 },
    ],
    rounds: 200,
    make: () => dense(442, 10, 8, 0.5),
  },
  {
    id: "b",
    what: "tall, 200,000 x 100",
    settings: [{ alpha: 0.01, l1Ratio: 0.5 }],
    rounds: 7,
    make: () => dense(200_000, 100, 20, 0.8),
  },
  {
    id: "c",
    what: "tall, 1,000,000 x 20",
    settings: [{ alpha: 0.01, l1Ratio: 0.5 }],
    rounds: 7,
    make: () => dense(1_000_000, 20, 10, 0.8),
  },
  {
    id: "d",
    what: "wide, 1,000 x 20,000: a few, hundreds and nearly a thousand coefficients in use",
    settings: [
      { alpha: 0.25, l1Ratio: 1 },
      { alpha: 0.02, l1Ratio: 0.9 },
      { alpha: 0.005, l1Ratio: 0.9 },
    ],
    rounds: 5,
    make: () => dense(1_000, 20_000, 100, 0, 0.3),
  },
  {
    id: "e",
    what: "cross-validation, 100 alphas, 5 folds and the refit, 10,000 x 200",
    settings: [],
    folds: 5,
    rounds: 5,
    make: () => dense(10_000, 200, 30, 0.5),
  },
  {
    id: "f",
    what: "sparse, 10,000 x 100,000 with 0.1 % stored",
    settings: [
      { alpha: 0.1, l1Ratio: 1 },
      { alpha: 0.01, l1Ratio: 0.9 },
    ],
    rounds: 5,
    make: () => sparse(10_000, 100_000, 10, 100),
  },
];

/** Normal columns, each correlated with the one before, and a target that depends on the first of every few. */
function dense(
  nRows: number,
  nColumns: number,
  nUsed: number,
  correlation: number,
  slopeSize = 1 / Math.sqrt(nUsed),
): CaseData {
  const random = new RandomState(0);
  const values = new Float64Array(nRows * nColumns);
  const rest = Math.sqrt(1 - correlation * correlation);
  for (let at = 0; at < values.length; at++) {
    const before = at < nRows ? 0 : values[at - nRows]!;
    values[at] = correlation * before + rest * random.standardNormal();
  }
  const y = new Float64Array(nRows).fill(3);
  for (let used = 0; used < nUsed; used++) {
    const start = Math.floor((used * nColumns) / nUsed) * nRows;
    const slope = slopeSize * random.standardNormal();
    for (let i = 0; i < nRows; i++) y[i] = y[i]! + slope * values[start + i]!;
  }
  for (let i = 0; i < nRows; i++) y[i] = y[i]! + 0.5 * random.standardNormal();
  const X = { data: values, shape: [nRows, nColumns], order: "column" } as const;
  return { X, y, stored: { data: values }, files: { X: values, y }, nRows, nColumns };
}

/** The same number of stored normal values in each column, at random rows. */
function sparse(nRows: number, nColumns: number, perColumn: number, nUsed: number): CaseData {
  const random = new RandomState(0);
  const indptr = Int32Array.from({ length: nColumns + 1 }, (_, j) => j * perColumn);
  const indices = new Int32Array(nColumns * perColumn);
  const data = new Float64Array(indices.length);
  for (let j = 0; j < nColumns; j++) {
    const rows = new Set<number>();
    while (rows.size < perColumn) rows.add(random.integerBelow(nRows));
    indices.set(
      [...rows].sort((a, b) => a - b),
      j * perColumn,
    );
    for (let k = 0; k < perColumn; k++) data[j * perColumn + k] = random.standardNormal();
  }
  const y = new Float64Array(nRows).fill(3);
  for (let used = 0; used < nUsed; used++) {
    const j = Math.floor((used * nColumns) / nUsed);
    const slope = 20 * random.standardNormal();
    for (let k = indptr[j]!; k < indptr[j + 1]!; k++) y[indices[k]!] = y[indices[k]!]! + slope * data[k]!;
  }
  for (let i = 0; i < nRows; i++) y[i] = y[i]! + 0.5 * random.standardNormal();
  const X = { format: "csc", shape: [nRows, nColumns], indptr, indices, data } as const;
  const stored = { data, indices, indptr };
  return { X, y, stored, files: { ...stored, y }, nRows, nColumns };
}
