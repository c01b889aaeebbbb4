// The options of the tracking server: MLflow's flags, with its environment variables.
import { type Command, InvalidArgumentError, Option } from "commander";
import { environmentFlag } from "../system/index.ts";
import { commaList, wholeNumber } from "./option-values.ts";

/** What `traintracks server` can be told. */
export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly workers: number;
  readonly backendStoreUri: string;
  readonly registryStoreUri?: string;
  readonly defaultArtifactRoot?: string;
  readonly serveArtifacts: boolean;
  readonly artifactsDestination: string;
  readonly allowedHosts?: readonly string[];
  readonly corsAllowedOrigins?: readonly string[];
  readonly xFrameOptions: "SAMEORIGIN" | "DENY" | "NONE";
  readonly staticPrefix?: string;
  readonly tokenFile?: string;
  readonly exposePrometheus?: string;
}

const MAX_WORKERS = 64;

/** Adds the options, each with its default and the variable that may give it instead. */
export function addServerOptions(command: Command): Command {
  return command
    .addOption(
      option("-p, --port <port>", "the port to listen on; 0 for any free one", "MLFLOW_PORT")
        .argParser(wholeNumber(0, 65_535))
        .default(5000),
    )
    .addOption(
      option(
        "--host <address>",
        "the address to listen on; 0.0.0.0 for every network",
        "MLFLOW_HOST",
      ).default("127.0.0.1"),
    )
    .addOption(
      option("-w, --workers <count>", "how many processes share the work", "MLFLOW_WORKERS")
        .argParser(wholeNumber(1, MAX_WORKERS))
        .default(1),
    )
    .addOption(
      option("--backend-store-uri <folder>", "where runs are kept", "MLFLOW_BACKEND_STORE_URI").default(
        "./mlruns",
      ),
    )
    .addOption(
      option(
        "--registry-store-uri <folder>",
        "where registered models are kept (default: with the runs)",
        "MLFLOW_REGISTRY_STORE_URI",
      ),
    )
    .addOption(
      option(
        "--default-artifact-root <uri>",
        "where new experiments keep artifacts (default: mlflow-artifacts:/, or the store's folder with --no-serve-artifacts)",
        "MLFLOW_DEFAULT_ARTIFACT_ROOT",
      ),
    )
    .option(
      "--serve-artifacts",
      "pass artifacts through this server (env: MLFLOW_SERVE_ARTIFACTS)",
      environmentFlag("MLFLOW_SERVE_ARTIFACTS", true),
    )
    .option("--no-serve-artifacts", "leave it to clients to reach artifacts")
    .addOption(
      option(
        "--artifacts-destination <folder>",
        "where artifacts are kept that are passed through",
        "MLFLOW_ARTIFACTS_DESTINATION",
      ).default("./mlartifacts"),
    )
    .addOption(
      option(
        "--allowed-hosts <list>",
        "Host headers that are answered, such as lab.example.com,*.lan; * for all (default: localhost and private addresses)",
        "MLFLOW_SERVER_ALLOWED_HOSTS",
      ).argParser(commaList),
    )
    .addOption(
      option(
        "--cors-allowed-origins <list>",
        "further web pages that may use the API, such as https://lab.example.com",
        "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS",
      ).argParser(commaList),
    )
    .addOption(
      option(
        "--x-frame-options <value>",
        "who may show the pages in a frame",
        "MLFLOW_SERVER_X_FRAME_OPTIONS",
      )
        .choices(["SAMEORIGIN", "DENY", "NONE"])
        .default("SAMEORIGIN"),
    )
    .addOption(
      option(
        "--static-prefix <path>",
        "a path before all others, such as /tracking",
        "MLFLOW_STATIC_PREFIX",
      ).argParser(pathPrefix),
    )
    .option("--token-file <file>", 'lines "read <token>" or "write <token>": only who has one gets in')
    .addOption(
      option(
        "--expose-prometheus <folder>",
        "answer /metrics; the workers leave their figures for each other in the folder",
        "MLFLOW_EXPOSE_PROMETHEUS",
      ),
    );
}

function option(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(variable);
}

function pathPrefix(text: string): string {
  if (/^(?:\/[\w.-]+)+$/.test(text)) return text;
  throw new InvalidArgumentError("It must start with a slash and not end with one.");
}
