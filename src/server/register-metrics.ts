// The figures of a server for Prometheus: counted after every answer, given at `/metrics`.
import type { FastifyInstance } from "fastify";
import type { Awaitable, Page } from "../tracking/index.ts";
import type { Services } from "./routes/route.ts";
import type { ServerMetrics } from "./server-metrics.ts";

const METRICS_PATH = "/metrics";
const COUNTED_PER_PAGE = 1000;

/** Counts every request of a server, and answers `/metrics`. Must be called before its routes are added. */
export function registerMetrics(
  server: FastifyInstance,
  metrics: ServerMetrics,
  { store, registry }: Services,
): void {
  server.addHook("onResponse", (request, reply, done) => {
    const { url, config } = request.routeOptions;
    // Questions whether the server lives, and for the figures themselves, are not counted.
    if (config.needs !== "none" && url !== METRICS_PATH) {
      metrics.count(request.method, reply.statusCode, reply.elapsedTime);
    }
    done();
  });
  server.addHook("onClose", (_server, done) => {
    metrics.close();
    done();
  });
  server.get(METRICS_PATH, async (_request, reply) => {
    const figures = {
      experiments: await countOf((pageToken) =>
        store.searchExperiments({ maxResults: COUNTED_PER_PAGE, pageToken }),
      ),
      registered_models: await countOf((pageToken) =>
        registry.searchRegisteredModels({ maxResults: COUNTED_PER_PAGE, pageToken }),
      ),
    };
    return reply.type(metrics.contentType).send(await metrics.text(figures));
  });
}

async function countOf(page: (pageToken: string | undefined) => Awaitable<Page<unknown>>): Promise<number> {
  let count = 0;
  let pageToken: string | undefined;
  do {
    const { items, nextPageToken } = await page(pageToken);
    count += items.length;
    pageToken = nextPageToken;
  } while (pageToken !== undefined);
  return count;
}
