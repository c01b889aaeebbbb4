// What every request passes before anything else looks at it: Host, Origin, token; and the headers of every answer.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Access, AccessTokens } from "./access-tokens.ts";
import type { HostCheck } from "./allowed-hosts.ts";
import type { OriginCheck } from "./allowed-origins.ts";

/** The rules of a server. */
export interface Guard {
  readonly allowsHost: HostCheck;
  readonly allowsOrigin: OriginCheck;
  /** Undefined: everybody may read and write. */
  readonly tokens: AccessTokens | undefined;
  /** The value of X-Frame-Options; undefined for none. */
  readonly frameOptions: string | undefined;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a client of the route must be allowed to do; `none` is open to everybody, under every Host. */
    readonly needs?: Access;
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Puts the guard before every route of a server, also before those that are not found. */
export function installGuard(server: FastifyInstance, rules: Guard): void {
  const guard = { ...rules, allowsHost: rememberingLast(rules.allowsHost) };
  server.addHook("onRequest", (request, reply, done) => {
    const refusal = refusalOf(request, reply, guard);
    if (refusal === undefined) return done();
    reply.code(refusal.status).type("text/plain; charset=utf-8").send(refusal.text);
  });
}

/** A client sends the same Host with each of its requests. */
function rememberingLast(check: HostCheck): HostCheck {
  let last: string | undefined;
  let allowed = false;
  return (host) => {
    if (host !== last) {
      allowed = check(host);
      last = host;
    }
    return host !== undefined && allowed;
  };
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

function refusalOf(request: FastifyRequest, reply: FastifyReply, guard: Guard): Refusal | undefined {
  reply
    .header("x-content-type-options", "nosniff")
    .header("vary", "Origin")
    .header("x-request-id", request.id);
  if (guard.frameOptions !== undefined) reply.header("x-frame-options", guard.frameOptions);
  const needs = accessNeeded(request);
  if (needs === "none") return undefined;
  const { host, origin, authorization } = request.headers;
  if (!guard.allowsHost(host)) {
    return { status: 403, text: "Invalid Host header - possible DNS rebinding attack detected" };
  }
  if (origin !== undefined) {
    const allowed = guard.allowsOrigin(origin, host);
    if (allowed) reply.header("access-control-allow-origin", origin);
    else if (!SAFE_METHODS.has(request.method)) return { status: 403, text: "Cross-origin request blocked" };
  }
  if (request.method === "OPTIONS") return preflight(reply);
  return guard.tokens && tokenRefusal(guard.tokens.accessOf(authorization), needs, reply);
}

function accessNeeded(request: FastifyRequest): Access {
  return request.routeOptions.config.needs ?? (SAFE_METHODS.has(request.method) ? "read" : "write");
}

/** The browser's question before a request across origins; an origin that is not allowed gets no permission with it. */
function preflight(reply: FastifyReply): Refusal {
  reply
    .header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE")
    .header("access-control-allow-headers", "Authorization, Content-Type, Range")
    .header("access-control-max-age", "600");
  return { status: 200, text: "OK" };
}

function tokenRefusal(access: Access, needs: Access, reply: FastifyReply): Refusal | undefined {
  if (access === "none") {
    reply.header("www-authenticate", 'Basic realm="traintracks", charset="UTF-8"');
    return { status: 401, text: "A token is needed: set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_PASSWORD" };
  }
  if (needs === "write" && access === "read") return { status: 403, text: "This token may only read" };
  return undefined;
}
