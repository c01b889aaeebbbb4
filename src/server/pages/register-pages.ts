// The pages for people: plain HTML made here, without scripts, at addresses a program can print.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { errorCode, messageOf } from "../../errors/index.ts";
import { LocalArtifactRepository, type Page, type Run } from "../../tracking/index.ts";
import { artifactFolder } from "../artifacts/artifact-sites.ts";
import { errorAnswer } from "../error-answer.ts";
import { fallback, text } from "../requests/fields.ts";
import { requestReader } from "../requests/request-schema.ts";
import type { Services } from "../routes/route.ts";
import { experimentPage } from "./experiment-page.ts";
import { homePage } from "./home-page.ts";
import { html } from "./html.ts";
import { CONTENT_SECURITY_POLICY, FAVICON, type PageContent, renderPage } from "./layout.ts";
import { loggedModelPage } from "./logged-model-page.ts";
import { modelsPage } from "./models-page.ts";
import { type MetricCourse, type RunContent, runPage } from "./run-page.ts";
import { STYLESHEET } from "./stylesheet.ts";

const MAX_EXPERIMENTS = 200;
const MAX_MODELS = 500;
const NEWEST_RUNS = 20;
const RUNS_PER_PAGE = 50;
const MAX_COURSES = 24;
const MAX_COURSE_POINTS = 25_000;
const NO_RUNS: Page<Run> = { items: [], nextPageToken: undefined };

const readQuery = requestReader({
  filter: fallback(text, ""),
  orderBy: fallback(text, ""),
  pageToken: text,
  path: fallback(text, ""),
});

/**
 * Adds the pages to a scope of their own.
 *
 * @param prefix What stands before every path of this server; usually nothing.
 */
export function registerPages(scope: FastifyInstance, services: Services, prefix: string): void {
  const { store, registry } = services;
  const send = (reply: FastifyReply, content: PageContent): FastifyReply =>
    reply
      .header("content-security-policy", CONTENT_SECURITY_POLICY)
      .header("referrer-policy", "same-origin")
      .header("content-type", "text/html; charset=utf-8")
      .send(renderPage(content, prefix));

  scope.setErrorHandler((error, _request, reply) => {
    const { status, body, isFault } = errorAnswer(error);
    if (isFault) throw error;
    const title = status === 404 ? "Not found" : "That did not work";
    return send(reply.code(status), {
      title,
      area: undefined,
      body: html`<h1>${title}</h1><div class="notice" role="alert">${body.message}</div>`,
    });
  });

  scope.get("/pages.css", (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(STYLESHEET),
  );
  scope.get("/favicon.svg", (_request, reply) => reply.type("image/svg+xml").send(FAVICON));

  scope.get("/", async (request, reply) => {
    const { items, nextPageToken } = await store.searchExperiments({ maxResults: MAX_EXPERIMENTS });
    const experimentIds = items.map(({ experimentId }) => experimentId);
    const newest = await store.searchRuns({ experimentIds, maxResults: NEWEST_RUNS });
    const body = homePage(
      {
        experiments: items,
        hasMore: nextPageToken !== undefined,
        newestRuns: newest.items,
        serverUrl: serverUrlOf(request, prefix),
      },
      prefix,
    );
    return send(reply, { title: "Experiments", area: "experiments", body });
  });

  scope.get<{ Params: { id: string } }>("/experiments/:id", async (request, reply) => {
    const { filter, orderBy, pageToken } = readQuery({ origin: "query", values: Object(request.query) });
    const experiment = await store.experiment(request.params.id);
    let page = NO_RUNS;
    let fault: string | undefined;
    try {
      page = await store.searchRuns({
        experimentIds: [experiment.experimentId],
        filter,
        orderBy: orderBy === "" ? [] : [orderBy],
        maxResults: RUNS_PER_PAGE,
        pageToken,
      });
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      fault = error instanceof Error ? error.message : messageOf(error);
    }
    const body = experimentPage(
      {
        experiment,
        runs: page.items,
        nextPageToken: page.nextPageToken,
        filter,
        orderBy,
        fault,
        serverUrl: serverUrlOf(request, prefix),
      },
      prefix,
    );
    return send(reply, { title: experiment.name, area: "experiments", body });
  });

  scope.get<{ Params: { id: string } }>("/runs/:id", async (request, reply) => {
    const { path } = readQuery({ origin: "query", values: Object(request.query) });
    const content = await runContent(services, request.params.id, path);
    const title = content.run.info.runName || content.run.info.runId;
    return send(reply, { title, area: "experiments", body: runPage(content, prefix) });
  });

  scope.get<{ Params: { id: string } }>("/logged-models/:id", async (request, reply) => {
    const model = await store.loggedModel(request.params.id);
    const { name } = await store.experiment(model.experimentId);
    const { artifacts } = listing(services, model.artifactUri, "");
    return send(reply, {
      title: model.name,
      area: "experiments",
      body: loggedModelPage({ model, experimentName: name, artifacts }, prefix),
    });
  });

  scope.get("/models", async (_request, reply) => {
    const { items } = await registry.searchRegisteredModels({ maxResults: MAX_MODELS });
    return send(reply, { title: "Models", area: "models", body: modelsPage(items, prefix) });
  });
}

async function runContent(services: Services, runId: string, folder: string): Promise<RunContent> {
  const run = await services.store.run(runId);
  const { name } = await services.store.experiment(run.info.experimentId);
  const metrics: MetricCourse[] = [];
  for (const last of run.data.metrics.values()) {
    const points =
      metrics.length < MAX_COURSES
        ? (await services.store.metricHistory(runId, last.key, { maxResults: MAX_COURSE_POINTS })).items
        : [];
    metrics.push({ last, points });
  }
  return { run, experimentName: name, metrics, folder, ...listing(services, run.info.artifactUri, folder) };
}

/** The artifacts in a folder, or why they cannot be listed: they may lie where this server does not reach. */
function listing(
  { sites }: Services,
  artifactUri: string,
  folder: string,
): Pick<RunContent, "artifacts" | "artifactFault"> {
  try {
    const repository = new LocalArtifactRepository(artifactFolder(sites, artifactUri));
    return { artifacts: repository.list(folder), artifactFault: undefined };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return { artifacts: [], artifactFault: messageOf(error) };
  }
}

function serverUrlOf(request: FastifyRequest, prefix: string): string {
  return `${request.protocol}://${request.host}${prefix}`;
}
