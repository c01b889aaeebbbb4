// Model versions over REST.

import { modelVersionToJson, registerModelVersion } from "../../registry/index.ts";
import { keyValuesToMap, listToJson } from "../../tracking/index.ts";
import { checkVersionSource } from "../artifacts/version-source-rules.ts";
import { fallback, flag, list, required, text } from "../requests/fields.ts";
import { maxResults } from "../requests/max-results.ts";
import { keyValues } from "../requests/request-schema.ts";
import { versionNumber } from "../requests/version-number.ts";
import { mlflow, type Route, route } from "./route.ts";

const MAX_RESULTS = 200_000;

const which = { name: required(text), version: required(versionNumber) };

/** Every call about model versions, except that for their files. */
export const modelVersionRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("model-versions/create"),
    request: {
      name: required(text),
      source: required(text),
      runId: text,
      runLink: text,
      description: text,
      tags: keyValues,
      modelId: text,
    },
    answer: async ({ tags, runId, modelId, ...request }, { registry, store }) => {
      const version = {
        ...request,
        runId: runId || undefined,
        modelId: modelId || undefined,
        tags: keyValuesToMap(tags),
      };
      await checkVersionSource(version, store);
      return { model_version: modelVersionToJson(await registerModelVersion(version, store, registry)) };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("model-versions/get"),
    request: which,
    answer: async ({ name, version }, { registry }) => ({
      model_version: modelVersionToJson(await registry.modelVersion(name, version)),
    }),
  }),
  route({
    methods: ["PATCH"],
    paths: mlflow("model-versions/update"),
    request: { ...which, description: fallback(text, "") },
    answer: async ({ name, version, description }, { registry }) => ({
      model_version: modelVersionToJson(await registry.describeModelVersion(name, version, description)),
    }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("model-versions/transition-stage"),
    request: { ...which, stage: required(text), archiveExistingVersions: fallback(flag, false) },
    answer: async ({ name, version, stage, archiveExistingVersions }, { registry }) => ({
      model_version: modelVersionToJson(
        await registry.transitionStage(name, version, stage, archiveExistingVersions),
      ),
    }),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("model-versions/delete"),
    request: which,
    answer: ({ name, version }, { registry }) => registry.deleteModelVersion(name, version),
  }),
  route({
    methods: ["GET"],
    paths: mlflow("model-versions/search"),
    request: {
      filter: text,
      maxResults: maxResults(MAX_RESULTS, MAX_RESULTS),
      orderBy: list(fallback(text, "")),
      pageToken: text,
    },
    answer: async (request, { registry }) => {
      const { items, nextPageToken } = await registry.searchModelVersions(request);
      return { model_versions: listToJson(items, modelVersionToJson), next_page_token: nextPageToken };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("model-versions/get-download-uri"),
    request: which,
    answer: async ({ name, version }, { registry }) => ({
      artifact_uri: await registry.downloadUri(name, version),
    }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("model-versions/set-tag"),
    request: { ...which, key: required(text), value: fallback(text, "") },
    answer: ({ name, version, key, value }, { registry }) =>
      registry.setModelVersionTag(name, version, key, value),
  }),
  route({
    methods: ["DELETE"],
    paths: mlflow("model-versions/delete-tag"),
    request: { ...which, key: required(text) },
    answer: ({ name, version, key }, { registry }) => registry.deleteModelVersionTag(name, version, key),
  }),
];
