// The golden elastic nets: data and answers of scikit-learn, read from test/golden/elasticnet.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../golden/elasticnet/", import.meta.url);

/** Features and target of one case, in the rows that were fitted. */
export interface GoldenData {
  readonly X: number[][];
  readonly y: number[];
  /** The rows to predict for. */
  readonly testX: number[][];
}

interface DatasetSpec {
  readonly csv?: string;
  readonly target?: string;
  readonly X?: number[][];
  readonly y?: number[];
}

/** One fit, path or cross-validation of scikit-learn. */
export interface GoldenCase {
  readonly id: string;
  readonly op: string;
  readonly dataset: string;
  readonly split: string | null;
  readonly params: Readonly<Record<string, number | boolean | number[]>>;
  readonly sample_weight?: number[];
  readonly alpha_sequence?: number[];
  readonly folds?: readonly { readonly train: number[]; readonly test: number[] }[];
  readonly expect: GoldenAnswer;
}

/** What came back; which parts there are depends on `op`. */
export interface GoldenAnswer {
  readonly coef: number[];
  readonly intercept: number;
  readonly n_iter: number;
  readonly dual_gap: number;
  readonly predict?: number[];
  readonly warnings: string[];
  readonly steps: readonly { readonly alpha: number; readonly coef: number[] }[];
  readonly alphas: number[];
  readonly coefs: number[][];
  readonly dual_gaps: number[];
  readonly alpha: number;
  readonly l1_ratio: number;
  readonly mse_path: number[][];
}

interface GoldenFile {
  readonly datasets: Readonly<Record<string, DatasetSpec>>;
  readonly splits: Readonly<Record<string, { readonly train: number[]; readonly test: number[] }>>;
  readonly cases: readonly GoldenCase[];
}

const golden: GoldenFile = JSON.parse(readFileSync(new URL("cases.json", FOLDER), "utf8"));

/** The cases made by one class or function of scikit-learn, such as `Lasso.fit`. */
export function goldenCases(...ops: string[]): readonly GoldenCase[] {
  return golden.cases.filter(({ op }) => ops.includes(op));
}

/** The data of a case. */
export function goldenData({ dataset, split }: Pick<GoldenCase, "dataset" | "split">): GoldenData {
  const { X, y } = readDataset(golden.datasets[dataset]!);
  if (split === null) return { X, y, testX: X };
  const { train, test } = golden.splits[split]!;
  return { X: train.map((i) => X[i]!), y: train.map((i) => y[i]!), testX: test.map((i) => X[i]!) };
}

function readDataset({ csv, target, X, y }: DatasetSpec): { readonly X: number[][]; readonly y: number[] } {
  if (csv === undefined) return { X: X ?? [], y: y ?? [] };
  const [header = "", ...lines] = readFileSync(new URL(csv, FOLDER), "utf8").trim().split("\n");
  const at = header.split(",").indexOf(target ?? "");
  const rows = lines.map((line) => line.split(",").map(Number));
  return { X: rows.map((row) => row.toSpliced(at, 1)), y: rows.map((row) => row[at]!) };
}
