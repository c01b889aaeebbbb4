// A store as people have them, for the tests of the web app: searches, long courses, files of every kind, a served model.
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import {
  ElasticNet,
  flush,
  loadDiabetes,
  logBytes,
  logDict,
  logMetric,
  logModel,
  logParams,
  logText,
  r2Score,
  setExperiment,
  setTrackingUri,
  trainTestSplit,
  withRun,
} from "traintracks";
import { openFileRegistry } from "../../../src/registry/index.ts";
import { type FileStore, openFileStore } from "../../../src/tracking/index.ts";

/** What a test needs to know of the store. */
export interface UiStore {
  /** The folder of the runs. */
  readonly folder: string;
  readonly store: FileStore;
  /** Ids by name: `search`, `long`, `models`, `empty`, `deleted`. */
  readonly experiments: Readonly<Record<"search" | "long" | "models" | "empty" | "deleted", string>>;
  /** The runs of `search`, the newest first, without those that are nested. */
  readonly searchRuns: readonly string[];
  /** A run with five children, one of which has a child. */
  readonly parentRun: string;
  readonly deletedRun: string;
  /** A run that says it is running, and has not been heard of for an hour. */
  readonly staleRun: string;
  /** Has {@link LONG_POINTS} points of `loss`. */
  readonly longRun: string;
  /** Has a file of every kind, and the model `diabetes`. */
  readonly modelRun: string;
}

/** The points of the long course, and where its true extremes are. */
const LONG_POINTS = 100_000;
export const LONG_MINIMUM: { readonly step: number; readonly value: number } = { step: 31_415, value: -3.25 };
export const LONG_MAXIMUM: { readonly step: number; readonly value: number } = { step: 27_182, value: 9.5 };
/** Where it is no number, and where it is infinite. */
const LONG_NAN_STEP = 50_000;
const LONG_INFINITY_STEP = 60_000;
/** The registered model, with two versions; `champion` stands for the second. */
export const SERVED_MODEL = "diabetes-elastic-net";

const SEARCH_RUNS = 24;
const COURSE_STEPS = 200;
const FIRST_START_MS = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Fills a folder. */
export async function fillUiStore(folder: string): Promise<UiStore> {
  const store = openFileStore(folder);
  const models = await trainModels(folder);
  const search = store.createExperiment("diabetes search", {
    tags: new Map([["mlflow.note.content", "# Elastic nets\n\nWhich *penalty* predicts best?"]]),
  });
  const searchRuns = Array.from({ length: SEARCH_RUNS }, (_, i) => searchRun(store, search, i)).reverse();
  const parentRun = nestedRuns(store, search);
  const deletedRun = searchRun(store, search, SEARCH_RUNS);
  store.deleteRun(deletedRun);
  const staleRun = runThatStopped(store, folder, search);
  const long = store.createExperiment("long courses");
  const longRun = longCourse(store, folder, long);
  const empty = store.createExperiment("nothing yet");
  const deleted = store.createExperiment("given up");
  searchRun(store, deleted, 0);
  store.deleteExperiment(deleted);
  return {
    folder,
    store,
    experiments: { search, long, models: models.experimentId, empty, deleted },
    searchRuns,
    parentRun,
    deletedRun,
    staleRun,
    longRun,
    modelRun: models.runId,
  };
}

