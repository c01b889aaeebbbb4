// Metric histories over REST, and the data sets an experiment has seen.
import { invalidValue } from "../../errors/index.ts";
import { listToJson, type Metric, metricToJson, type TrackingStore } from "../../tracking/index.ts";
import { type ListPart, listAnswer } from "../long-answer.ts";
import { fallback, integer, list, required, text } from "../requests/fields.ts";
import { maxResults } from "../requests/max-results.ts";
import { mlflow, type Route, route } from "./route.ts";
import { runId } from "./run-routes.ts";

const POINTS_PER_PART = 25_000;
const MAX_BULK_RUNS = 100;
const MAX_BULK_POINTS = 25_000;
const MAX_INTERVAL_POINTS = 2500;
const MAX_DATASET_SUMMARIES = 1000;
const MAX_EXPERIMENTS = 100;
const RUNS_PER_PAGE = 1000;

const ajax = (path: string): readonly string[] => [`/ajax-api/2.0/mlflow/${path}`];

/** Every call that reads metric histories, and the summary of data sets. */
export const metricRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: mlflow("metrics/get-history"),
    request: { runId, metricKey: required(text), maxResults: integer, pageToken: text },
    answer: async ({ runId, metricKey, maxResults, pageToken }, { store }) => {
      if (maxResults !== undefined && maxResults < 1) {
        throw invalidValue(
          `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be a positive integer.`,
        );
      }
      const parts = historyParts(store, { runId, metricKey, maxResults, pageToken });
      const first = await parts.next();
      if (first.done === true) return {};
      const more = first.value.isLast ? undefined : parts;
      return listAnswer("metrics", first.value, (metric) => metricToJson({ ...metric, runId }), more);
    },
  }),
  route({
    methods: ["GET"],
    paths: ajax("metrics/get-history-bulk"),
    request: {
      runId: list(required(text)),
      metricKey: fallback(text, ""),
      maxResults: maxResults(MAX_BULK_POINTS, MAX_BULK_POINTS),
    },
    answer: async ({ runId, metricKey, maxResults }, { store }) => {
      checkBulk("GetMetricHistoryBulk", "run_id", runId, metricKey);
      const points: Metric[] = [];
      for (const id of runId) {
        if (points.length >= maxResults) break;
        const { items } = await store.metricHistory(id, metricKey, {
          maxResults: maxResults - points.length,
        });
        points.push(...items.map((point) => ({ ...point, runId: id })).sort(byTime));
      }
      return { metrics: points.map(metricToJson) };
    },
  }),
  route({
    methods: ["GET"],
    paths: ajax("metrics/get-history-bulk-interval"),
    request: {
      runIds: list(required(text)),
      metricKey: fallback(text, ""),
      startStep: integer,
      endStep: integer,
      maxResults: maxResults(MAX_INTERVAL_POINTS, MAX_INTERVAL_POINTS),
    },
    answer: async ({ runIds, metricKey, startStep, endStep, maxResults }, { store }) => {
      checkBulk("GetMetricHistoryBulkInterval", "run_ids", runIds, metricKey);
      const from = startStep ?? Number.NEGATIVE_INFINITY;
      const to = endStep ?? Number.POSITIVE_INFINITY;
      if (from > to) throw invalidValue(`end_step must be greater than start_step. Found ${from} and ${to}.`);
      const points: Metric[] = [];
      for (const id of runIds) {
        const { items } = await store.metricHistory(id, metricKey);
        const wanted = items.filter(({ step }) => from <= step && step <= to).sort(byStep);
        points.push(...sampled(wanted, maxResults).map((point) => ({ ...point, runId: id })));
      }
      return { metrics: listToJson(points, metricToJson) };
    },
  }),
  route({
    methods: ["POST"],
    paths: ajax("experiments/search-datasets"),
    readOnly: true,
    request: { experimentIds: list(required(text)) },
    answer: async ({ experimentIds }, { store }) => {
      if (experimentIds.length === 0) {
        throw invalidValue("SearchDatasets request must specify at least one experiment_id.");
      }
      if (experimentIds.length > MAX_EXPERIMENTS) {
        throw invalidValue(
          `SearchDatasets request cannot specify more than ${MAX_EXPERIMENTS} experiment_ids. Received ${experimentIds.length} experiment_ids.`,
        );
      }
      return { dataset_summaries: await datasetSummaries(experimentIds, store) };
    },
  }),
];

interface HistoryRequest {
  readonly runId: string;
  readonly metricKey: string;
  readonly maxResults: number | undefined;
  readonly pageToken: string | undefined;
}

/** A history in parts of a bounded size, up to as many points as are asked for. */
async function* historyParts(
  store: TrackingStore,
  { runId, metricKey, maxResults = Number.POSITIVE_INFINITY, pageToken }: HistoryRequest,
): AsyncGenerator<ListPart<Metric> & { readonly isLast: boolean }> {
  let token = pageToken;
  let wanted = maxResults;
  while (wanted > 0) {
    const { items, nextPageToken } = await store.metricHistory(runId, metricKey, {
      maxResults: Math.min(wanted, POINTS_PER_PART),
      pageToken: token,
    });
    wanted -= items.length;
    token = nextPageToken;
    const isLast = token === undefined || wanted <= 0;
    yield { items, rest: token === undefined ? {} : { next_page_token: token }, isLast };
    if (isLast) return;
  }
}

function checkBulk(request: string, field: string, runIds: readonly string[], metricKey: string): void {
  if (runIds.length === 0) throw invalidValue(`${request} request must specify at least one ${field}.`);
  if (runIds.length > MAX_BULK_RUNS) {
    throw invalidValue(
      `${request} request cannot specify more than ${MAX_BULK_RUNS} ${field}s. Received ${runIds.length} ${field}s.`,
    );
  }
  if (metricKey === "") throw invalidValue(`${request} request must specify a metric_key.`);
}

function byTime(a: Metric, b: Metric): number {
  return a.timestampMs - b.timestampMs || a.step - b.step || a.value - b.value;
}

function byStep(a: Metric, b: Metric): number {
  return a.step - b.step || a.timestampMs - b.timestampMs || a.value - b.value;
}

/** At most `count` of the points, evenly spread, the first and the last among them. */
function sampled(points: readonly Metric[], count: number): readonly Metric[] {
  if (points.length <= count) return points;
  const stride = count === 1 ? 0 : (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => points[Math.round(i * stride)]!);
}

async function datasetSummaries(
  experimentIds: readonly string[],
  store: TrackingStore,
): Promise<readonly object[]> {
  const summaries = new Map<string, object>();
  let pageToken: string | undefined;
  do {
    const page = await store.searchRuns({ experimentIds, maxResults: RUNS_PER_PAGE, pageToken });
    for (const { info, inputs } of page.items) {
      for (const { dataset, tags } of inputs.datasets) {
        const { name, digest } = dataset;
        const context = tags.get("mlflow.data.context");
        const summary = { experiment_id: info.experimentId, name, digest, context };
        summaries.set(JSON.stringify(summary), summary);
      }
    }
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && summaries.size < MAX_DATASET_SUMMARIES);
  return [...summaries.values()].slice(0, MAX_DATASET_SUMMARIES);
}
