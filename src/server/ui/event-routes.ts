// The call that is never done: changes to runs and new points of metrics, as server-sent events.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fieldsOf } from "../api-routes.ts";
import { MAX_BODY_BYTES, MAX_STREAM_RUNS, MAX_STREAM_SERIES, MAX_UI_EXPERIMENTS } from "../limits.ts";
import { list, required, text } from "../requests/fields.ts";
import { record, requestReader } from "../requests/request-schema.ts";
import type { Services } from "../routes/route.ts";
import { LiveStreams } from "./live-streams.ts";
import { atMost, within } from "./query-fields.ts";
import { tableOf } from "./store-table.ts";
import { uiPath } from "./ui-path.ts";

const series = required(
  record({
    runId: required(text),
    key: required(text),
    from: within(0, Number.MAX_SAFE_INTEGER, 0),
  }),
);

const readStream = requestReader({
  experimentIds: atMost(MAX_UI_EXPERIMENTS, list(required(text))),
  runIds: atMost(MAX_STREAM_RUNS, list(required(text))),
  since: text,
  series: atMost(MAX_STREAM_SERIES, list(series)),
});

/** Adds the call, by GET for a few experiments, by POST for all there is to ask. */
export function registerEvents(scope: FastifyInstance, services: Services): void {
  let streams: LiveStreams | undefined;
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  scope.addHook("preClose", (done) => {
    streams?.close();
    done();
  });
  const follow = (request: FastifyRequest, reply: FastifyReply): void => {
    streams ??= new LiveStreams(tableOf(services));
    const wanted = readStream(fieldsOf(request));
    streams.checkRoom();
    reply.headers({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    reply.hijack();
    reply.raw.writeHead(200, Object.fromEntries(Object.entries(reply.getHeaders())));
    streams.open(wanted, reply.raw);
  };
  for (const url of uiPath("events")) {
    scope.route({
      method: ["GET", "POST"],
      url,
      config: { needs: "read" },
      bodyLimit: MAX_BODY_BYTES,
      handler: follow,
    });
  }
}