/** A generator of the numbers 0 to 1 that are the same on every run of the tests. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function searchRun(store: FileStore, experimentId: string, i: number): string {
  const random = numbersFrom(i + 1);
  const startTimeMs = FIRST_START_MS + i * 7 * MINUTE_MS;
  const alpha = [0.001, 0.01, 0.1, 1][i % 4]!;
  const runId = newRun(store, experimentId, `net-${String(i).padStart(2, "0")}`, startTimeMs);
  const floor = 50 + 10 * alpha + random();
  const loss = Array.from({ length: COURSE_STEPS }, (_, step) => ({
    key: "loss",
    value: floor + 40 * Math.exp(-step / 30) + random(),
    step,
    timestampMs: startTimeMs + step * 1000,
  }));
  const end = { step: COURSE_STEPS - 1, timestampMs: startTimeMs + COURSE_STEPS * 1000 };
  store.logBatch(runId, {
    params: new Map([
      ["alpha", String(alpha)],
      ["l1_ratio", String([0.25, 0.5, 0.75][i % 3])],
      ["seed", String(i % 5)],
      ["model", i % 2 === 0 ? "elastic net" : "lasso"],
      ["n_features", "10"],
    ]),
    metrics: [
      ...loss,
      { key: "rmse", value: floor + 2, ...end },
      { key: "val/r2", value: 0.3 + 0.2 * random(), ...end },
      { key: "system/cpu_percent", value: 100 * random(), ...end },
    ],
    tags: new Map([
      ["team", i % 2 === 0 ? "blue" : "green"],
      ...(i === 3 ? ([["mlflow.note.content", "# Best so far\n\nKeep **this** one."]] as const) : []),
    ]),
  });
  store.logInputs(runId, {
    datasets: [
      {
        dataset: { name: "diabetes", digest: `d1abe7e${i % 2}`, sourceType: "code", source: "{}" },
        tags: new Map([["mlflow.data.context", "training"]]),
      },
    ],
  });
  store.updateRun(runId, {
    status: i === 5 ? "FAILED" : i === 6 ? "KILLED" : "FINISHED",
    endTimeMs: startTimeMs + COURSE_STEPS * 1000,
  });
  return runId;
}

function newRun(
  store: FileStore,
  experimentId: string,
  runName: string,
  startTimeMs: number,
  tags: Readonly<Record<string, string>> = {},
): string {
  const { info } = store.createRun({
    experimentId,
    runName,
    userId: "ada",
    startTimeMs,
    tags: new Map(
      Object.entries({
        "mlflow.source.name": "train.ts",
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": "4f2a1c9e0b7d6a5f3e2d1c0b9a8f7e6d5c4b3a29",
        ...tags,
      }),
    ),
  });
  return info.runId;
}

function nestedRuns(store: FileStore, experimentId: string): string {
  const startTimeMs = FIRST_START_MS - 24 * HOUR_MS;
  const parent = newRun(store, experimentId, "grid search", startTimeMs);
  let child = parent;
  for (let i = 0; i < 6; i++) {
    // The last one is a child of the fifth.
    const above = i === 5 ? child : parent;
    child = newRun(store, experimentId, `fold ${i}`, startTimeMs + i, { "mlflow.parentRunId": above });
    store.logBatch(child, { metrics: [{ key: "rmse", value: 60 + i, step: 0, timestampMs: startTimeMs }] });
    store.updateRun(child, { status: "FINISHED", endTimeMs: startTimeMs + MINUTE_MS });
  }
  store.updateRun(parent, { status: "FINISHED", endTimeMs: startTimeMs + HOUR_MS });
  return parent;
}

function runThatStopped(store: FileStore, folder: string, experimentId: string): string {
  const startTimeMs = Date.now() - 2 * HOUR_MS;
  const runId = newRun(store, experimentId, "lost contact", startTimeMs);
  store.logBatch(runId, { metrics: [{ key: "loss", value: 80, step: 1, timestampMs: startTimeMs }] });
  store.close();
  const seconds = (startTimeMs + HOUR_MS) / 1000;
  const run = join(folder, experimentId, runId);
  for (const path of [join("metrics", "loss"), "metrics", "params", "tags", "."])
    utimesSync(join(run, path), seconds, seconds);
  return runId;
}

function longCourse(store: FileStore, folder: string, experimentId: string): string {
  const startTimeMs = FIRST_START_MS;
  const runId = newRun(store, experimentId, "a hundred thousand steps", startTimeMs);
  const random = numbersFrom(7);
  let lines = "";
  for (let step = 0; step < LONG_POINTS; step++) {
    lines += `${startTimeMs + step * 50} ${longValue(step, random())} ${step}\n`;
  }
  mkdirSync(join(folder, experimentId, runId, "metrics"), { recursive: true });
  writeFileSync(join(folder, experimentId, runId, "metrics", "loss"), lines);
  store.updateRun(runId, { status: "FINISHED", endTimeMs: startTimeMs + LONG_POINTS * 50 });
  return runId;
}

function longValue(step: number, noise: number): string {
  if (step === LONG_MINIMUM.step) return String(LONG_MINIMUM.value);
  if (step === LONG_MAXIMUM.step) return String(LONG_MAXIMUM.value);
  if (step === LONG_NAN_STEP) return "nan";
  if (step === LONG_INFINITY_STEP) return "inf";
  return (5 * Math.exp(-step / 20_000) + noise / 2).toFixed(6);
}

/** A picture of one red point. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const CSV_ROWS = 1000;
const LONG_TEXT_LINES = 60_000;

/** Trains twice as a user would, registers both models, and logs files of every kind to the second run. */
async function trainModels(
  folder: string,
): Promise<{ readonly experimentId: string; readonly runId: string }> {
  setTrackingUri(folder);
  const { experimentId } = await setExperiment("served models");
  const { train, test } = trainTestSplit(loadDiabetes(), { seed: 40 });
  let runId = "";
  for (const alpha of [0.1, 0.01]) {
    await withRun({ runName: `alpha ${alpha}` }, async (run) => {
      const model = new ElasticNet({ alpha }).fit(train.features, train.target);
      logParams({ alpha, l1_ratio: 0.5 });
      logMetric("r2", r2Score(test.target, model.predict(test.features)));
      await logModel(model, {
        name: "diabetes",
        registeredModelName: SERVED_MODEL,
        inputExample: train.take([0, 1]).features,
      });
      runId = run.runId;
      if (alpha < 0.1) await logFiles();
    });
  }
  await flush();
  openFileRegistry(folder).setAlias(SERVED_MODEL, "champion", 2);
  return { experimentId, runId };
}

async function logFiles(): Promise<void> {
  const rows = Array.from({ length: CSV_ROWS }, (_, i) => i);
  const texts: Readonly<Record<string, string>> = {
    "notes.txt": "Plain words.\n",
    "report.md":
      "# Report\n\n| metric | value |\n| --- | --- |\n| r2 | 0.36 |\n\n<script>alert(1)</script>\n",
    "tables/predictions.csv": `row,prediction\n${rows.map((i) => `${i},${i * 0.5}`).join("\n")}\n`,
    "page.html":
      "<!doctype html><h1 id=title>Report</h1><script>document.getElementById('title').textContent='Ran'</script>",
    "drawing.svg":
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>',
    "logs/long.log": Array.from(
      { length: LONG_TEXT_LINES },
      (_, i) => `line ${i} of a log that is long`,
    ).join("\n"),
    "config.yaml": "model: elastic net\nalpha: 0.01\n",
  };
  for (const [path, text] of Object.entries(texts)) await logText(text, path);
  await logDict({ a: [1, 2, { b: null }], "a key": "text" }, "settings.json");
  await logBytes(Buffer.from(PNG, "base64"), "images/dot.png");
  await logBytes(
    Uint8Array.from({ length: 256 }, (_, i) => i),
    "weights.bin",
  );
  const columnData = [
    { name: "id", data: rows },
    { name: "name", data: rows.map((i) => `row ${i}`) },
  ];
  await logBytes(new Uint8Array(parquetWriteBuffer({ columnData })), "tables/rows.parquet");
}
