// `traintracks models predict`: predictions for a file, or for what comes on standard input.
import { dirname, resolve } from "node:path";
import { type Command, Option } from "commander";
import { failure, unparsable } from "../../errors/index.ts";
import { predictCsv, printPredictions, printRows, type RowPredictions, Scorer } from "../../serving/index.ts";
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

interface PredictOptions {
  readonly modelUri: string;
  readonly inputPath?: string;
  readonly outputPath?: string;
  readonly contentType?: "json" | "csv";
}

const MAX_JSON_BYTES = 256 * 1024 * 1024;
const MAX_OUTPUT_BYTES = 2 ** 40;

/** Adds the options of `models predict`. */
export function configureModelsPredict(command: Command): void {
  command
    .requiredOption("-m, --model-uri <uri>", "a model's folder, runs:/<run id>/<name> or models:/…")
    .option(
      "-i, --input-path <file>",
      "JSON as a scoring server takes it, or CSV of any length; default: standard input",
    )
    .option(
      "-o, --output-path <file>",
      "where the predictions go, as CSV if the name says so; default: standard output",
    )
    .addOption(
      new Option("-t, --content-type <type>", "what the input is; default: by its name, else json").choices([
        "json",
        "csv",
      ]),
    )
    .action(predict);
}

async function predict(options: PredictOptions): Promise<void> {
  const { modelUri, inputPath, outputPath, contentType } = options;
  const scorer = new Scorer(await openModel(modelUri));
  const source = inputPath === undefined ? standardInput() : fileSource(inputPath);
  const isCsv = contentType === undefined ? inputPath?.toLowerCase().endsWith(".csv") : contentType === "csv";
  const format = outputPath?.toLowerCase().endsWith(".csv") ? "csv" : "json";
  const text = isCsv ? printRows(predictCsv(scorer, source), format) : predictJson(scorer, source, format);
  if (outputPath === undefined) for await (const part of text) await writePart(part);
  else await writeOutput(outputPath, text);
}

/** A file's bytes, while progress is shown to whoever watches. */
async function* fileSource(path: string): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  try {
    const sizeBytes = fileSize(path);
    for await (const chunk of fileStream(path, 0, Math.max(0, sizeBytes - 1))) {
      readBytes += chunk.length;
      writeProgress(`${path}: ${Math.floor((100 * readBytes) / sizeBytes)} %`);
      yield chunk;
    }
  } catch (cause) {
    throw failure("RESOURCE_DOES_NOT_EXIST", describeFileError("read", path, cause), { cause });
  } finally {
    writeProgress("");
  }
}

async function* predictJson(
  scorer: Scorer,
  source: AsyncIterable<Uint8Array>,
  format: "json" | "csv",
): AsyncGenerator<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of source) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_JSON_BYTES) {
      throw unparsable(`The JSON may have at most ${MAX_JSON_BYTES} bytes; CSV may have any length`);
    }
    chunks.push(chunk);
  }
  const predictions = scorer.predict("application/json", Buffer.concat(chunks));
  const isRows = predictions instanceof Float64Array || Array.isArray(predictions);
  if (isRows) yield* printRows(only(predictions), format);
  else if (format === "json") yield `${printPredictions(predictions)}\n`;
  else throw unparsable("The model answers with named arrays, which have no place in CSV; write JSON");
}

async function* only(rows: RowPredictions): AsyncGenerator<RowPredictions> {
  yield rows;
}

async function writeOutput(path: string, text: AsyncIterable<string>): Promise<void> {
  const target = resolve(workingFolder(), path);
  await writeFileFromStream(target, encoded(text), dirname(target), MAX_OUTPUT_BYTES);
}

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of text) yield Buffer.from(part);
}
