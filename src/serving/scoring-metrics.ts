// What a scoring server counts about itself, in Prometheus's text format (https://prometheus.io/docs/instrumenting/exposition_formats).
//
// Counted by hand: it is one histogram, and it must cost a request nothing that can be measured.
import type { LoadedModel } from "../models/index.ts";
import { processFigures } from "../system/index.ts";

/** The upper bounds of the histogram; a request of one row takes a fraction of the first. */
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts the invocations of one process. */
export class ScoringMetrics {
  readonly #model: LoadedModel;
  readonly #byStatus = new Map<number, number>();
  readonly #byBucket = new Float64Array(BUCKETS_SECONDS.length + 1);
  #totalSeconds = 0;

  constructor(model: LoadedModel) {
    this.#model = model;
  }

  /** Counts one answered invocation. */
  count(status: number, durationMs: number): void {
    const seconds = durationMs / 1000;
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    this.#totalSeconds += seconds;
    let bucket = 0;
    while (bucket < BUCKETS_SECONDS.length && seconds > BUCKETS_SECONDS[bucket]!) bucket += 1;
    this.#byBucket[bucket]! += 1;
  }

  /** All that was counted. With several workers, each tells of itself, by its label `worker`. */
  text(): string {
    const { workerId, residentBytes, cpuSeconds, startTimeSeconds } = processFigures();
    const { flavor, info } = this.#model;
    const worker = { worker: String(workerId) };
    return [
      family("traintracks_model_info", "gauge", "The model that is served", [
        line({ flavor, model_id: info.modelId ?? "", run_id: info.runId ?? "" }, 1),
      ]),
      family(
        "traintracks_invocations_total",
        "counter",
        "Invocations by the status of their answer",
        [...this.#byStatus].sort().map(([status, n]) => line({ ...worker, status: String(status) }, n)),
      ),
      family(
        "traintracks_invocation_duration_seconds",
        "histogram",
        "From the head of a request to its answer",
        this.#histogram(worker),
      ),
      family("process_resident_memory_bytes", "gauge", "Resident memory", [line(worker, residentBytes)]),
      family("process_cpu_seconds_total", "counter", "Processor time used", [line(worker, cpuSeconds)]),
      family("process_start_time_seconds", "gauge", "Start since the epoch", [
        line(worker, startTimeSeconds),
      ]),
    ].join("");
  }

  #histogram(labels: Labels): readonly Line[] {
    let total = 0;
    const buckets = Array.from(this.#byBucket, (n, i) => {
      total += n;
      return line({ ...labels, le: String(BUCKETS_SECONDS[i] ?? "+Inf") }, total, "_bucket");
    });
    return [...buckets, line(labels, this.#totalSeconds, "_sum"), line(labels, total, "_count")];
  }
}

type Labels = Readonly<Record<string, string>>;

interface Line {
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
}

function line(labels: Labels, value: number, suffix = ""): Line {
  return { suffix, labels, value };
}

function family(name: string, type: string, help: string, lines: readonly Line[]): string {
  const samples = lines.map(({ suffix, labels, value }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/[\\"\n]/g, " ")}"`);
    return `${name}${suffix}{${pairs.join(",")}} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join("")}`;
}
