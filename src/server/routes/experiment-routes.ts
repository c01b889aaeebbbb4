// Experiments over REST.

import { failure, invalidValue } from "../../errors/index.ts";
import { experimentToJson, keyValuesToMap, listToJson } from "../../tracking/index.ts";
import { choice, fallback, integer, list, required, text } from "../requests/fields.ts";
import { keyValues } from "../requests/request-schema.ts";
import { mlflow, type Route, route } from "./route.ts";

const MAX_RESULTS = 50_000;

/** The values of `view_type`, in the order of their numbers. */
export const VIEW_TYPES = ["ACTIVE_ONLY", "DELETED_ONLY", "ALL"] as const;

/** Every call about experiments. */
export const experimentRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("experiments/create"),
    request: { name: required(text), artifactLocation: fallback(text, ""), tags: keyValues },
    answer: async ({ name, artifactLocation, tags }, { store }) => {
      const experimentId = await store.createExperiment(name, {
        artifactLocation: artifactLocation || undefined,
        tags: keyValuesToMap(tags),
      });
      return { experiment_id: experimentId };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("experiments/get"),
    request: { experimentId: required(text) },
    answer: async ({ experimentId }, { store }) => ({
      experiment: experimentToJson(await store.experiment(experimentId)),
    }),
  }),
  route({
    methods: ["GET"],
    paths: mlflow("experiments/get-by-name"),
    request: { experimentName: required(text) },
    answer: async ({ experimentName }, { store }) => {
      const experiment = await store.experimentByName(experimentName);
      if (experiment === undefined) {
        throw failure("RESOURCE_DOES_NOT_EXIST", `Could not find experiment with name '${experimentName}'`);
      }
      return { experiment: experimentToJson(experiment) };
    },
  }),
  route({
    methods: ["POST", "GET"],
    paths: mlflow("experiments/search"),
    request: {
      maxResults: fallback(integer, 0),
      filter: text,
      orderBy: list(fallback(text, "")),
      pageToken: text,
      viewType: choice(VIEW_TYPES),
    },
    answer: async (request, { store }) => {
      checkMaxResults(request.maxResults);
      const { items, nextPageToken } = await store.searchExperiments(request);
      return { experiments: listToJson(items, experimentToJson), next_page_token: nextPageToken };
    },
  }),
  route({
    methods: ["POST"],
    paths: mlflow("experiments/update"),
    request: { experimentId: required(text), newName: required(text) },
    answer: ({ experimentId, newName }, { store }) => store.renameExperiment(experimentId, newName),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("experiments/delete"),
    request: { experimentId: required(text) },
    answer: ({ experimentId }, { store }) => store.deleteExperiment(experimentId),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("experiments/restore"),
    request: { experimentId: required(text) },
    answer: ({ experimentId }, { store }) => store.restoreExperiment(experimentId),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("experiments/set-experiment-tag"),
    request: { experimentId: required(text), key: required(text), value: fallback(text, "") },
    answer: ({ experimentId, key, value }, { store }) => store.setExperimentTag(experimentId, key, value),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("experiments/delete-experiment-tag"),
    request: { experimentId: required(text), key: required(text) },
    answer: ({ experimentId, key }, { store }) => store.deleteExperimentTag(experimentId, key),
  }),
];

function checkMaxResults(maxResults: number): void {
  const refusal =
    maxResults < 1
      ? "It must be a positive integer"
      : maxResults > MAX_RESULTS
        ? `It must be at most ${MAX_RESULTS}`
        : undefined;
  if (refusal !== undefined) {
    throw invalidValue(`Invalid value ${maxResults} for parameter 'max_results' supplied. ${refusal}`);
  }
}
