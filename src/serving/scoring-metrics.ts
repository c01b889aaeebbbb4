// What one process of a scoring server counts about itself, for Prometheus.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { LoadedModel } from "../models/index.ts";
import { workerId } from "../system/index.ts";

/** The upper bounds of the histogram; a request of one row takes a fraction of the first. */
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts the invocations of one process. With several workers, each tells of itself, by its label `worker`. */
export class ScoringMetrics {
  /** The content type of {@link text}. */
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  readonly #invocations: Counter<"status">;
  readonly #durations: Histogram;

  constructor({ flavor, info }: LoadedModel) {
    const registers = [this.#registry];
    this.#registry.setDefaultLabels({ worker: String(workerId()) });
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({
      name: "traintracks_model_info",
      help: "The model that is served",
      labelNames: ["flavor", "model_id", "run_id"],
      registers,
    }).set({ flavor, model_id: info.modelId ?? "", run_id: info.runId ?? "" }, 1);
    this.#invocations = new Counter({
      name: "traintracks_invocations_total",
      help: "Invocations by the status of their answer",
      labelNames: ["status"],
      registers,
    });
    this.#durations = new Histogram({
      name: "traintracks_invocation_duration_seconds",
      help: "From the head of a request to its answer",
      buckets: BUCKETS_SECONDS,
      registers,
    });
  }

  /** Counts one answered invocation. */
  count(status: number, durationMs: number): void {
    this.#invocations.inc({ status });
    this.#durations.observe(durationMs / 1000);
  }

  /** All that was counted, in Prometheus's text format. */
  async text(): Promise<string> {
    return await this.#registry.metrics();
  }
}
