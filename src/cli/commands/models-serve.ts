// `traintracks models serve`: a saved model answers predictions over HTTP.
import { type Command, Option } from "commander";
import type { LoadedModel } from "../../models/index.ts";
import { createScoringServer } from "../../serving/index.ts";
import {
  isWorkerProcess,
  startWorkers,
  styled,
  terminationSignal,
  writeError,
  writeOut,
} from "../../system/index.ts";
import { listen } from "../listen.ts";
import { openModel } from "../open-model.ts";
import { wholeNumber } from "../option-values.ts";

interface ServeOptions {
  readonly modelUri: string;
  readonly host: string;
  readonly port: number;
  readonly timeout: number;
  readonly maxBodyBytes: number;
  readonly workers: number;
}

const MEBIBYTE = 1024 * 1024;
const MAX_WORKERS = 256;

/** Adds the options of `models serve`. */
export function configureModelsServe(command: Command): void {
  command
    .requiredOption("-m, --model-uri <uri>", "a model's folder, runs:/<run id>/<name> or models:/…")
    .option("-p, --port <port>", "the port to listen on; 0 for any free one", wholeNumber(0, 65_535), 5000)
    .option("--host <address>", "the address to listen on; 0.0.0.0 for every network", "127.0.0.1")
    .addOption(
      new Option("-t, --timeout <seconds>", "how long a client may take to send a request")
        .env("MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT")
        .argParser(wholeNumber(1, 86_400))
        .default(60),
    )
    .option("--max-body-bytes <bytes>", "the largest request", wholeNumber(1, 1024 * MEBIBYTE), 8 * MEBIBYTE)
    .addOption(
      new Option("-w, --workers <count>", "processes that answer, each with its own copy of the model")
        .env("MLFLOW_MODELS_WORKERS")
        .argParser(wholeNumber(1, MAX_WORKERS))
        .default(1),
    )
    .action(async (options: ServeOptions) => {
      if (isWorkerProcess() || options.workers === 1) await serve(options);
      else await supervise(options);
    });
}

/** Several processes on one port: this one only starts them, and ends them. */
async function supervise(options: ServeOptions): Promise<void> {
  const stop = terminationSignal();
  const model = await openModel(options.modelUri); // what is wrong with it is said once, not by every worker
  const workers = startWorkers(options.workers);
  try {
    const port = await Promise.race([workers.ready, workers.failed, stop]);
    if (typeof port === "number") announce(`http://${options.host}:${port}`, model, options);
    await Promise.race([stop, workers.failed]);
  } finally {
    await workers.stop();
  }
}

async function serve(options: ServeOptions): Promise<void> {
  const stop = terminationSignal();
  const model = await openModel(options.modelUri);
  const server = createScoringServer(model, {
    timeoutMs: 1000 * options.timeout,
    maxBodyBytes: options.maxBodyBytes,
    onFault: (error) => writeError(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const url = await listen(server, options.host, options.port);
  if (!isWorkerProcess()) announce(url, model, options);
  await stop;
  await server.close();
}

function announce(url: string, model: LoadedModel, { modelUri, workers }: ServeOptions): void {
  const processes = workers > 1 ? ` with ${workers} workers` : "";
  writeOut(`Serving ${modelUri} (${kindOfModel(model)}) at ${styled("bold", url, "out")}${processes}`);
  writeOut("Stop with Ctrl-C.");
}

function kindOfModel({ flavor, fittedModel, info }: LoadedModel): string {
  const inputs = info.signature?.inputs;
  const columns = inputs?.kind === "columns" ? `, ${inputs.columns.length} columns` : "";
  return `${fittedModel?.estimatorName ?? flavor}${columns}`;
}
