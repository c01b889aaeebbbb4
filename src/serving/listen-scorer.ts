// A scoring handler behind HTTP: routes, time limits, and an end that loses no answer.
//
// Node's own server is all it takes: eight fixed paths need no router, and a library for one would take longer to load than
// everything else that a scoring server loads.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { monotonicMs } from "../system/index.ts";
import { type Answer, jsonAnswer, textAnswer } from "./answers.ts";
import { BodyReader } from "./read-body.ts";
import { parseContentType } from "./requests/content-type.ts";
import { PAGE_PATHS, type PagePath, type ScoringHandler } from "./scoring-handler.ts";
import { METRICS_TYPE, ScoringMetrics } from "./scoring-metrics.ts";

/** Where a handler listens, and how much it takes. */
export interface ListenScorerOptions {
  readonly port: number;
  readonly host: string;
  /** The largest body of a request. */
  readonly maxBodyBytes: number;
  /** How long a client may take to send a request. */
  readonly timeoutMs: number;
}

/** A server that listens. */
export interface ListeningScorer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Takes no new connections, answers what has been asked, and then, or after 10 seconds, lets go of everything. */
  close(): Promise<void>;
}

const DRAIN_MS = 10_000;
/** Longer than the idle time of usual load balancers, so that it is they who close. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 10_000;
const TIMEOUT_CHECK_MS = 2_000;
/** How many of the largest bodies may be on their way at once. */
const MAX_PENDING_BODIES = 8;
const INVOCATIONS = "/invocations";
const METRICS = "/metrics";

const NOT_FOUND = jsonAnswer(404, '{"detail":"Not Found"}');
const NOT_ALLOWED = jsonAnswer(405, '{"detail":"Method Not Allowed"}');

/**
 * Starts to answer requests.
 *
 * @throws The system's error when the port is taken or not allowed.
 */
export async function listenScorer(
  handler: ScoringHandler,
  { port, host, maxBodyBytes, timeoutMs }: ListenScorerOptions,
): Promise<ListeningScorer> {
  const server = createServer({
    requestTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: Math.min(timeoutMs, HEADERS_MS),
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    noDelay: true,
  });
  const routes = new ScoringRoutes(handler, maxBodyBytes);
  const drain = new Drain(server);
  server.on("request", async (request, response) => {
    drain.track(response);
    let answer: Answer;
    try {
      answer = await routes.answer(request);
    } catch (error) {
      answer = handler.fault(error);
    }
    if (drain.isClosing) response.setHeader("connection", "close");
    send(response, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  return { url: urlOf(server.address()), close: () => drain.close() };
}

/** What each path answers. */
class ScoringRoutes {
  readonly #handler: ScoringHandler;
  readonly #metrics: ScoringMetrics;
  readonly #bodies: BodyReader;

  constructor(handler: ScoringHandler, maxBodyBytes: number) {
    this.#handler = handler;
    this.#metrics = new ScoringMetrics(handler.model);
    this.#bodies = new BodyReader({ maxBodyBytes, maxPendingBytes: MAX_PENDING_BODIES * maxBodyBytes });
  }

  /** @throws What is wrong with the request, or with the model. */
  async answer(request: IncomingMessage): Promise<Answer> {
    const { method = "", url = "" } = request;
    if (url === INVOCATIONS || url.startsWith(`${INVOCATIONS}?`)) {
      return method === "POST" ? await this.#counted(request) : NOT_ALLOWED;
    }
    const [path = "", query = ""] = url.split("?", 2);
    if (path !== METRICS && !isPage(path)) return NOT_FOUND;
    if (method !== "GET" && method !== "HEAD") return NOT_ALLOWED;
    if (isPage(path)) return await this.#handler.page(path, query, request.headers.host ?? "");
    return { status: 200, type: METRICS_TYPE, body: await this.#metrics.text() };
  }

  async #counted(request: IncomingMessage): Promise<Answer> {
    const startMs = monotonicMs();
    let status = 500;
    try {
      const answer = await this.#invoke(request);
      status = answer.status;
      return answer;
    } catch (error) {
      const answer = this.#handler.fault(error);
      status = answer.status;
      return answer;
    } finally {
      this.#metrics.count(status, monotonicMs() - startMs);
    }
  }

  async #invoke(request: IncomingMessage): Promise<Answer> {
    // What cannot be read is refused before its body is.
    const { refusal } = parseContentType(request.headers["content-type"]);
    if (refusal !== undefined) return textAnswer(415, refusal);
    const body = await this.#bodies.read(request);
    return Buffer.isBuffer(body) ? await this.#handler.invoke(body, request.headers) : body;
  }
}

function isPage(path: string): path is PagePath {
  return PAGE_PATHS.some((known) => known === path);
}

/** The address that it listens at, as it is. */
function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function send(response: ServerResponse, { status, type, body, headers = {} }: Answer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** Node keeps connections that have not sent a request yet: at the end, once nothing is asked, nobody waits for them. */
class Drain {
  readonly #server: Server;
  #isClosing = false;
  #nOpenRequests = 0;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      if (this.#isClosing) socket.destroy();
    });
  }

  /** Whether the server is on its way out. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Counts a request until it is answered. */
  track(response: ServerResponse): void {
    this.#nOpenRequests += 1;
    response.once("close", () => {
      this.#nOpenRequests -= 1;
      this.#closeWhenIdle();
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const cut = setTimeout(() => this.#server.closeAllConnections(), DRAIN_MS);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#closeWhenIdle();
    await closed;
    clearTimeout(cut);
  }

  #closeWhenIdle(): void {
    if (this.#isClosing && this.#nOpenRequests === 0) this.#server.closeAllConnections();
  }
}
