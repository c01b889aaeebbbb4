// What changed from one model to another: how it was made, what it takes, and what it predicts.
import { messageOf } from "../errors/index.ts";
import type { ColumnSpec, LoadedModel, Schema } from "../models/index.ts";
import { Scorer } from "../serving/index.ts";
import type { Run } from "../tracking/index.ts";

/** A model, and what is known of where it came from. */
export interface ModelFacts {
  /** As it was asked for. */
  readonly name: string;
  readonly model: LoadedModel;
  /** Its input example as the body of a request. */
  readonly example: string | undefined;
  /** The run that made it, if that is still there. */
  readonly run: Run | undefined;
}

/** Something that is not the same in both; undefined where one does not have it. */
export interface Change {
  readonly what: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How the predictions for an example compare. */
export interface PredictionChange {
  /** Whose example it was. */
  readonly exampleOf: string;
  readonly nRows: number;
  /** Rows whose predictions are not the same. */
  readonly nDifferent: number;
  /** The largest difference between numbers; undefined when the predictions are no numbers. */
  readonly largestDifference: number | undefined;
  /** The predictions for the first rows, before and after. */
  readonly rows: readonly (readonly [before: unknown, after: unknown])[];
}

/** All that changed; lists are empty where nothing did. */
export interface ModelDifferences {
  readonly kind: readonly Change[];
  readonly params: readonly Change[];
  readonly metrics: readonly Change[];
  readonly data: readonly Change[];
  readonly signature: readonly Change[];
  /** Undefined when neither has an example; a sentence when one cannot predict for it. */
  readonly predictions: PredictionChange | string | undefined;
}

const MAX_ROWS_SHOWN = 5;

/** Holds two models against each other. */
export function modelDifferences(before: ModelFacts, after: ModelFacts): ModelDifferences {
  return {
    kind: changes(kindOf(before), kindOf(after)),
    params: changes(before.run?.data.params ?? NOTHING, after.run?.data.params ?? NOTHING),
    metrics: changes(metricsOf(before), metricsOf(after)),
    data: changes(dataOf(before), dataOf(after)),
    signature: changes(signatureOf(before), signatureOf(after)),
    predictions: comparePredictions(before, after),
  };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

type Facts = ReadonlyMap<string, string>;

function changes(before: Facts, after: Facts): readonly Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((what) => ({ what, before: before.get(what), after: after.get(what) }))
    .filter((change) => change.before !== change.after);
}

function kindOf({ model, run }: ModelFacts): Facts {
  const { fittedModel, flavor, info } = model;
  return new Map([
    ["estimator", fittedModel?.estimatorName ?? flavor],
    ["flavors", [...info.flavors.keys()].join(", ")],
    ["run", run?.info.runId ?? info.runId ?? "unknown"],
  ]);
}

function metricsOf({ run }: ModelFacts): Facts {
  return new Map(Array.from(run?.data.metrics ?? [], ([key, { value }]) => [key, String(value)]));
}

function dataOf({ run }: ModelFacts): Facts {
  return new Map(
    (run?.inputs.datasets ?? []).map(({ dataset, tags }) => {
      const use = tags.get("mlflow.data.context");
      return [use === undefined ? dataset.name : `${dataset.name} (${use})`, dataset.digest];
    }),
  );
}

function signatureOf({ model }: ModelFacts): Facts {
  const { inputs, outputs, params } = model.info.signature ?? {};
  return new Map([
    ...schemaFacts("input", inputs),
    ...schemaFacts("output", outputs),
    ...(params ?? []).map(
      ({ name, type, default: value }) =>
        [`param ${name}`, `${type}, default ${JSON.stringify(value)}`] as const,
    ),
  ]);
}

function schemaFacts(side: string, schema: Schema | undefined): (readonly [string, string])[] {
  if (schema === undefined) return [];
  if (schema.kind === "columns") {
    return schema.columns.map((column, j) => [`${side} ${column.name ?? j}`, columnText(column, j)]);
  }
  return schema.tensors.map(({ name, dtype, shape }, j) => [
    `${side} ${name ?? `array ${j}`}`,
    `${dtype} [${shape.join(", ")}]`,
  ]);
}

function columnText({ type, required }: ColumnSpec, position: number): string {
  const name = typeof type === "string" ? type : type.kind;
  return `${name}${required ? "" : ", optional"}, column ${position}`;
}

function comparePredictions(before: ModelFacts, after: ModelFacts): ModelDifferences["predictions"] {
  const owner = before.example === undefined ? after : before;
  if (owner.example === undefined) return undefined;
  const body = Buffer.from(owner.example);
  const answers: (readonly unknown[])[] = [];
  for (const { name, model } of [before, after]) {
    try {
      const predictions = new Scorer(model).predict("application/json", body);
      answers.push(Array.from<unknown>(isList(predictions) ? predictions : [predictions]));
    } catch (error) {
      return `${name} cannot predict for the example of ${owner.name}: ${messageOf(error)}`;
    }
  }
  const [first = [], second = []] = answers;
  return compareRows(owner.name, first, second);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || value instanceof Float64Array;
}

function compareRows(
  exampleOf: string,
  before: readonly unknown[],
  after: readonly unknown[],
): PredictionChange {
  const nRows = Math.max(before.length, after.length);
  const rows = Array.from({ length: nRows }, (_, i) => [before[i], after[i]] as const);
  const areNumbers = rows.every((row) => row.every((value) => typeof value === "number"));
  return {
    exampleOf,
    nRows,
    nDifferent: rows.filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b)).length,
    largestDifference: areNumbers
      ? rows.reduce((most, [a, b]) => Math.max(most, Math.abs(Number(b) - Number(a))), 0)
      : undefined,
    rows: rows.slice(0, MAX_ROWS_SHOWN),
  };
}
