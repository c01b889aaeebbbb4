// The scoring server: MLflow's protocol (`/invocations`, `/ping`, `/health`, `/version`) over one loaded model.
//
// On Node's own HTTP server rather than a framework: with five fixed paths there is little to route, and the server is up,
// and answers, in a fraction of the time that loading a framework takes.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LoadedModel } from "../models/index.ts";
import type { Answer } from "./answers.ts";
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
const DRAIN_MS = 10_000;
/** Longer than the idle time of usual load balancers, so that it is they who close. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 10_000;
const TIMEOUT_CHECK_MS = 2_000;

/**
 * Makes a scoring server for a model.
 *
 * `POST /invocations` takes MLflow's forms (`dataframe_split`, `dataframe_records`, `instances`, `inputs`, CSV) and the bare
 * `{"columns": …, "data": …}` of its tutorial, and answers `{"predictions": …}`; what is wrong with a request is said in one
 * sentence with status 4xx. `GET /ping` and `/health` answer 200, `/version` the version of MLflow whose protocol this is,
 * `/` a page to try the model, `/openapi.json` and `/metrics` what other programs read.
 */
export function createScoringServer(model: LoadedModel, options: ScoringServerOptions = {}): ScoringServer {
  return new HttpScoringServer(model, options);
}

class HttpScoringServer implements ScoringServer {
  readonly #handler: ScoringHandler;
  readonly #server: Server;
  #isClosing = false;
  #nOpenRequests = 0;

  constructor(model: LoadedModel, options: ScoringServerOptions) {
    const { maxBodyBytes = 8 * MEBIBYTE, timeoutMs = 60_000, onFault = () => {} } = options;
    this.#handler = new ScoringHandler(model, { maxBodyBytes, onFault });
    this.#server = createServer(
      {
        requestTimeout: timeoutMs,
        headersTimeout: Math.min(timeoutMs, HEADERS_MS),
        keepAliveTimeout: KEEP_ALIVE_MS,
        connectionsCheckingInterval: TIMEOUT_CHECK_MS,
        noDelay: true,
      },
      (request, response) => {
        void this.#handle(request, response);
      },
    );
  }

  async listen({ port, host = "127.0.0.1" }: ListenOptions): Promise<string> {
    this.#handler.warmUp();
    const server = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
    return urlOf(server.address());
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const server = this.#server;
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      this.#closeWhenIdle();
    });
    clearTimeout(cut);
  }

  /** Node keeps connections that have not sent a request yet: once nothing is asked, nobody waits for anything. */
  #closeWhenIdle(): void {
    if (this.#isClosing && this.#nOpenRequests === 0) this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#nOpenRequests += 1;
    response.once("close", () => {
      this.#nOpenRequests -= 1;
      this.#closeWhenIdle();
    });
    const answer = await this.#handler.answer(request);
    if (this.#isClosing) response.shouldKeepAlive = false;
    send(response, answer);
  }
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function send(response: ServerResponse, { status, type, body, headers = [] }: Answer): void {
  response.writeHead(status, [
    "Content-Type",
    type,
    "Content-Length",
    String(Buffer.byteLength(body)),
    "X-Content-Type-Options",
    "nosniff",
    ...headers,
  ]);
  response.end(body);
}
