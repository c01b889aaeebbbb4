// Searching logged models: what of a model can be searched, and in which order they come.
import { invalidValue } from "../../errors/index.ts";
import type { LoggedModel, Metric, Page } from "../entities.ts";
import { isLaterPoint } from "../later-point.ts";
import { DEFAULT_LOGGED_MODEL_RESULTS } from "../limits.ts";
import type { LoggedModelOrder, LoggedModelSearchRequest } from "../stores/tracking-store.ts";
import { type Dialect, fieldOf } from "./dialect.ts";
import { compileFilter } from "./filter.ts";
import { filterError } from "./filter-error.ts";
import { compileOrders, type Order } from "./order.ts";
import { checkMaxResults, offsetOf, readPageToken, writePageToken } from "./pages.ts";
import { selectRecords } from "./select.ts";

type DatasetSelector = NonNullable<LoggedModelSearchRequest["datasets"]>[number];

/**
 * The searchable fields of a logged model.
 *
 * @param datasets If there are any, only metrics measured on one of them count.
 */
function loggedModelDialect(datasets: readonly DatasetSelector[] = []): Dialect<LoggedModel> {
  return {
    attributes: [
      { name: "name", kind: "text", isListable: true, read: ({ name }) => name },
      { name: "model_id", kind: "text", isListable: true, read: ({ modelId }) => modelId },
      { name: "model_type", kind: "text", isListable: true, read: ({ modelType }) => modelType },
      { name: "status", kind: "text", isListable: true, read: ({ status }) => status },
      { name: "source_run_id", kind: "text", isListable: true, read: ({ sourceRunId }) => sourceRunId },
      {
        name: "creation_timestamp",
        aliases: ["creation_time"],
        kind: "number",
        read: ({ creationTimeMs }) => creationTimeMs,
      },
      {
        name: "last_updated_timestamp",
        aliases: ["last_updated_time"],
        kind: "number",
        read: ({ lastUpdateTimeMs }) => lastUpdateTimeMs,
      },
    ],
    metric: ({ metrics }, key) =>
      lastOf(metrics.filter((metric) => metric.key === key && isMeasuredOn(metric, datasets)))?.value,
    param: ({ params }, key) => params.get(key),
    tag: ({ tags }, key) => tags.get(key),
  };
}

function isMeasuredOn({ datasetName, datasetDigest }: Metric, datasets: readonly DatasetSelector[]): boolean {
  if (datasets.length === 0) return true;
  return datasets.some(
    ({ name, digest }) => name === datasetName && (digest === undefined || digest === datasetDigest),
  );
}

function lastOf(metrics: readonly Metric[]): Metric | undefined {
  let last: Metric | undefined;
  for (const metric of metrics) if (last === undefined || isLaterPoint(metric, last)) last = metric;
  return last;
}

/** Orders for a search, each with the ties: the newest first, then by id. */
function loggedModelOrders(items: readonly (string | LoggedModelOrder)[]): readonly Order<LoggedModel>[] {
  return [
    ...items.flatMap((item) =>
      typeof item === "string" ? compileOrders([item], loggedModelDialect()) : orderOf(item),
    ),
    {
      isAscending: false,
      read: ({ creationTimeMs }) => creationTimeMs,
    },
    { isAscending: true, read: ({ modelId }) => modelId },
  ];
}

function orderOf({
  field,
  ascending = true,
  datasetName,
  datasetDigest,
}: LoggedModelOrder): Order<LoggedModel> {
  if (datasetDigest !== undefined && datasetName === undefined) {
    throw invalidValue("Invalid order_by: dataset_digest can only be given with dataset_name");
  }
  const datasets = datasetName === undefined ? [] : [{ name: datasetName, digest: datasetDigest }];
  const { entity, read } = fieldOf(field, loggedModelDialect(datasets));
  if (entity !== "metric" && entity !== "attribute") {
    throw filterError(`Invalid order by field name: ${field}. It must be an attribute or metrics.<key>`);
  }
  return {
    isAscending: ascending,
    read: (model) => {
      const value = read(model);
      return typeof value === "object" ? undefined : value;
    },
  };
}

/**
 * Searches logged models. A page token is bound to its search: with other arguments it is refused.
 *
 * @param models All models of the experiments asked for, deleted ones left out; asked for only when the request is in order.
 */
export function searchLoggedModels(
  models: () => Iterable<LoggedModel>,
  request: LoggedModelSearchRequest,
): Page<LoggedModel> {
  const { experimentIds, filter = "", orderBy = [], datasets = [], pageToken = "" } = request;
  const { maxResults = DEFAULT_LOGGED_MODEL_RESULTS } = request;
  checkMaxResults(maxResults);
  const passes = compileFilter(filter, loggedModelDialect(datasets));
  const orders = loggedModelOrders(orderBy);
  const bound = JSON.stringify([experimentIds, filter, orderBy, datasets]);
  const offset = pageToken === "" ? 0 : boundOffset(readPageToken(pageToken), bound);
  const found = selectRecords(models(), passes, orders);
  const end = offset + maxResults;
  return {
    items: found.slice(offset, end),
    nextPageToken:
      end < found.length ? writePageToken(JSON.stringify({ offset: end, search: bound })) : undefined,
  };
}

function boundOffset(token: unknown, bound: string): number {
  const offset = offsetOf(token);
  const search = typeof token === "object" && token !== null && "search" in token ? token.search : undefined;
  if (search === bound) return offset;
  throw invalidValue(
    "Invalid page token: it belongs to a search with other experiments, filter, order or data sets",
  );
}
