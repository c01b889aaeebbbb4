// Reads the cases that XGBoost itself was run on: test/golden/xgboost.
import { readFileSync } from "node:fs";
import type { TrainingData } from "../../src/estimators/boosting/training-set.ts";

/** One training that XGBoost was run on. */
export interface GoldenCase {
  readonly id: string;
  readonly level: "tree" | "metric";
  readonly dataset: string;
  readonly split: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly rounds: number;
  readonly early_stopping_rounds?: number;
  readonly sample_weight?: readonly number[];
  readonly model?: { readonly json: string; readonly ubj?: string };
  readonly expect: GoldenExpectation;
}

/** What XGBoost gave; a case has some of it. */
export interface GoldenExpectation {
  readonly rounds_kept: number;
  readonly evals: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly predict: readonly unknown[];
  readonly margin?: readonly unknown[];
  readonly leaf?: readonly unknown[];
  readonly predict_1round?: readonly unknown[];
  readonly predict_best?: readonly unknown[];
  readonly best_iteration?: number;
  readonly best_score?: number;
  readonly importance: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly contribs?: readonly unknown[];
  readonly contribs_first_rows?: number;
  readonly dump_text?: readonly string[];
  readonly dump_json?: readonly unknown[];
}

interface DatasetSpec {
  readonly csv?: string;
  readonly target?: string;
  readonly drop?: readonly string[];
  readonly nan_at?: readonly (readonly [number, number])[];
  readonly X?: readonly (readonly (number | string)[])[];
  readonly y?: readonly (number | string)[];
  readonly features?: readonly string[];
}

interface GoldenFile {
  readonly datasets: Readonly<Record<string, DatasetSpec>>;
  readonly splits: Readonly<
    Record<string, { readonly train: readonly number[]; readonly test: readonly number[] }>
  >;
  readonly cases: readonly GoldenCase[];
}

const folder = new URL("../golden/xgboost/", import.meta.url);
const golden: GoldenFile = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8"));

/** All cases. */
export const goldenCases: readonly GoldenCase[] = golden.cases;

/** The case of an id. */
export function goldenCase(id: string): GoldenCase {
  const found = golden.cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no golden case ${id}`);
  return found;
}

/** A saved model, byte for byte. */
export function goldenBytes(path: string): Uint8Array {
  return readFileSync(new URL(path, folder));
}

/** What a case was trained on and what it predicted for. */
export function goldenData(one: GoldenCase): { readonly train: TrainingData; readonly test: TrainingData } {
  const { rows, labels, names } = readDataset(golden.datasets[one.dataset]!);
  const all = rows.map((_, i) => i);
  const split = one.split === null ? { train: all, test: all } : golden.splits[one.split]!;
  const pick = (chosen: readonly number[]): TrainingData => ({
    X: chosen.map((i) => Object.fromEntries(names.map((name, j) => [name, rows[i]![j]!]))),
    y: chosen.map((i) => labels[i]!),
  });
  const train = pick(split.train);
  const weighted = one.sample_weight === undefined ? train : { ...train, weight: one.sample_weight };
  // Without a split XGBoost was given one set under two names.
  return { train: weighted, test: one.split === null ? weighted : pick(split.test) };
}

function readDataset(spec: DatasetSpec): { rows: number[][]; labels: number[]; names: readonly string[] } {
  if (spec.csv === undefined) {
    return {
      rows: spec.X!.map((row) => row.map(Number)),
      labels: spec.y!.map(Number),
      names: spec.features!,
    };
  }
  const [head = "", ...lines] = readFileSync(new URL(spec.csv, folder), "utf8").trim().split("\n");
  const columns = head.split(",");
  const names = columns.filter((name) => name !== spec.target && !(spec.drop ?? []).includes(name));
  const cells = lines.map((line) => line.split(",").map(Number));
  const rows = cells.map((line) => names.map((name) => line[columns.indexOf(name)]!));
  for (const [i, j] of spec.nan_at ?? []) rows[i]![j] = Number.NaN;
  return { rows, labels: cells.map((line) => line[columns.indexOf(spec.target!)]!), names };
}

const CAMEL: Readonly<Record<string, string>> = { reg_lambda: "lambda", reg_alpha: "alpha" };

/** A case's parameters by our names. */
export function goldenParams(one: GoldenCase): Record<string, unknown> {
  return camelParams(one.params);
}

/** XGBoost's parameters by our names. */
export function camelParams(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const camel = CAMEL[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (name === "monotone_constraints") return [camel, JSON.parse(`[${String(value).slice(1, -1)}]`)];
      if (name === "interaction_constraints") return [camel, JSON.parse(String(value))];
      return [camel, value];
    }),
  );
}

/** Numbers as the files write them: those that are not finite are texts. */
export function numbersOf(values: readonly unknown[]): number[] {
  return values.flat(3).map(Number);
}
