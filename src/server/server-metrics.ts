// What a server counts about itself, for Prometheus: of all its workers, whichever of them is asked.
import { join } from "node:path";
import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from "prom-client";
import {
  listFolder,
  makeFolder,
  packageVersion,
  readTextIfPresent,
  writeFileAtomic,
} from "../system/index.ts";
import { METRICS_FILE_ENDING } from "./metrics-files.ts";
import { MLFLOW_VERSION } from "./mlflow-version.ts";

/** MLflow's own buckets, so that dashboards made for it keep working. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const SHARE_INTERVAL_MS = 1_000;

type Figures = readonly MetricObjectWithValues<MetricValue<string>>[];

/** Counts requests, and gives what was counted in Prometheus's text format. */
export class ServerMetrics {
  /** The content type of {@link text}. */
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  readonly #durations: Histogram<"method" | "status" | "mlflow_version">;
  readonly #requests: Counter<"method" | "status">;
  readonly #exceptions: Counter<"method" | "status">;
  readonly #folder: string;
  readonly #file: string;
  readonly #timer: NodeJS.Timeout;
  #hasNews = false;

  /**
   * @param folder Where the workers of one server leave their figures for each other; made if it is not there. Whoever
   *   starts the server clears it first.
   * @param worker A name that no other worker of the server has.
   */
  constructor(folder: string, worker: string) {
    makeFolder(folder);
    this.#folder = folder;
    this.#file = worker + METRICS_FILE_ENDING;
    const registers = [this.#registry];
    const labelNames = ["method", "status"] as const;
    collectDefaultMetrics({ register: this.#registry });
    this.#durations = new Histogram({
      name: "mlflow_http_request_duration_seconds",
      help: "Duration of requests in seconds",
      labelNames: [...labelNames, "mlflow_version"],
      buckets: BUCKETS_SECONDS,
      registers,
    });
    this.#requests = new Counter({
      name: "mlflow_http_request_total",
      help: "Number of requests",
      labelNames,
      registers,
    });
    this.#exceptions = new Counter({
      name: "mlflow_http_request_exceptions_total",
      help: "Number of requests on which the server failed",
      labelNames,
      registers,
    });
    new Gauge({
      name: "mlflow_exporter_info",
      help: "The program that gives these figures",
      labelNames: ["version"],
      aggregator: "first",
      registers,
    }).set({ version: packageVersion() }, 1);
    this.#timer = setInterval(() => void this.#share(), SHARE_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Counts one request that was answered. */
  count(method: string, status: number, durationMs: number): void {
    const labels = { method, status: String(status) };
    this.#durations.observe({ ...labels, mlflow_version: MLFLOW_VERSION }, durationMs / 1000);
    this.#requests.inc(labels);
    if (status >= 500) this.#exceptions.inc(labels);
    this.#hasNews = true;
  }

  /**
   * The figures of all workers.
   *
   * @param storeFigures How many of what the store holds, by names such as `experiments`.
   */
  async text(storeFigures: Readonly<Record<string, number>>): Promise<string> {
    const all = AggregatorRegistry.aggregate([await this.#own(), ...this.#others()]);
    for (const [what, count] of Object.entries(storeFigures)) {
      const help = `Number of ${what.replaceAll("_", " ")} in the store`;
      new Gauge({ name: `traintracks_${what}`, help, registers: [all] }).set(count);
    }
    return await all.metrics();
  }

  /** Stops telling the other workers. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #own(): Promise<Figures> {
    return await this.#registry.getMetricsAsJSON();
  }

  #others(): readonly Figures[] {
    return listFolder(this.#folder).flatMap(({ name }) => {
      if (!name.endsWith(METRICS_FILE_ENDING) || name === this.#file) return [];
      const text = readTextIfPresent(join(this.#folder, name));
      return text === undefined ? [] : [JSON.parse(text) as Figures]; // written by #share, whole or not at all
    });
  }

  async #share(): Promise<void> {
    if (!this.#hasNews) return;
    this.#hasNews = false;
    writeFileAtomic(join(this.#folder, this.#file), JSON.stringify(await this.#own()), this.#folder);
  }
}
