// Registered models with their versions, what changed between two of them, and the playground that asks a model.
import { errorCode, invalidValue, messageOf } from "../../../errors/index.ts";
import type { ModelVersion, RegisteredModel } from "../../../registry/index.ts";
import { monotonicMs } from "../../../system/index.ts";
import { MAX_LISTED, MAX_PREDICT_BYTES } from "../../limits.ts";
import { choice, fallback, required, text } from "../../requests/fields.ts";
import { versionNumber } from "../../requests/version-number.ts";
import { type Route, route, type Services } from "../../routes/route.ts";
import { modelDoorOf } from "../model-door-of.ts";
import { modelFolder } from "../model-folder.ts";
import type { ModelDescription } from "../ui-parts.ts";
import { uiPath } from "../ui-path.ts";
import { type ValueJson, valueToJson } from "../value-json.ts";

/** Every call about models. */
export const modelRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("models"),
    request: {},
    answer: async (_request, services) => {
      const { items, nextPageToken } = await services.registry.searchRegisteredModels({
        maxResults: MAX_LISTED,
      });
      const models = items.map(async (model) => ({
        ...modelToJson(model),
        latest: await newestOf(services, model),
      }));
      return { models: await Promise.all(models), has_more: nextPageToken !== undefined };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("model"),
    request: { name: required(text) },
    answer: async ({ name }, services) => {
      const model = await services.registry.registeredModel(name);
      const versions = await versionsOf(services, name);
      return {
        ...modelToJson(model),
        versions: await Promise.all(versions.map((version) => versionToJson(services, version))),
      };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("model/diff"),
    request: { name: required(text), from: required(versionNumber), to: required(versionNumber) },
    answer: async ({ name, from, to }, services) => {
      const { registry } = services;
      const [before, after] = await Promise.all([
        versionToJson(services, await registry.modelVersion(name, from)),
        versionToJson(services, await registry.modelVersion(name, to)),
      ]);
      return {
        from: before,
        to: after,
        params: differences(before.params, after.params),
        metrics: differences(before.metrics, after.metrics),
        tags: differences(before.run_tags, after.run_tags),
        data: differences(before.data, after.data),
        signature: {
          is_same: JSON.stringify(before.signature) === JSON.stringify(after.signature),
          from: before.signature,
          to: after.signature,
        },
      };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("models/form"),
    request: { uri: required(text) },
    answer: async ({ uri }, services) => {
      const door = modelDoorOf(services);
      const description = await door.describe(await modelFolder(services, uri));
      return { uri, ...descriptionToJson(description), message: description.refusal ?? null };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("models/predict"),
    readOnly: true,
    request: {
      uri: required(text),
      type: fallback(choice(["application/json", "text/csv"]), "application/json"),
      body: required(text),
    },
    answer: async ({ uri, type, body }, services) => {
      const bytes = Buffer.from(body);
      if (bytes.length > MAX_PREDICT_BYTES) {
        throw invalidValue(
          `A request to a model may have at most ${MAX_PREDICT_BYTES} bytes: it has ${bytes.length}`,
        );
      }
      const folder = await modelFolder(services, uri);
      const startMs = monotonicMs();
      const answer = await modelDoorOf(services).predict(folder, type, bytes);
      return { answer, time_ms: monotonicMs() - startMs };
    },
  }),
];

function modelToJson(model: RegisteredModel): object {
  return {
    name: model.name,
    description: model.description ?? "",
    tags: Object.fromEntries(model.tags),
    creation_time: model.creationTimeMs,
    last_updated: model.lastUpdateTimeMs,
    aliases: [...model.aliases].map(([alias, version]) => ({ alias, version: String(version) })),
  };
}

async function versionsOf({ registry }: Services, name: string): Promise<readonly ModelVersion[]> {
  // The language of filters has no way to write a text with both quotes: then the versions of all models are looked at.
  const quote = name.includes("'") ? '"' : "'";
  const filter = name.includes(quote) ? undefined : `name = ${quote}${name}${quote}`;
  const { items } = await registry.searchModelVersions({ filter, maxResults: MAX_LISTED });
  return items.filter((version) => version.name === name).sort((a, b) => b.version - a.version);
}

async function newestOf(
  services: Services,
  { name, latestVersions }: RegisteredModel,
): Promise<object | null> {
  const newest = latestVersions.reduce<ModelVersion | undefined>(
    (best, version) => (best === undefined || version.version > best.version ? version : best),
    undefined,
  );
  if (newest === undefined) return null;
  const { metrics, run_name } = facts(services, newest);
  return {
    name,
    version: String(newest.version),
    aliases: newest.aliases,
    run_id: newest.runId ?? null,
    run_name,
    metrics,
  };
}

interface VersionJson {
  readonly name: string;
  readonly version: string;
  readonly params: Readonly<Record<string, ValueJson>>;
  readonly metrics: Readonly<Record<string, ValueJson>>;
  readonly run_tags: Readonly<Record<string, ValueJson>>;
  readonly data: Readonly<Record<string, ValueJson>>;
  readonly signature: object | null;
}

async function versionToJson(services: Services, version: ModelVersion): Promise<VersionJson> {
  const description = await describe(services, version);
  const said = {
    signature: description?.signature ?? null,
    flavors: description?.flavors ?? [],
    size_bytes: description?.sizeBytes ?? null,
  };
  const registered = {
    description: version.description ?? "",
    tags: Object.fromEntries(version.tags),
    aliases: version.aliases,
    stage: version.stage,
    creation_time: version.creationTimeMs,
    last_updated: version.lastUpdateTimeMs,
    source: version.source,
    run_id: version.runId ?? null,
    model_id: version.modelId ?? null,
    status: version.status,
    status_message: version.statusMessage ?? null,
  };
  return {
    name: version.name,
    version: String(version.version),
    ...registered,
    ...facts(services, version),
    ...said,
  };
}

/** What the run that a version came from says; nothing when it has gone. */
function facts(
  { store }: Services,
  { runId }: ModelVersion,
): Omit<VersionJson, "name" | "version" | "signature"> & {
  readonly run_name: string | null;
  readonly experiment_id: string | null;
} {
  const row = runId === undefined ? undefined : store.table?.row(runId);
  const info = row?.info();
  if (row === undefined || info === undefined) {
    return { params: {}, metrics: {}, run_tags: {}, data: {}, run_name: null, experiment_id: null };
  }
  return {
    params: valuesBy(row.keys("param"), (key) => row.param(key)),
    metrics: valuesBy(row.keys("metric"), (key) => row.metric(key)?.last),
    run_tags: valuesBy(row.keys("tag"), (key) => row.tag(key)),
    data: Object.fromEntries(row.inputs().datasets.map(({ dataset: { name, digest } }) => [name, digest])),
    run_name: info.runName,
    experiment_id: info.experimentId,
  };
}

function valuesBy(
  keys: readonly string[],
  read: (key: string) => string | number | undefined,
): Readonly<Record<string, ValueJson>> {
  return Object.fromEntries(keys.map((key) => [key, valueToJson(read(key))]));
}

function differences(
  before: Readonly<Record<string, ValueJson>>,
  after: Readonly<Record<string, ValueJson>>,
): readonly object[] {
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...old.keys(), ...young.keys()])].sort();
  return keys.flatMap((key) => {
    const from = old.get(key) ?? null;
    const to = young.get(key) ?? null;
    return from === to ? [] : [{ key, from, to }];
  });
}

/** What the files of a version say; nothing when they cannot be reached from here. */
async function describe(services: Services, version: ModelVersion): Promise<ModelDescription | undefined> {
  const { ui } = services;
  if (ui.models === undefined) return undefined;
  try {
    return await ui.models.describe(
      await modelFolder(services, `models:/${version.name}/${version.version}`),
    );
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return {
      flavors: [],
      signature: undefined,
      example: undefined,
      refusal: messageOf(error),
      sizeBytes: undefined,
    };
  }
}

function descriptionToJson({ flavors, signature, example }: ModelDescription): object {
  return { flavors, signature: signature ?? null, example: example ?? null };
}
