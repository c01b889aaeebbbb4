// Writes a fitted model as an MLflow model folder.
import { join } from "node:path";
import { alignTable, type Table, type TableInput, toFeatureTable, toTable } from "../data/index.ts";
import { failure, invalidType, quote } from "../errors/index.ts";
import type { FittedModel } from "../estimators/index.ts";
import { listFolder, makeFolder, newHexId, nowMs, writeFileAtomic } from "../system/index.ts";
import { predictFitted } from "./fitted-prediction.ts";
import { FLAVORS } from "./flavors/catalogue.ts";
import type { FlavorFiles, PythonLoader } from "./flavors/flavor.ts";
import { inferSignature, signatureOfModel } from "./infer-signature.ts";
import { packInputExample } from "./input-example.ts";
import { MLFLOW_VERSION, MLMODEL, printMlmodel } from "./mlmodel-file.ts";
import type { FlavorAttributes, ModelInfo } from "./model-info.ts";
import { frameOfTable } from "./model-input.ts";
import { packageManifest } from "./package-manifest.ts";
import { pythonFiles, pythonFunction } from "./python-files.ts";
import type { Signature } from "./signature.ts";

/** What may be said of a model when it is saved. */
export interface SaveModelOptions {
  /** Default: inferred from the input example, else all features of the fit as doubles. */
  readonly signature?: Signature | undefined;
  /** A few rows of features, at most 1000. */
  readonly inputExample?: TableInput | undefined;
  /** Anything that JSON can hold. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** The run that made the model. */
  readonly runId?: string | undefined;
  /** `m-` and 32 hexadecimal digits, when the model is logged. */
  readonly modelId?: string | undefined;
  /** Where the model is logged. */
  readonly artifactPath?: string | undefined;
}

/**
 * Writes a model folder in MLflow's format, with every flavor that the model can be said in. MLmodel comes last: a folder
 * without it, as a kill leaves it, is not a model.
 *
 * @param model A fitted model.
 * @param folder The folder to write; made if it is not there, else it must be empty.
 * @returns What MLmodel says.
 * @throws TypeError when `model` is not a fitted model of this package.
 * @throws Error `RESOURCE_ALREADY_EXISTS` when the folder is not empty.
 */
export async function saveModel(
  model: FittedModel,
  folder: string,
  options: SaveModelOptions = {},
): Promise<ModelInfo> {
  checkFitted(model);
  const { inputExample, metadata, runId, modelId, artifactPath } = options;
  const table = inputExample === undefined ? undefined : exampleTable(model, inputExample);
  const example = table === undefined ? undefined : packInputExample(table);
  const signature =
    options.signature ??
    (table === undefined
      ? signatureOfModel(model)
      : inferSignature(table, predictFitted(model, frameOfTable(table))));
  const packed = await packFlavors(model, signature);
  const python = [...packed.values()].find((flavor) => flavor.python !== undefined)?.python;
  const files = new Map<string, string | Uint8Array>([
    ...[...packed.values()].flatMap((flavor) => [...flavor.files]),
    ...(python === undefined ? [] : pythonFiles(python)),
    ...(example?.files ?? []),
    ["package.json", packageManifest()],
  ]);
  const info: ModelInfo = {
    flavors: flavorEntries(packed, python),
    signature,
    inputExample: example?.info,
    metadata,
    runId,
    modelId,
    artifactPath,
    utcTimeCreated: utcTime(nowMs()),
    mlflowVersion: MLFLOW_VERSION,
    modelSizeBytes: [...files.values()].reduce((total, content) => total + Buffer.byteLength(content), 0),
  };
  writeFolder(folder, files.set(MLMODEL, printMlmodel(info, modelId ?? newHexId())));
  return info;
}

function checkFitted(model: FittedModel): void {
  if (typeof model.predictTable === "function" && typeof model.estimatorName === "string") return;
  throw invalidType(
    `Cannot save the model: it must be a fitted model, as the fit of an estimator returns it: current value is ${quote(model)}`,
  );
}

/** The example as a table in the order of the fit. */
function exampleTable(model: FittedModel, inputExample: TableInput): Table {
  const table = toTable(inputExample);
  if (!model.acceptsMissing) toFeatureTable(table); // says which cell is missing, or no number
  return alignTable(table, model.featureNames, model.nFeatures, "save the input example");
}

async function packFlavors(
  model: FittedModel,
  signature: Signature,
): Promise<ReadonlyMap<string, FlavorFiles>> {
  const packed = new Map<string, FlavorFiles>();
  for (const { name, load } of FLAVORS.filter(({ isWritten }) => isWritten)) {
    const files = (await load()).pack(model, signature);
    if (files !== undefined) packed.set(name, files);
  }
  return packed;
}

function flavorEntries(
  packed: ReadonlyMap<string, FlavorFiles>,
  python: PythonLoader | undefined,
): ReadonlyMap<string, FlavorAttributes> {
  const entries = new Map([...packed].map(([name, { attributes }]) => [name, attributes]));
  return python === undefined ? entries : entries.set("python_function", pythonFunction(python));
}

/** A time as MLflow writes it: UTC, a blank before the time of day, microseconds. */
function utcTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace("T", " ").replace("Z", "000");
}

function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const [present] = listFolder(folder);
  if (present !== undefined) {
    throw failure(
      "RESOURCE_ALREADY_EXISTS",
      `Cannot save the model to ${folder}: the folder must be empty: it has ${quote(present.name)}`,
    );
  }
  makeFolder(folder);
  for (const [name, content] of files) writeFileAtomic(join(folder, name), content, folder);
}
