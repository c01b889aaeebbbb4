// What one process of a scoring server counts about itself, for Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats).
//
// Its own figures are kept in plain numbers and printed here; the library for those of every Node.js process takes a while
// to load, and is loaded when somebody asks.
import type { Registry } from "prom-client";
import type { LoadedModel } from "../models/index.ts";
import { workerId } from "../system/index.ts";

/** The content type of {@link ScoringMetrics.text}. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** The upper bounds of the histogram; a request of one row takes a fraction of the first. */
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Labels = Readonly<Record<string, string>>;

/** Counts the invocations of one process. With several workers, each tells of itself, by its label `worker`. */
export class ScoringMetrics {
  readonly #model: LoadedModel;
  readonly #worker = String(workerId());
  readonly #invocations = new Map<number, number>();
  /** Invocations by the first bound they keep; the last place is for those that keep none. */
  readonly #durations = new Float64Array(BUCKETS_SECONDS.length + 1);
  #totalSeconds = 0;
  #process: Promise<Registry> | undefined;

  constructor(model: LoadedModel) {
    this.#model = model;
  }

  /** Counts one answered invocation. */
  count(status: number, durationMs: number): void {
    const seconds = durationMs / 1000;
    const bucket = BUCKETS_SECONDS.findIndex((bound) => seconds <= bound);
    this.#invocations.set(status, (this.#invocations.get(status) ?? 0) + 1);
    this.#durations[bucket < 0 ? BUCKETS_SECONDS.length : bucket]! += 1;
    this.#totalSeconds += seconds;
  }

  /** All that was counted, in Prometheus's text format. */
  async text(): Promise<string> {
    this.#process ??= processRegistry(this.#worker);
    const registry = await this.#process;
    return `${this.#ownFamilies().join("\n")}\n${await registry.metrics()}`;
  }

  #ownFamilies(): readonly string[] {
    const { flavor, info } = this.#model;
    const model = { flavor, model_id: info.modelId ?? "", run_id: info.runId ?? "" };
    const duration = "traintracks_invocation_duration_seconds";
    let nWithin = 0;
    const buckets = Array.from(this.#durations, (count, i) => {
      nWithin += count;
      return this.#sample(`${duration}_bucket`, { le: String(BUCKETS_SECONDS[i] ?? "+Inf") }, nWithin);
    });
    return [
      ...heading("traintracks_model_info", "gauge", "The model that is served"),
      this.#sample("traintracks_model_info", model, 1),
      ...heading("traintracks_invocations_total", "counter", "Invocations by the status of their answer"),
      ...Array.from(this.#invocations, ([status, count]) =>
        this.#sample("traintracks_invocations_total", { status: String(status) }, count),
      ),
      ...heading(duration, "histogram", "From the head of a request to its answer"),
      ...buckets,
      this.#sample(`${duration}_sum`, {}, this.#totalSeconds),
      this.#sample(`${duration}_count`, {}, nWithin),
    ];
  }

  #sample(name: string, labels: Labels, value: number): string {
    const pairs = Object.entries({ ...labels, worker: this.#worker }).map(
      ([label, text]) => `${label}="${escaped(text)}"`,
    );
    return `${name}{${pairs.join(",")}} ${value}`;
  }
}

function heading(name: string, type: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function escaped(text: string): string {
  return text.replace(/[\\"\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}

/** What prom-client finds out about every process: memory, processor, event loop, garbage collection. */
async function processRegistry(worker: string): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import("prom-client");
  const register = new Registry();
  register.setDefaultLabels({ worker });
  collectDefaultMetrics({ register });
  return register;
}
