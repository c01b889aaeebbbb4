// The scoring server: MLflow's protocol (`/invocations`, `/ping`, `/health`, `/version`) over one loaded model.
//
// On Node's own HTTP server rather than a framework: with five fixed paths there is little to route, and the server is up,
// and answers, in a fraction of the time that loading a framework takes.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorCode } from "../errors/index.ts";
import { type LoadedModel, MLFLOW_VERSION } from "../models/index.ts";
import { type Answer, answerToError, jsonAnswer, textAnswer } from "./answers.ts";
import { BodyReader } from "./read-body.ts";
import { parseContentType } from "./requests/content-type.ts";
import { decompress } from "./requests/decompress.ts";
import { Scorer } from "./scorer.ts";

/** How a scoring server behaves. */
export interface ScoringServerOptions {
  /** The largest body of a request. Default 16 MiB, about 80,000 rows of 10 columns. */
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
const MAX_PENDING_BODIES = 8;
const DRAIN_MS = 10_000;
/** Longer than the idle time of usual load balancers, so that it is they who close. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 10_000;
const TIMEOUT_CHECK_MS = 2_000;

const READY = jsonAnswer(200, "\n");
const VERSION = jsonAnswer(200, MLFLOW_VERSION);
const NOT_FOUND = jsonAnswer(404, '{"detail":"Not Found"}');
const NOT_ALLOWED = jsonAnswer(405, '{"detail":"Method Not Allowed"}');

/** The paths that are only read. */
const PAGES: ReadonlyMap<string, Answer> = new Map([
  ["/ping", READY],
  ["/health", READY],
  ["/version", VERSION],
]);

/**
 * Makes a scoring server for a model.
 *
 * `POST /invocations` takes MLflow's forms (`dataframe_split`, `dataframe_records`, `instances`, `inputs`, CSV) and the bare
 * `{"columns": …, "data": …}` of its tutorial, and answers `{"predictions": …}`; what is wrong with a request is said in one
 * sentence with status 4xx. `GET /ping` and `/health` answer 200, `/version` the version of MLflow whose protocol this is.
 */
export function createScoringServer(model: LoadedModel, options: ScoringServerOptions = {}): ScoringServer {
  return new HttpScoringServer(model, options);
}

class HttpScoringServer implements ScoringServer {
  readonly #scorer: Scorer;
  readonly #bodies: BodyReader;
  readonly #server: Server;
  readonly #maxBodyBytes: number;
  readonly #onFault: (error: unknown) => void;
  #isClosing = false;
  #nOpenRequests = 0;

  constructor(model: LoadedModel, options: ScoringServerOptions) {
    const { maxBodyBytes = 16 * MEBIBYTE, timeoutMs = 60_000, onFault = () => {} } = options;
    this.#scorer = new Scorer(model);
    this.#bodies = new BodyReader({ maxBodyBytes, maxPendingBytes: MAX_PENDING_BODIES * maxBodyBytes });
    this.#maxBodyBytes = maxBodyBytes;
    this.#onFault = onFault;
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
    this.#warmUp();
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

  /** An example that does not fit is a fault of whoever saved the model; what it predicts otherwise may be fine. */
  #warmUp(): void {
    try {
      this.#scorer.warmUp();
    } catch (error) {
      this.#onFault(error);
    }
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
    let answer: Answer;
    try {
      answer = await this.#answer(request);
    } catch (error) {
      if (errorCode(error) === undefined) this.#onFault(error);
      answer = answerToError(error);
    }
    if (this.#isClosing) response.shouldKeepAlive = false;
    send(response, answer);
  }

  #answer(request: IncomingMessage): Answer | Promise<Answer> {
    const path = pathOf(request.url ?? "/");
    if (path === "/invocations") {
      return request.method === "POST" ? this.#invoke(request) : NOT_ALLOWED;
    }
    const page = PAGES.get(path);
    if (page === undefined) return NOT_FOUND;
    return request.method === "GET" || request.method === "HEAD" ? page : NOT_ALLOWED;
  }

  async #invoke(request: IncomingMessage): Promise<Answer> {
    const { format, refusal } = parseContentType(request.headers["content-type"]);
    if (format === undefined) return textAnswer(415, refusal);
    const packed = await this.#bodies.read(request);
    if (!Buffer.isBuffer(packed)) return packed;
    const encoding = request.headers["content-encoding"];
    const body = encoding === undefined ? packed : await decompress(packed, encoding, this.#maxBodyBytes);
    return Buffer.isBuffer(body) ? jsonAnswer(200, this.#scorer.score(format, body)) : body;
  }
}

function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, [
    "Content-Type",
    type,
    "Content-Length",
    String(Buffer.byteLength(body)),
    "X-Content-Type-Options",
    "nosniff",
  ]);
  response.end(body);
}
