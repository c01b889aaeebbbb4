// Scores and metrics that a program takes of a fitted model after its fit: they go into the run of the fit, as in MLflow.
import type { Fit, Measured, Predicted, Scored } from "../events/index.ts";

/** What MLflow would call by the name of a variable, which JavaScript does not tell. */
const OTHER_DATA = "eval_dataset";

/** The log of a fit, for what comes after it. */
export interface LaterLog {
  readonly fit: Fit;
  /** Notes data that the model is used on. */
  evaluatedOn(name: string, X: unknown): void;
  /**
   * Logs a metric.
   *
   * @param calls The calls by which all such metrics were taken, by their keys.
   */
  postTraining(key: string, value: number, calls: () => ReadonlyMap<string, string>): void;
}

/** What is known of predictions by the very object. */
interface PredictionOrigin {
  readonly metrics: PostTrainingMetrics;
  readonly dataset: string;
}

const fitted = new WeakMap<object, PostTrainingMetrics>();
const origins = new WeakMap<object, PredictionOrigin>();

/** Notices from now on what is made of a fitted model. */
export function noticeModel(model: object, log: LaterLog): void {
  fitted.set(model, new PostTrainingMetrics(log));
}

/** Remembers whose predictions these are, and logs the data as what the model is evaluated on. */
export function onPrediction({ model, X, predictions }: Predicted): void {
  const metrics = fitted.get(model);
  if (metrics === undefined) return;
  origins.set(predictions, { metrics, dataset: metrics.datasetName(X) });
}

/** Logs the score of a fitted model. */
export function onScore({ model, X, value }: Scored): void {
  const metrics = fitted.get(model);
  if (metrics === undefined) return;
  const { estimatorName } = metrics;
  metrics.log(`${estimatorName}_score`, metrics.datasetName(X), value, `${estimatorName}.score(X, y)`);
}

/** Logs a metric of predictions that are as the model gave them. */
export function onMeasurement({ metric, call, predictions, value }: Measured): void {
  if (typeof predictions !== "object" || predictions === null) return;
  const origin = origins.get(predictions);
  origin?.metrics.log(metric, origin.dataset, value, call);
}

/** The metrics of one fitted model. */
class PostTrainingMetrics {
  readonly #log: LaterLog;
  readonly #names = new WeakMap<object, string>();
  #nDatasets = 0;
  /** How often each metric was taken. */
  readonly #counts = new Map<string, number>();
  /** The call for each key, as the artifact has them. */
  readonly #calls = new Map<string, string>();

  constructor(log: LaterLog) {
    this.#log = log;
  }

  get estimatorName(): string {
    return this.#log.fit.estimatorName;
  }

  /** What the tracker calls some features: by the very object, the first time as a new data set. */
  datasetName(X: unknown): string {
    if (typeof X !== "object" || X === null) return OTHER_DATA;
    const known = this.#names.get(X);
    if (known !== undefined) return known;
    const isTraining = X === this.#log.fit.X;
    if (!isTraining) this.#nDatasets++;
    const suffix = this.#nDatasets > 1 ? `-${this.#nDatasets}` : "";
    const name = isTraining ? "dataset" : `${OTHER_DATA}${suffix}`;
    this.#names.set(X, name);
    if (!isTraining) this.#log.evaluatedOn(name, X);
    return name;
  }

  /** Logs under `<metric>_<data set>`, from the second time on `<metric>-<n>_<data set>`. */
  log(metric: string, dataset: string, value: number, call: string): void {
    const count = (this.#counts.get(metric) ?? 0) + 1;
    this.#counts.set(metric, count);
    const key = `${metric}${count > 1 ? `-${count}` : ""}_${dataset}`;
    this.#calls.set(key, call);
    this.#log.postTraining(key, value, () => new Map([...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
}
