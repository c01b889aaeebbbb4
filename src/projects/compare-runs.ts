// Compares two runs to the bit: data sets, params, metrics, and the files of models.
import type { ArtifactRepository, Metric, Run, TrackingClient } from "../tracking/index.ts";
import { sha256Of } from "../tracking/index.ts";

const MAX_DEPTH = 20;
/** Lines of MLmodel that name the run, the model and the time, and so are never the same. */
const OF_ITS_OWN = /^(?:artifact_path|model_id|model_uuid|run_id|utc_time_created):.*\n/gm;

/** Something that is not the same in two runs. */
export interface Difference {
  readonly kind: "data" | "param" | "metric" | "model";
  /** The name, and for a model also the file. */
  readonly name: string;
  /** As it was in the first run, and in the second; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a comparison found. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** How much was compared. */
  readonly counts: {
    readonly params: number;
    readonly metrics: number;
    readonly models: number;
    readonly modelFiles: number;
  };
}

/** A run, and where it is kept. */
export interface RunAtClient {
  readonly run: Run;
  readonly client: TrackingClient;
}

/**
 * Compares what two runs logged: the digests of data sets, params, every point of every metric (value and step, not the
 * time), and the bytes of every file of their models.
 */
export async function compareRuns(before: RunAtClient, after: RunAtClient): Promise<Comparison> {
  const keys = [...before.run.data.metrics.keys()];
  const models = { before: await modelDigests(before), after: await modelDigests(after) };
  return {
    differences: [
      ...differencesOf("data", dataDigests(before.run), dataDigests(after.run)),
      ...differencesOf("param", before.run.data.params, after.run.data.params),
      ...differencesOf("metric", await metricTexts(before), await metricTexts(after)),
      ...differencesOf("model", models.before.files, models.after.files),
    ],
    counts: {
      params: before.run.data.params.size,
      metrics: keys.length,
      models: models.before.count,
      modelFiles: models.before.files.size,
    },
  };
}

function differencesOf(
  kind: Difference["kind"],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ kind, name, before: before.get(name), after: after.get(name) }));
}

function dataDigests({ inputs }: Run): ReadonlyMap<string, string> {
  return new Map(
    inputs.datasets.map(({ dataset, tags }) => {
      const context = tags.get("mlflow.data.context");
      return [context === undefined ? dataset.name : `${dataset.name} (${context})`, dataset.digest];
    }),
  );
}

/** A metric as a text that two runs share exactly when they logged the same: one value, or all values by their steps. */
async function metricTexts({ run, client }: RunAtClient): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const key of run.data.metrics.keys()) {
    const points = await client.getMetricHistory(run.info.runId, key);
    texts.set(key, textOfPoints(points));
  }
  return texts;
}

function textOfPoints(points: readonly Metric[]): string {
  const texts = points.map(({ step, value }) => (Object.is(value, -0) ? `${step}:-0` : `${step}:${value}`));
  const [first] = points;
  // Most metrics are one value; a client may have logged the same point again for a model.
  const isOne = first !== undefined && new Set(texts).size === 1 && first.step === 0;
  if (isOne) return String(first.value);
  const last = points.at(-1)?.value;
  return `${last} after ${points.length} points, SHA-256 ${sha256Of(texts.join("\n")).slice(0, 12)}`;
}

interface ModelDigests {
  readonly count: number;
  /** The SHA-256 of each file, by the model's name and the file's path in it. */
  readonly files: ReadonlyMap<string, string>;
}

async function modelDigests({ run, client }: RunAtClient): Promise<ModelDigests> {
  const files = new Map<string, string>();
  const seen = new Map<string, number>();
  for (const { modelId } of run.outputs) {
    const model = await client.getLoggedModel(modelId);
    const number = (seen.get(model.name) ?? 0) + 1;
    seen.set(model.name, number);
    const name = number === 1 ? model.name : `${model.name} (${number})`;
    const repository = client.openArtifacts(model.artifactUri);
    for (const path of await filePaths(repository, "", 0)) {
      files.set(`${name}/${path}`, await digestOf(repository, path));
    }
  }
  return { count: run.outputs.length, files };
}

async function filePaths(
  repository: ArtifactRepository,
  folder: string,
  depth: number,
): Promise<readonly string[]> {
  if (depth > MAX_DEPTH) return [];
  const entries = await repository.list(folder);
  const paths = await Promise.all(
    entries.map(({ path, isFolder }) => (isFolder ? filePaths(repository, path, depth + 1) : [path])),
  );
  return paths.flat();
}

async function digestOf(repository: ArtifactRepository, path: string): Promise<string> {
  const bytes = await repository.read(path);
  if (path !== "MLmodel") return sha256Of(bytes);
  return sha256Of(new TextDecoder().decode(bytes).replace(OF_ITS_OWN, ""));
}
