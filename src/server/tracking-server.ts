// The tracking server: MLflow's REST API over a store, a registry and folders of artifacts.
import fastify, {
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { messageOf, warn } from "../errors/index.ts";
import type { RegistryStore } from "../registry/index.ts";
import { newHexId } from "../system/index.ts";
import type { TrackingStore } from "../tracking/index.ts";
import { registerApi } from "./api-routes.ts";
import type { ArtifactSites } from "./artifacts/artifact-sites.ts";
import { errorAnswer } from "./error-answer.ts";
import {
  BODY_TIMEOUT_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_TIMEOUT_MS,
  MAX_BODY_BYTES,
  MAX_PATH_PARAMETER_CHARACTERS,
  REQUEST_TIMEOUT_MS,
  SILENCE_TIMEOUT_MS,
} from "./limits.ts";
import { MLFLOW_VERSION } from "./mlflow-version.ts";
import { registerMetrics } from "./register-metrics.ts";
import type { AccessTokens } from "./security/access-tokens.ts";
import { onlyHosts, privateHosts } from "./security/allowed-hosts.ts";
import { originsWith } from "./security/allowed-origins.ts";
import { installGuard } from "./security/guard.ts";
import type { ServerMetrics } from "./server-metrics.ts";
import { registerEvents } from "./ui/event-routes.ts";
import { registerApp } from "./ui/register-app.ts";
import type { UiParts } from "./ui/ui-parts.ts";
import { registerUploads } from "./upload-routes.ts";

const REQUEST_ID_DIGITS = 12;

/** How a server behaves; everything has a safe default. */
export interface TrackingServerOptions {
  /** Hosts that are answered; default: `localhost` and private addresses. See {@link onlyHosts}. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins, besides this machine's, whose pages may use the API; default none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Default `SAMEORIGIN`; `NONE` leaves the header out. */
  readonly frameOptions?: "SAMEORIGIN" | "DENY" | "NONE" | undefined;
  /** A path before every other, such as `/tracking`; default none. */
  readonly staticPrefix?: string | undefined;
  /** Who may read and write; default everybody. */
  readonly tokens?: AccessTokens | undefined;
  /** How long the JSON body of a request may take to arrive, in milliseconds; default a minute. */
  readonly bodyTimeoutMs?: number | undefined;
  /** Counts requests, and adds `/metrics` for Prometheus; default: nothing is counted. */
  readonly metrics?: ServerMetrics | undefined;
  /** Hears of each request on which this server itself failed. Default: a line on stderr. */
  readonly onFault?: ((what: string, error: unknown) => void) | undefined;
}

/** What a server serves. */
export interface TrackingServerParts {
  readonly store: TrackingStore;
  readonly registry: RegistryStore;
  readonly artifacts: ArtifactSites;
  /** What the web app needs besides; default: no app, and what it would need is refused. */
  readonly ui?: UiParts | undefined;
  readonly options?: TrackingServerOptions | undefined;
}

/** No route has a JSON schema: the compilers for them, which take long to load, are left out. */
const NO_SCHEMAS = { buildValidator: () => refuseSchema, buildSerializer: () => refuseSchema };

function refuseSchema(): never {
  throw new Error("Routes of this server have no JSON schema");
}

/**
 * Makes a tracking server that real MLflow clients can use. It listens to nothing yet: call `listen({ host, port })`,
 * or `inject` requests in a test; `close()` ends it after the requests under way.
 */
export function createTrackingServer({
  store,
  registry,
  artifacts,
  ui = {},
  options = {},
}: TrackingServerParts): FastifyInstance {
  const onFault = options.onFault ?? reportFault;
  const server = fastify({
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => newHexId().slice(0, REQUEST_ID_DIGITS),
    exposeHeadRoutes: false,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: "idle",
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER_CHARACTERS },
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, onFault),
    schemaController: { compilersFactory: NO_SCHEMAS },
  });
  const frameOptions = options.frameOptions ?? "SAMEORIGIN";
  installGuard(server, {
    allowsHost: options.allowedHosts === undefined ? privateHosts : onlyHosts(options.allowedHosts),
    allowsOrigin: originsWith(options.allowedOrigins ?? []),
    tokens: options.tokens,
    frameOptions: frameOptions === "NONE" ? undefined : frameOptions,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, _payload, done) => done(null)); // a body that no route asks for is not read
  server.setErrorHandler((error, request, reply) => sendError(error, request, reply, onFault));
  server.setNotFoundHandler((request, reply) => {
    const message = `The requested URL was not found on the server: ${request.method} ${request.url.slice(0, 200)}`;
    return reply.code(404).send({ error_code: "ENDPOINT_NOT_FOUND", message });
  });
  const services = { store, registry, sites: artifacts, ui, hasTokens: options.tokens !== undefined };
  const prefix = options.staticPrefix ?? "";
  if (options.metrics !== undefined) registerMetrics(server, options.metrics, services);
  const parts: readonly ((scope: FastifyInstance) => void)[] = [
    (scope) => registerApi(scope, services, options.bodyTimeoutMs ?? BODY_TIMEOUT_MS),
    (scope) => registerUploads(scope, services),
    (scope) => registerEvents(scope, services),
    (scope) =>
      registerApp(scope, { folder: ui.folder, prefix, frameAncestors: FRAME_ANCESTORS[frameOptions] }),
    registerProbes,
  ];
  for (const register of parts) {
    const plugin: FastifyPluginCallback = (scope, _options, done) => {
      register(scope);
      done();
    };
    void server.register(plugin, { prefix });
  }
  return server;
}

const FRAME_ANCESTORS = { SAMEORIGIN: "'self'", DENY: "'none'", NONE: undefined } as const;

/** What load balancers and clients ask first: open to everybody. */
function registerProbes(scope: FastifyInstance): void {
  const open = { config: { needs: "none" }, exposeHeadRoute: true } as const;
  scope.get("/health", open, (_request, reply) => reply.type("text/plain; charset=utf-8").send("OK"));
  scope.get("/version", open, (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send(MLFLOW_VERSION),
  );
}

function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  onFault: (what: string, error: unknown) => void,
): FastifyReply {
  const { status, body, isFault } = errorAnswer(error);
  if (isFault && !request.raw.destroyed) onFault(`${request.method} ${request.url}`, error);
  return reply.code(status).header("content-type", "application/json").send(JSON.stringify(body));
}

function reportFault(what: string, error: unknown): void {
  warn("TrackingWarning", `${what} failed: ${messageOf(error)}`);
}
