// The calls that answer JSON, from the route table to the HTTP library.
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { invalidValue } from "../errors/index.ts";
import { FileAnswer, sendFile } from "./artifacts/file-answer.ts";
import { MAX_BODY_BYTES, MAX_INPUTS_BODY_BYTES } from "./limits.ts";
import { LongAnswer } from "./long-answer.ts";
import { parseRequestBody } from "./requests/request-body.ts";
import type { FieldSource } from "./requests/request-schema.ts";
import { ROUTES } from "./routes/catalogue.ts";
import type { Route, Services } from "./routes/route.ts";
import { DownloadAnswer } from "./ui/download-answer.ts";
import { FrameAnswer, sendFrame } from "./ui/frame-answer.ts";
import { UI_ROUTES } from "./ui/routes/catalogue.ts";

/**
 * Adds every route of the table to a scope of its own, in which bodies are read whole as text.
 *
 * @param bodyTimeoutMs How long a body may take; then the connection is cut.
 */
export function registerApi(scope: FastifyInstance, services: Services, bodyTimeoutMs: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  cutOffSlowBodies(scope, bodyTimeoutMs);
  for (const route of [...ROUTES, ...UI_ROUTES]) {
    for (const url of route.paths) {
      scope.route({
        method: [...route.methods],
        url,
        config: { needs: route.readOnly ? "read" : "write" },
        bodyLimit: url.endsWith("/log-inputs") ? MAX_INPUTS_BODY_BYTES : MAX_BODY_BYTES,
        handler: (request, reply) => answer(route, services, request, reply),
      });
    }
  }
}

async function answer(
  route: Route,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const result = await route.answer(fieldsOf(request), services);
  if (result instanceof FileAnswer) return sendFile(result, request.headers.range, reply);
  if (result instanceof FrameAnswer) return sendFrame(result, reply);
  if (result instanceof DownloadAnswer) return sendDownload(result, reply);
  if (!route.readOnly) noteWrite(request.body, services);
  reply.header("content-type", "application/json");
  if (result instanceof LongAnswer) return reply.send(Readable.from(result.pieces));
  return reply.send(JSON.stringify(result));
}

function sendDownload({ name, format, content }: DownloadAnswer, reply: FastifyReply): FastifyReply {
  reply.header("content-type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
  return reply.header("content-disposition", `attachment; filename=${name}`).send(content);
}

/** Whoever looks at a run right after this server has changed it sees the change. */
function noteWrite(body: unknown, { store }: Services): void {
  const [, runId] =
    typeof body === "string" ? (/"run_(?:uu)?id"\s*:\s*"([\w-]{1,64})"/.exec(body) ?? []) : [];
  if (runId !== undefined) store.table?.touch(runId);
}

/** The fields of a request, wherever they are. */
export function fieldsOf(request: FastifyRequest): FieldSource {
  const path = request.params as Readonly<Record<string, string>>;
  if (request.method === "GET") return { origin: "query", values: Object(request.query), path };
  const body = typeof request.body === "string" ? request.body : "";
  checkContentType(request, body);
  return { origin: "body", values: parseRequestBody(body), path };
}

/** JSON must be said to be JSON: a form on another site cannot say that without asking first. */
function checkContentType(request: FastifyRequest, body: string): void {
  const type = request.headers["content-type"];
  if (type === undefined) {
    if (request.method === "DELETE" && body === "") return;
    throw invalidValue("Bad Request. Content-Type header is missing.");
  }
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    throw invalidValue("Bad Request. Content-Type must be one of ['application/json'].");
  }
}

function cutOffSlowBodies(scope: FastifyInstance, timeoutMs: number): void {
  const deadlines = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  scope.addHook("preParsing", (request, _reply, payload, done) => {
    if (request.method !== "GET") {
      const deadline = setTimeout(() => request.raw.destroy(), timeoutMs);
      deadlines.set(request, deadline);
    }
    done(null, payload);
  });
  scope.addHook("preValidation", (request, _reply, done) => {
    clearTimeout(deadlines.get(request));
    done();
  });
  scope.addHook("onError", (request, _reply, _error, done) => {
    clearTimeout(deadlines.get(request));
    done();
  });
}
