// The scoring server: MLflow's protocol (`/invocations`, `/ping`, `/health`, `/version`) over one loaded model.
import type { LoadedModel } from "../models/index.ts";
import type { ListeningScorer } from "./listen-scorer.ts";
import { ScoringHandler } from "./scoring-handler.ts";

/** How a scoring server behaves. */
export interface ScoringServerOptions {
  /** The largest body of a request. Default 8 MiB, about 40,000 rows of 10 columns. */
  readonly maxBodyBytes?: number;
  /** How long a client may take to send a request. Default 60 seconds. */
  readonly timeoutMs?: number;
  /** Told of every fault that is the model's own and not the request's, such as an example it cannot predict for. */
  readonly onFault?: (error: unknown) => void;
}

/** Where a server listens. */
export interface ListenOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
}

/** A scoring server, not yet or already listening. */
export interface ScoringServer {
  /**
   * Predicts for the model's own example, so that the first request finds everything compiled, and starts to listen.
   *
   * @returns The URL of the server, without a slash at its end.
   * @throws The system's error when the port is taken or not allowed.
   */
  listen(options: ListenOptions): Promise<string>;
  /** Takes no new connections, answers what has been asked, and then, or after 10 seconds, lets go of everything. */
  close(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Makes a scoring server for a model.
 *
 * `POST /invocations` takes MLflow's forms (`dataframe_split`, `dataframe_records`, `instances`, `inputs`, CSV) and the bare
 * `{"columns": …, "data": …}` of its tutorial, and answers `{"predictions": …}`; what is wrong with a request is said in one
 * sentence with status 4xx. `GET /ping` and `/health` answer 200, `/version` the version of MLflow whose protocol this is,
 * `/` a page to try the model, `/openapi.json` and `/metrics` what other programs read.
 */
export function createScoringServer(model: LoadedModel, options: ScoringServerOptions = {}): ScoringServer {
  const { maxBodyBytes = 8 * MEBIBYTE, timeoutMs = 60_000, onFault = () => {} } = options;
  const handler = new ScoringHandler(model, { maxBodyBytes, onFault });
  let listening: ListeningScorer | undefined;
  return {
    async listen({ port, host = "127.0.0.1" }: ListenOptions): Promise<string> {
      // The HTTP library takes a while to load, and those who only predict for files do without it.
      const { listenScorer } = await import("./listen-scorer.ts");
      handler.warmUp();
      listening = await listenScorer(handler, { port, host, maxBodyBytes, timeoutMs });
      return listening.url;
    },
    async close(): Promise<void> {
      await listening?.close();
    },
  };
}
