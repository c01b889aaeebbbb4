// `traintracks models serve`: a saved model answers predictions over HTTP.
import type { Command } from "commander";
import { failure } from "../../errors/index.ts";
import type { LoadedModel } from "../../models/index.ts";
import { createScoringServer, type ScoringServer } from "../../serving/index.ts";
import {
  environmentText,
  hasCode,
  styled,
  terminationSignal,
  writeError,
  writeOut,
} from "../../system/index.ts";
import { openModel } from "../open-model.ts";
import { wholeNumber } from "../option-values.ts";

interface ServeOptions {
  readonly modelUri: string;
  readonly host: string;
  readonly port: number;
  readonly timeout: number;
  readonly maxBodyBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** Adds the options of `models serve`. */
export function configureModelsServe(command: Command): void {
  command
    .requiredOption("-m, --model-uri <uri>", "a model's folder, runs:/<run id>/<name> or models:/…")
    .option("-p, --port <port>", "the port to listen on; 0 for any free one", wholeNumber(0, 65_535), 5000)
    .option("--host <address>", "the address to listen on; 0.0.0.0 for every network", "127.0.0.1")
    .option(
      "-t, --timeout <seconds>",
      "how long a client may take to send a request",
      wholeNumber(1, 86_400),
      defaultTimeoutSeconds(),
    )
    .option("--max-body-bytes <bytes>", "the largest request", wholeNumber(1, 1024 * MEBIBYTE), 16 * MEBIBYTE)
    .action(serve);
}

function defaultTimeoutSeconds(): number {
  return Number(environmentText("MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT") ?? 60) || 60;
}

async function serve({ modelUri, host, port, timeout, maxBodyBytes }: ServeOptions): Promise<void> {
  const stop = terminationSignal();
  const model = await openModel(modelUri);
  const server = createScoringServer(model, {
    timeoutMs: 1000 * timeout,
    maxBodyBytes,
    onFault: (error) => writeError(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const url = await listen(server, host, port);
  writeOut(`Serving ${modelUri} (${kindOfModel(model)}) at ${styled("bold", url, "out")}`);
  writeOut("Stop with Ctrl-C.");
  await stop;
  await server.close();
}

async function listen(server: ScoringServer, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    const reason = hasCode(cause, "EADDRINUSE")
      ? "the port is in use; choose another with --port"
      : hasCode(cause, "EACCES")
        ? "the system does not allow it"
        : "this machine has no such address";
    throw failure("INVALID_PARAMETER_VALUE", `Cannot listen on ${host}:${port}: ${reason}`, { cause });
  }
}

function kindOfModel({ flavor, fittedModel, info }: LoadedModel): string {
  const inputs = info.signature?.inputs;
  const columns = inputs?.kind === "columns" ? `, ${inputs.columns.length} columns` : "";
  return `${fittedModel?.estimatorName ?? flavor}${columns}`;
}
