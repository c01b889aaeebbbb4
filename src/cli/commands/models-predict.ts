// `traintracks models predict`: predictions for a file, or for what comes on standard input.
import { dirname, resolve } from "node:path";
import { type Command, Option } from "commander";
import { failure, invalidValue, unparsable } from "../../errors/index.ts";
import type { Predictions } from "../../models/index.ts";
import {
  parquetOfRows,
  predictCsv,
  predictParquet,
  printPredictions,
  printRows,
  type RowPredictions,
  Scorer,
} from "../../serving/index.ts";
import {
  describeFileError,
  fileSize,
  fileStream,
  standardInput,
  workingFolder,
  writeFileFromStream,
  writePart,
  writeProgress,
} from "../../system/index.ts";
import { openModel } from "../open-model.ts";
import { progressBar } from "../progress-bar.ts";

interface PredictOptions {
  readonly modelUri: string;
  readonly inputPath?: string;
  readonly outputPath?: string;
  readonly contentType?: FileFormat;
}

type FileFormat = "json" | "csv" | "parquet";

const FILE_FORMATS: readonly FileFormat[] = ["json", "csv", "parquet"];

const MAX_JSON_BYTES = 256 * 1024 * 1024;
const MAX_OUTPUT_BYTES = 2 ** 40;

/** Adds the options of `models predict`. */
export function configureModelsPredict(command: Command): void {
  command
    .requiredOption("-m, --model-uri <uri>", "a model's folder, runs:/<run id>/<name> or models:/…")
    .option(
      "-i, --input-path <file>",
      "JSON as a scoring server takes it, or CSV or Parquet of any length; default: standard input",
    )
    .option(
      "-o, --output-path <file>",
      "where the predictions go, as CSV or Parquet if the name says so; default: standard output",
    )
    .addOption(
      new Option("-t, --content-type <type>", "what the input is; default: by its name, else json").choices(
        FILE_FORMATS,
      ),
    )
    .action(predict);
}

async function predict(options: PredictOptions): Promise<void> {
  const { modelUri, inputPath, outputPath, contentType } = options;
  const scorer = new Scorer(await openModel(modelUri));
  const format = formatOf(outputPath);
  const pieces = predictions(scorer, inputPath, contentType ?? formatOf(inputPath));
  if (format === "parquet" && outputPath !== undefined) {
    await writeOutput(outputPath, only(await parquetOfRows(rowsOf(pieces))));
    return;
  }
  const text = textOf(pieces, format === "csv" ? "csv" : "json");
  if (outputPath === undefined) for await (const part of text) await writePart(part);
  else await writeOutput(outputPath, encoded(text));
}

function formatOf(path: string | undefined): FileFormat {
  return FILE_FORMATS.find((format) => path?.toLowerCase().endsWith(`.${format}`)) ?? "json";
}

async function* predictions(
  scorer: Scorer,
  path: string | undefined,
  format: FileFormat,
): AsyncGenerator<Predictions> {
  if (format === "parquet") {
    if (path === undefined) throw invalidValue("Cannot read Parquet from standard input: give --input-path");
    yield* predictParquet(scorer, parquetSource(path));
    return;
  }
  const source = path === undefined ? standardInput() : fileSource(path);
  if (format === "csv") yield* predictCsv(scorer, source);
  else yield scorer.predict("application/json", await wholeJson(source));
}

/** Predictions as text: row by row, or as a whole if they are named arrays. */
async function* textOf(pieces: AsyncIterable<Predictions>, format: "json" | "csv"): AsyncGenerator<string> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done !== true && !isRows(first.value)) {
    if (format === "csv") throw named("CSV");
    yield `${printPredictions(first.value)}\n`;
    return;
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  yield* printRows(rowsOf(first.done === true ? rest : joined(first.value, rest)), format);
}

async function* joined(first: Predictions, rest: AsyncIterable<Predictions>): AsyncGenerator<Predictions> {
  yield first;
  yield* rest;
}

async function* rowsOf(pieces: AsyncIterable<Predictions>): AsyncGenerator<RowPredictions> {
  for await (const piece of pieces) {
    if (!isRows(piece)) throw named("a table");
    yield piece;
  }
}

function isRows(predictions: Predictions): predictions is RowPredictions {
  return predictions instanceof Float64Array || Array.isArray(predictions);
}

function named(where: string): Error {
  return unparsable(`The model answers with named arrays, which have no place in ${where}; write JSON`);
}

/** A file's bytes, while progress is shown to whoever watches. */
async function* fileSource(path: string): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  try {
    const sizeBytes = fileSize(path);
    for await (const chunk of fileStream(path, 0, Math.max(0, sizeBytes - 1))) {
      readBytes += chunk.length;
      writeProgress(progressBar(path, readBytes / sizeBytes));
      yield chunk;
    }
  } catch (cause) {
    throw failure("RESOURCE_DOES_NOT_EXIST", describeFileError("read", path, cause), { cause });
  } finally {
    writeProgress("");
  }
}

/** A Parquet file, of which parts are read; progress is how far into the file the last one was. */
function parquetSource(path: string): {
  sizeBytes: number;
  read(from: number, to: number): Promise<ArrayBuffer>;
} {
  const sizeBytes = attempt(path, () => fileSize(path));
  return {
    sizeBytes,
    read: async (from, to) => {
      const bytes = new Uint8Array(Math.max(0, to - from));
      let at = 0;
      for await (const chunk of fileStream(path, from, to - 1)) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      writeProgress(to < sizeBytes ? progressBar(path, to / sizeBytes) : "");
      return bytes.buffer;
    },
  };
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw failure("RESOURCE_DOES_NOT_EXIST", describeFileError("read", path, cause), { cause });
  }
}

async function wholeJson(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of source) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_JSON_BYTES) {
      throw unparsable(`The JSON may have at most ${MAX_JSON_BYTES} bytes; CSV may have any length`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* only<T>(value: T): AsyncGenerator<T> {
  yield value;
}

async function writeOutput(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const target = resolve(workingFolder(), path);
  await writeFileFromStream(target, bytes, dirname(target), MAX_OUTPUT_BYTES);
}

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of text) yield Buffer.from(part);
}
