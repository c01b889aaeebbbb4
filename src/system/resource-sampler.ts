// The door to what this process and its machine are busy with, measured by a thread beside it, also while a computation holds
// the main one.
import { PerformanceObserver } from "node:perf_hooks";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** What was measured at one time. Shares are from 0 to 100, of all cores together where nothing else is said. */
export interface ResourceSample {
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  /** Of all processes. */
  readonly cpuPercent: number;
  /** Of this process; 100 for each core that it keeps busy. */
  readonly processCpuPercent: number;
  /** What is in use of the machine's memory. */
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
  /** What this process takes of it. */
  readonly residentBytes: number;
  /** The disk of the working folder; undefined where the system does not tell. */
  readonly disk: { readonly usedBytes: number; readonly availableBytes: number } | undefined;
  /** What only the main thread can tell; undefined for times at which it was busy. */
  readonly main: MainThreadSample | undefined;
}

/** What is known of the main thread, since the last time that it was asked. */
export interface MainThreadSample {
  readonly heapUsedBytes: number;
  /** The longest time that something had to wait for its turn. */
  readonly eventLoopDelayMs: number;
  /** The share of time that went into garbage collection. */
  readonly gcPercent: number;
}

/** The program of the thread: plain text, so that it runs from sources and from a bundle alike. */
const PROGRAM = `
const { cpus, freemem, totalmem } = require("node:os");
const { statfsSync } = require("node:fs");
const { workerData: { port, intervalMs, folder } } = require("node:worker_threads");
const totals = () => cpus().reduce((sum, { times }) => {
  const all = times.user + times.nice + times.sys + times.idle + times.irq;
  return { all: sum.all + all, idle: sum.idle + times.idle };
}, { all: 0, idle: 0 });
const disk = () => {
  try {
    const { bsize, blocks, bfree, bavail } = statfsSync(folder);
    return { usedBytes: (blocks - bfree) * bsize, availableBytes: bavail * bsize };
  } catch {
    return undefined;
  }
};
let before = { ...totals(), process: process.cpuUsage(), at: performance.now() };
setInterval(() => {
  const now = { ...totals(), process: process.cpuUsage(), at: performance.now() };
  const ticks = now.all - before.all;
  const used = now.process.user + now.process.system - before.process.user - before.process.system;
  port.postMessage({
    timeMs: Date.now(),
    cpuPercent: ticks > 0 ? 100 * (1 - (now.idle - before.idle) / ticks) : 0,
    processCpuPercent: used / 10 / (now.at - before.at),
    memoryUsedBytes: totalmem() - freemem(),
    memoryTotalBytes: totalmem(),
    residentBytes: process.memoryUsage.rss(),
    disk: disk(),
  });
  before = now;
}, intervalMs);
`;
/** A delay is known to the next tick of this length. */
const DELAY_RESOLUTION_MS = 20;

/** Measures from time to time until it is stopped. Keeps no process alive. */
export class ResourceSampler {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #onSample: (sample: ResourceSample) => void;
  readonly #ticks: ReturnType<typeof setInterval>;
  readonly #collections: PerformanceObserver;
  readonly #waiting: unknown[] = [];
  #gcMs = 0;
  #tickedAt = performance.now();
  #longestDelayMs = 0;
  #askedAt = performance.now();

  /**
   * @param intervalMs Time between two samples.
   * @param onSample Called with each as soon as the main thread has a moment.
   */
  constructor(intervalMs: number, onSample: (sample: ResourceSample) => void) {
    this.#onSample = onSample;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on("message", (sample: unknown) => this.#take(sample));
    port1.unref();
    this.#worker = new Worker(PROGRAM, {
      eval: true,
      workerData: { port: port2, intervalMs, folder: process.cwd() },
      transferList: [port2],
      // It needs little, and must not take what the work needs.
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
    });
    // A machine that cannot spare a thread goes without samples.
    this.#worker.on("error", () => {});
    this.#worker.unref();
    // Node's own histogram of delays forgets the one that it is in the middle of whenever it is emptied.
    this.#ticks = setInterval(() => this.#noteDelay(), DELAY_RESOLUTION_MS).unref();
    this.#collections = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#gcMs += duration;
    });
    this.#collections.observe({ entryTypes: ["gc"] });
  }

  /** Ends it, after the samples that are there have been told. */
  stop(): void {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      this.#waiting.push(next.message);
    }
    this.#tell();
    this.#port.close();
    void this.#worker.terminate();
    clearInterval(this.#ticks);
    this.#collections.disconnect();
  }

  /** Samples that came while this thread was busy come together; its delay is known in the next turn of its loop but one. */
  #take(sample: unknown): void {
    this.#waiting.push(sample);
    if (this.#waiting.length === 1) setImmediate(() => setImmediate(() => this.#tell()));
  }

  #tell(): void {
    const samples = this.#waiting.splice(0);
    for (const [i, sample] of samples.entries()) {
      // Only the last is of a time at which this thread can be asked. The thread beside sends nothing but samples.
      const main = i === samples.length - 1 ? this.#askMain() : undefined;
      this.#onSample({ ...(sample as Omit<ResourceSample, "main">), main });
    }
  }

  #askMain(): MainThreadSample {
    const now = performance.now();
    const gcPercent = (100 * this.#gcMs) / Math.max(now - this.#askedAt, 1);
    this.#noteDelay();
    const eventLoopDelayMs = this.#longestDelayMs;
    this.#gcMs = 0;
    this.#askedAt = now;
    this.#longestDelayMs = 0;
    return {
      heapUsedBytes: process.memoryUsage().heapUsed,
      eventLoopDelayMs,
      gcPercent: Math.min(100, gcPercent),
    };
  }

  /** How much later than it should this turn comes. */
  #noteDelay(): void {
    const now = performance.now();
    this.#longestDelayMs = Math.max(this.#longestDelayMs, now - this.#tickedAt - DELAY_RESOLUTION_MS);
    this.#tickedAt = now;
  }
}
