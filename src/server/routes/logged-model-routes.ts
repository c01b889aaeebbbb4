// Logged models over REST.
import { keyValuesToMap, listToJson, loggedModelToJson } from "../../tracking/index.ts";
import { choice, fallback, flag, list, required, text } from "../requests/fields.ts";
import { maxResults } from "../requests/max-results.ts";
import { keyValues, record } from "../requests/request-schema.ts";
import { mlflow, type Route, route } from "./route.ts";

const DEFAULT_RESULTS = 100;
const MAX_RESULTS = 1000;
const STATUSES = ["LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"] as const;

const orderItem = required(
  record({ fieldName: required(text), ascending: flag, datasetName: text, datasetDigest: text }),
);

/** Every call about logged models, except those for their files. */
export const loggedModelRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("logged-models"),
    request: {
      experimentId: required(text),
      name: text,
      modelType: text,
      sourceRunId: text,
      params: keyValues,
      tags: keyValues,
    },
    answer: async ({ params, tags, ...request }, { store }) => {
      const model = await store.createLoggedModel({
        ...request,
        params: keyValuesToMap(params),
        tags: keyValuesToMap(tags),
      });
      return { model: loggedModelToJson(model) };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("logged-models/:model_id"),
    request: { modelId: required(text), allowDeleted: fallback(flag, false) },
    answer: async ({ modelId, allowDeleted }, { store }) => ({
      model: loggedModelToJson(await store.loggedModel(modelId, { allowDeleted })),
    }),
  }),
  route({
    methods: ["PATCH"],
    paths: mlflow("logged-models/:model_id"),
    request: { modelId: required(text), status: required(choice(STATUSES)) },
    answer: async ({ modelId, status }, { store }) => ({
      model: loggedModelToJson(await store.finishLoggedModel(modelId, status)),
    }),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("logged-models/:model_id"),
    request: { modelId: required(text) },
    answer: ({ modelId }, { store }) => store.deleteLoggedModel(modelId),
  }),
  route({
    methods: ["PATCH"],
    paths: mlflow("logged-models/:model_id/tags"),
    request: { modelId: required(text), tags: keyValues },
    answer: ({ modelId, tags }, { store }) => store.setLoggedModelTags(modelId, keyValuesToMap(tags)),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("logged-models/:model_id/tags/:tag_key"),
    request: { modelId: required(text), tagKey: required(text) },
    answer: ({ modelId, tagKey }, { store }) => store.deleteLoggedModelTag(modelId, tagKey),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("logged-models/:model_id/params"),
    request: { modelId: required(text), params: keyValues },
    answer: ({ modelId, params }, { store }) => store.logLoggedModelParams(modelId, keyValuesToMap(params)),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("logged-models/search"),
    readOnly: true,
    request: {
      experimentIds: list(required(text)),
      filter: text,
      datasets: list(required(record({ datasetName: required(text), datasetDigest: text }))),
      orderBy: list(orderItem),
      maxResults: maxResults(DEFAULT_RESULTS, MAX_RESULTS),
      pageToken: text,
    },
    answer: async ({ orderBy, datasets, ...request }, { store }) => {
      const { items, nextPageToken } = await store.searchLoggedModels({
        ...request,
        datasets: datasets.map(({ datasetName, datasetDigest }) => ({
          name: datasetName,
          digest: datasetDigest,
        })),
        orderBy: orderBy.map(({ fieldName, ...order }) => ({ ...order, field: fieldName })),
      });
      return { models: listToJson(items, loggedModelToJson), next_page_token: nextPageToken };
    },
  }),
];
