// A scoring handler behind HTTP: routes, time limits, and an end that loses no answer.
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Answer, jsonAnswer, textAnswer } from "./answers.ts";
import { BodyReader } from "./read-body.ts";
import { parseContentType } from "./requests/content-type.ts";
import { PAGE_PATHS, type ScoringHandler } from "./scoring-handler.ts";
import { ScoringMetrics } from "./scoring-metrics.ts";

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
  const server = fastify({
    requestTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    return503OnClosing: false,
    http: {
      headersTimeout: Math.min(timeoutMs, HEADERS_MS),
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      noDelay: true,
    },
    frameworkErrors: (_error, _request, reply) => send(reply, NOT_FOUND), // a path that is no text
  });
  const metrics = new ScoringMetrics(handler.model);
  const bodies = new BodyReader({ maxBodyBytes, maxPendingBytes: MAX_PENDING_BODIES * maxBodyBytes });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request: FastifyRequest, payload: IncomingMessage) =>
    bodies.read(payload),
  );
  server.setErrorHandler((error, _request, reply) => send(reply, handler.fault(error)));
  server.setNotFoundHandler((request, reply) => send(reply, isKnown(request) ? NOT_ALLOWED : NOT_FOUND));
  server.post<{ Body: Buffer | Answer | undefined }>(
    INVOCATIONS,
    {
      onRequest: refuseContentType,
      onResponse: (_request, { statusCode, elapsedTime }, done) => {
        metrics.count(statusCode, elapsedTime);
        done();
      },
    },
    async ({ headers, body = Buffer.alloc(0) }, reply) =>
      send(reply, Buffer.isBuffer(body) ? await handler.invoke(body, headers) : body),
  );
  for (const path of PAGE_PATHS) {
    server.get(path, async ({ url, host: asked }, reply) =>
      send(reply, await handler.page(path, queryOf(url), asked)),
    );
  }
  server.get(METRICS, async (_request, reply) =>
    send(reply, { status: 200, type: metrics.contentType, body: await metrics.text() }),
  );
  const end = drainAtEnd(server);
  await server.listen({ port, host });
  return { url: urlOf(server.addresses()[0]), close: end };
}

/** The address that it listens at, as it is: the library would tell another one for all networks. */
function urlOf(address: AddressInfo | string | undefined): string {
  if (address === undefined || typeof address === "string") throw new Error("The server listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** What cannot be read is refused before its body is. */
function refuseContentType(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { refusal } = parseContentType(request.headers["content-type"]);
  if (refusal === undefined) done();
  else send(reply, textAnswer(415, refusal));
}

function isKnown({ url }: FastifyRequest): boolean {
  const path = url.split("?", 1)[0];
  return [INVOCATIONS, METRICS, ...PAGE_PATHS].some((known) => known === path);
}

function queryOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

/** As bytes: to a text the library would add a charset, which JSON has none of. */
function send(reply: FastifyReply, { status, type, body, headers = {} }: Answer): FastifyReply {
  return reply
    .code(status)
    .headers({ "content-type": type, "x-content-type-options": "nosniff", ...headers })
    .send(Buffer.from(body));
}

/** Node keeps connections that have not sent a request yet: at the end, once nothing is asked, nobody waits for them. */
function drainAtEnd(server: FastifyInstance): () => Promise<void> {
  let isClosing = false;
  let nOpenRequests = 0;
  const closeWhenIdle = (): void => {
    if (isClosing && nOpenRequests === 0) server.server.closeAllConnections();
  };
  server.server.on("connection", (socket) => {
    if (isClosing) socket.destroy();
  });
  server.addHook("onRequest", (_request, reply, done) => {
    nOpenRequests += 1;
    reply.raw.once("close", () => {
      nOpenRequests -= 1;
      closeWhenIdle();
    });
    done();
  });
  server.addHook("onSend", (_request, reply, payload, done) => {
    if (isClosing) reply.header("connection", "close");
    done(null, payload);
  });
  return async () => {
    isClosing = true;
    const cut = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
    closeWhenIdle();
    await server.close();
    clearTimeout(cut);
  };
}
