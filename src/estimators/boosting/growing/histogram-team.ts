// Threads that add rows to histograms together with the calling one: each has its own features, so that every sum is
// added in the same order, and to the same bits, however many there are.
import { Worker } from "node:worker_threads";
import type { WasmModule } from "../../../numeric/index.ts";

// Places in the numbers the threads share.
const TASK = 0;
const PENDING = 1;
const READY = 2;
const FROM = 3;
const TO = 4;
const HISTOGRAM = 5;
/** How many numbers the threads share. */
const TEAM_NUMBERS = 8;

/** What a thread needs to know. All addresses are in bytes. */
export interface TeamTask {
  readonly module: WasmModule;
  readonly memory: object;
  /** Where the shared numbers are. */
  readonly controlAt: number;
  readonly binsAt: number;
  readonly pairsAt: number;
  /** Rows to fetch ahead; 0 to not do so. */
  readonly rowsAhead: number;
  readonly nCalls: number;
}

/** The program of a thread: plain text, so that it runs from sources and from a bundle alike. */
const PROGRAM = `
const { workerData: task } = require("node:worker_threads");
const { exports } = new WebAssembly.Instance(task.module, { env: { memory: task.memory } });
const control = new Int32Array(task.memory.buffer, task.controlAt, ${TEAM_NUMBERS});
let seen = Atomics.load(control, ${TASK});
Atomics.add(control, ${READY}, 1);
while (seen >= 0) {
  Atomics.wait(control, ${TASK}, seen);
  const now = Atomics.load(control, ${TASK});
  if (now === seen) continue;
  seen = now;
  if (seen < 0) break;
  const to = control[${TO}] >>> 0;
  const step = task.rowsAhead === 0 ? to : 4 * task.rowsAhead;
  for (let from = control[${FROM}] >>> 0; from < to; from += step) {
    const end = Math.min(from + step, to);
    if (task.rowsAhead > 0) exports.touch(from, end, task.binsAt, task.pairsAt);
    for (let k = task.index; k < task.nCalls; k += task.size) {
      exports["addRows" + k](from, end, task.binsAt, task.pairsAt, control[${HISTOGRAM}] >>> 0);
    }
  }
  if (Atomics.sub(control, ${PENDING}, 1) === 1) Atomics.notify(control, ${PENDING});
}
`;

/** The helping threads of one training. */
export class HistogramTeam {
  readonly #control: Int32Array;
  readonly #workers: readonly Worker[];

  /** @param size Threads in all, the calling one among them. */
  constructor(task: TeamTask, control: Int32Array, size: number) {
    this.#control = control;
    control.fill(0);
    this.#workers = Array.from({ length: size - 1 }, (_, i) => {
      const worker = new Worker(PROGRAM, { eval: true, workerData: { ...task, index: i + 1, size } });
      worker.unref();
      return worker;
    });
  }

  /** Whether all threads have started: until then the calling one does all. */
  get isReady(): boolean {
    return Atomics.load(this.#control, READY) === this.#workers.length;
  }

  /** Lets the threads begin on some rows. */
  begin(from: number, to: number, histogram: number): void {
    const control = this.#control;
    control[FROM] = from;
    control[TO] = to;
    control[HISTOGRAM] = histogram;
    Atomics.store(control, PENDING, this.#workers.length);
    Atomics.store(control, TASK, (Atomics.load(control, TASK) + 1) & 0x3fffffff);
    Atomics.notify(control, TASK);
  }

  /** Waits until all threads are done with what they began. */
  finish(): void {
    for (let pending = Atomics.load(this.#control, PENDING); pending > 0; ) {
      Atomics.wait(this.#control, PENDING, pending);
      pending = Atomics.load(this.#control, PENDING);
    }
  }

  /** Ends the threads. */
  close(): void {
    Atomics.store(this.#control, TASK, -1);
    Atomics.notify(this.#control, TASK);
  }
}
