// Registered models over REST.
import { modelVersionToJson, registeredModelToJson } from "../../registry/index.ts";
import { keyValuesToMap, listToJson } from "../../tracking/index.ts";
import { fallback, list, required, text } from "../requests/fields.ts";
import { maxResults } from "../requests/max-results.ts";
import { keyValues } from "../requests/request-schema.ts";
import { versionNumber } from "../requests/version-number.ts";
import { mlflow, type Route, route } from "./route.ts";

const DEFAULT_RESULTS = 100;
const MAX_RESULTS = 1000;

/** Every call about registered models and their aliases. */
export const registeredModelRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("registered-models/create"),
    request: { name: required(text), tags: keyValues, description: text },
    answer: async ({ name, tags, description }, { registry }) => {
      const model = await registry.createRegisteredModel({ name, description, tags: keyValuesToMap(tags) });
      return { registered_model: registeredModelToJson(model) };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("registered-models/get"),
    request: { name: required(text) },
    answer: async ({ name }, { registry }) => ({
      registered_model: registeredModelToJson(await registry.registeredModel(name)),
    }),
  }),
  route({
    methods: ["PATCH"],
    paths: mlflow("registered-models/update"),
    request: { name: required(text), description: fallback(text, "") },
    answer: async ({ name, description }, { registry }) => ({
      registered_model: registeredModelToJson(await registry.describeRegisteredModel(name, description)),
    }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("registered-models/rename"),
    request: { name: required(text), newName: required(text) },
    answer: async ({ name, newName }, { registry }) => ({
      registered_model: registeredModelToJson(await registry.renameRegisteredModel(name, newName)),
    }),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("registered-models/delete"),
    request: { name: required(text) },
    answer: ({ name }, { registry }) => registry.deleteRegisteredModel(name),
  }),
  route({
    methods: ["GET"],
    paths: mlflow("registered-models/search"),
    request: {
      filter: text,
      maxResults: maxResults(DEFAULT_RESULTS, MAX_RESULTS),
      orderBy: list(fallback(text, "")),
      pageToken: text,
    },
    answer: async (request, { registry }) => {
      const { items, nextPageToken } = await registry.searchRegisteredModels(request);
      return { registered_models: listToJson(items, registeredModelToJson), next_page_token: nextPageToken };
    },
  }),
  route({
    methods: ["POST", "GET"],
    paths: mlflow("registered-models/get-latest-versions"),
    request: { name: required(text), stages: list(required(text)) },
    answer: async ({ name, stages }, { registry }) => ({
      model_versions: listToJson(await registry.latestVersions(name, stages), modelVersionToJson),
    }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("registered-models/set-tag"),
    request: { name: required(text), key: required(text), value: fallback(text, "") },
    answer: ({ name, key, value }, { registry }) => registry.setRegisteredModelTag(name, key, value),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("registered-models/delete-tag"),
    request: { name: required(text), key: required(text) },
    answer: ({ name, key }, { registry }) => registry.deleteRegisteredModelTag(name, key),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("registered-models/alias"),
    request: { name: required(text), alias: required(text), version: required(versionNumber) },
    answer: ({ name, alias, version }, { registry }) => registry.setAlias(name, alias, version),
  }),
  route({
    methods: ["GET"],
    paths: mlflow("registered-models/alias"),
    request: { name: required(text), alias: required(text) },
    answer: async ({ name, alias }, { registry }) => ({
      model_version: modelVersionToJson(await registry.versionByAlias(name, alias)),
    }),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("registered-models/alias"),
    request: { name: required(text), alias: required(text) },
    answer: ({ name, alias }, { registry }) => registry.deleteAlias(name, alias),
  }),
];
