// Loads a model folder by the best of its flavors that can be read here.
import { type TableInput, toFeatureTable, toTable } from "../data/index.ts";
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import type { FittedModel } from "../estimators/index.ts";
import { FLAVORS } from "./flavors/catalogue.ts";
import type { Predictions, Predictor } from "./flavors/flavor.ts";
import { isRecord } from "./json-fields.ts";
import { MAX_MLMODEL_BYTES, MLMODEL, parseMlmodel } from "./mlmodel-file.ts";
import { type ModelFolder, openModelFolder } from "./model-folder.ts";
import type { ModelInfo } from "./model-info.ts";
import { frameOfTable, type ModelInput, type ModelParams } from "./model-input.ts";

/** A model read from its folder. */
export interface LoadedModel {
  /** What MLmodel says of it. */
  readonly info: ModelInfo;
  /** The flavor it was read from. */
  readonly flavor: string;
  /** The fitted model as it was saved, with its coefficients and parameters; undefined when the flavor keeps only how to predict. */
  readonly fittedModel: FittedModel | undefined;
  /** Whether features may be missing (NaN). */
  readonly acceptsMissing: boolean;
  /**
   * Predicts one number a row.
   *
   * @param X Features in any accepted form; named columns may come in any order.
   * @returns Length: the number of rows.
   * @throws TypeError or RangeError naming the row or column at fault, or when the model answers otherwise: with classes that
   *   are texts (see `predictLabels`), or several values a row.
   */
  predict(X: TableInput): Float64Array;
  /**
   * Predicts one class a row, for a classifier.
   *
   * @param X As for `predict`.
   * @returns Length: the number of rows.
   * @throws As `predict`.
   */
  predictLabels(X: TableInput): readonly (number | string | boolean)[];
  /**
   * Predicts for a request that was checked against the signature; what a scoring server calls.
   *
   * @throws TypeError or RangeError when the model cannot take the input.
   */
  predictInput(input: ModelInput, params: ModelParams): Predictions;
  /** The input example as the body of a request, JSON; undefined when the model has none. */
  servingExample(): string | undefined;
}

const MAX_EXAMPLE_BYTES = 16 * 1024 * 1024;
const NO_PARAMS: ModelParams = new Map();

/**
 * Loads a model folder. The files may come from anywhere: everything is checked, nothing in them is run.
 *
 * @param folder The local folder that holds MLmodel.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when a file is not there.
 * @throws SyntaxError naming the file and the part that cannot be read.
 * @throws RangeError when no flavor of the model can be read here, or a file is too big.
 */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const files = openModelFolder(folder);
  const info = parseMlmodel(files.readText(MLMODEL, MAX_MLMODEL_BYTES), files.pathOf(MLMODEL));
  const entry = FLAVORS.find(({ name }) => info.flavors.has(name));
  const attributes = entry && info.flavors.get(entry.name);
  if (entry === undefined || attributes === undefined) {
    throw invalidValue(
      `Cannot load the model in ${folder}: it must have one of the flavors ${FLAVORS.map(({ name }) => name).join(", ")}: ` +
        `it has ${[...info.flavors.keys()].join(", ")}`,
    );
  }
  const predictor = (await entry.load()).load(files, attributes);
  return {
    info,
    flavor: entry.name,
    fittedModel: predictor.fittedModel,
    acceptsMissing: predictor.acceptsMissing,
    predict: (X) => predictVector(predictor, X),
    predictLabels: (X) => predictList(predictor, X),
    predictInput: (input, params) => predictor.predict(input, params),
    servingExample: () => readServingExample(files, info),
  };
}

function readServingExample(files: ModelFolder, { inputExample }: ModelInfo): string | undefined {
  const path = inputExample?.servingPath;
  return path === undefined ? undefined : files.readText(path, MAX_EXAMPLE_BYTES);
}

function predictAny(predictor: Predictor, X: TableInput): Predictions {
  const table = toTable(X);
  if (!predictor.acceptsMissing) toFeatureTable(table); // says which cell is missing, or no number
  return predictor.predict(frameOfTable(table), NO_PARAMS);
}

function predictVector(predictor: Predictor, X: TableInput): Float64Array {
  const predictions = predictAny(predictor, X);
  const vector = predictions instanceof Float64Array ? predictions : numbersOfRecords(predictions);
  if (vector !== undefined) return vector;
  throw invalidType(
    `Cannot predict one number a row: the model answers with ${quote(predictions)}; use predictLabels or predictInput`,
  );
}

function predictList(predictor: Predictor, X: TableInput): readonly (number | string | boolean)[] {
  const predictions = predictAny(predictor, X);
  const list = predictions instanceof Float64Array ? Array.from(predictions) : predictions;
  if (Array.isArray(list) && list.every(isLabel)) return list;
  throw invalidType(
    `Cannot predict one class a row: the model answers with ${quote(predictions)}; use predictInput`,
  );
}

function isLabel(value: unknown): value is number | string | boolean {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}

/** The numbers of records with one number each; undefined for anything else. */
function numbersOfRecords(predictions: Exclude<Predictions, Float64Array>): Float64Array | undefined {
  if (!Array.isArray(predictions)) return undefined;
  const numbers = predictions.flatMap((record: unknown) => {
    const values: unknown[] = isRecord(record) ? Object.values(record) : [];
    return values.length === 1 && typeof values[0] === "number" ? [values[0]] : [];
  });
  return numbers.length === predictions.length ? Float64Array.from(numbers) : undefined;
}
