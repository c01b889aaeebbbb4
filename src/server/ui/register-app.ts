// The web app for people: one page and its hashed files, under a policy that lets it reach nothing but this server.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { failure } from "../../errors/index.ts";
import { type AppFile, AppFiles } from "./app-files.ts";

/** How the app is served. */
export interface AppOptions {
  /** Where it was built to; undefined: the server has no app. */
  readonly folder: string | undefined;
  /** What stands before every path of this server; usually nothing. */
  readonly prefix: string;
  /** Who may show it in a frame; undefined for everybody. */
  readonly frameAncestors: "'self'" | "'none'" | undefined;
}

const A_YEAR = "public, max-age=31536000, immutable";

/** What the page may do: run its own scripts, and nothing that a text could smuggle in. */
function appPolicy(frameAncestors: AppOptions["frameAncestors"]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(frameAncestors === undefined ? [] : [`frame-ancestors ${frameAncestors}`]),
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** Adds the app to a scope of its own. */
export function registerApp(scope: FastifyInstance, { folder, prefix, frameAncestors }: AppOptions): void {
  const files = folder === undefined ? undefined : new AppFiles(folder);
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const index = files?.get("index.html");
    reply.headers({
      "content-security-policy": appPolicy(frameAncestors),
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "cache-control": "no-cache",
    });
    if (index !== undefined) return sendAppFile(index, request, reply);
    return reply.type("text/plain; charset=utf-8").send(NO_APP);
  };
  scope.get("/", { exposeHeadRoute: true, prefixTrailingSlash: "slash" }, page);
  // The app asks for what lies beside its page: without the slash at the end that would be somewhere else.
  if (prefix !== "") scope.get("", (_request, reply) => reply.redirect(`${prefix}/`));
  scope.get<{ Params: { name: string } }>("/assets/:name", (request, reply) => {
    const file = files?.get(`assets/${request.params.name}`);
    if (file === undefined)
      throw failure("RESOURCE_DOES_NOT_EXIST", "The app has no such file: load the page anew");
    return sendAppFile(file, request, reply.header("cache-control", A_YEAR));
  });
  scope.get("/favicon.svg", (request, reply) => {
    const file = files?.get("favicon.svg");
    if (file === undefined) throw failure("RESOURCE_DOES_NOT_EXIST", "The app has no such file");
    return sendAppFile(file, request, reply.header("cache-control", "no-cache"));
  });
  // Addresses that programs have printed before there was an app.
  for (const area of ["experiments", "runs", "models", "logged-models"]) {
    const toApp = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      reply.redirect(`${prefix}/#${request.url.slice(prefix.length)}`);
    scope.get(`/${area}`, toApp);
    scope.get(`/${area}/:id`, toApp);
  }
}

const NO_APP =
  "The tracking server runs, and any MLflow client can use it. Its web app has not been built: run `npm run build`.\n";

function sendAppFile(
  { type, etag, body, packed }: AppFile,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.headers({ "content-type": type, etag, vary: "Accept-Encoding, Origin" });
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  const accepted = request.headers["accept-encoding"] ?? "";
  if (packed !== undefined && /\bbr\b/.test(accepted))
    return reply.header("content-encoding", "br").send(packed.br);
  if (packed !== undefined && /\bgzip\b/.test(accepted))
    return reply.header("content-encoding", "gzip").send(packed.gzip);
  return reply.send(body);
}
