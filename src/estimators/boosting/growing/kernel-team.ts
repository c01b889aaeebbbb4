// Threads that run kernels over one memory together with the calling one. A phase is a list of calls, of which whoever is
// free takes the next; nobody waits for a thread that has not come to it.
import { Worker } from "node:worker_threads";
import { instantiate, type WasmKernel, type WasmMemory, type WasmModule } from "../../../numeric/index.ts";

/** One call: the kernel's name and its parameters. */
export type KernelCall = readonly [kernel: string, ...values: number[]];

// Places in the numbers the threads share. LEFT: calls nobody has taken yet (or less than 0); DONE: calls that are over.
const PHASE = 0;
const LEFT = 1;
const DONE = 2;
const READY = 3;

/** Doubles one call takes: the kernel's number, how many parameters, up to 9 of them, and what it gave back. */
const CALL_NUMBERS = 12;
const RESULT = CALL_NUMBERS - 1;

/** Calls in a phase at most; longer lists are run in several. */
const MAX_CALLS = 1024;

/** Bytes that the threads share beside the data: four numbers, then the calls. */
export const TEAM_BYTES: number = 64 + 8 * CALL_NUMBERS * MAX_CALLS;

/** How often to look whether there is something to do before going to sleep: some ten microseconds. */
const LOOKS = 4000;

/** The program of a thread: plain text, so that it runs from sources and from a bundle alike. */
const PROGRAM = `
const { workerData: task } = require("node:worker_threads");
const { exports } = new WebAssembly.Instance(task.module, { env: { memory: task.memory } });
const kernels = task.names.map((name) => exports[name]);
const control = new Int32Array(task.memory.buffer, task.teamAt, 4);
const calls = new Float64Array(task.memory.buffer, task.teamAt + 64, ${CALL_NUMBERS * MAX_CALLS});
let seen = Atomics.load(control, ${PHASE});
Atomics.add(control, ${READY}, 1);
while (seen >= 0) {
  for (let left; (left = Atomics.sub(control, ${LEFT}, 1)) > 0; ) {
    const at = (left - 1) * ${CALL_NUMBERS};
    const result = kernels[calls[at]](...calls.subarray(at + 2, at + 2 + calls[at + 1]));
    calls[at + ${RESULT}] = result === undefined ? 0 : result;
    Atomics.add(control, ${DONE}, 1);
    Atomics.notify(control, ${DONE});
  }
  for (let looks = 0; looks < ${LOOKS} && Atomics.load(control, ${PHASE}) === seen; looks++);
  Atomics.wait(control, ${PHASE}, seen);
  seen = Atomics.load(control, ${PHASE});
}
`;

/** Runs kernels, alone or with helping threads. */
export class KernelTeam {
  readonly #names: readonly string[];
  readonly #kernels: Readonly<Record<string, WasmKernel>>;
  readonly #control: Int32Array;
  readonly #calls: Float64Array;
  readonly #workers: readonly Worker[];

  /**
   * @param names The kernels that calls may name.
   * @param modules The code for each thread, that of the calling one first.
   * @param teamAt Where there are {@link TEAM_BYTES} for the team, in bytes.
   */
  constructor(names: readonly string[], modules: readonly WasmModule[], memory: WasmMemory, teamAt: number) {
    this.#names = names;
    this.#kernels = instantiate(modules[0]!, memory);
    this.#control = new Int32Array(memory.buffer, teamAt, 4);
    this.#calls = new Float64Array(memory.buffer, teamAt + 64, CALL_NUMBERS * MAX_CALLS);
    this.#workers = modules.slice(1).map((module) => {
      const worker = new Worker(PROGRAM, { eval: true, workerData: { module, memory, names, teamAt } });
      worker.unref();
      return worker;
    });
  }

  /** Whether all threads have started; until then the calling one may do all. */
  get isReady(): boolean {
    return Atomics.load(this.#control, READY) === this.#workers.length;
  }

  /** Runs one call in the calling thread. */
  runAlone([kernel, ...values]: KernelCall): number {
    return this.#kernels[kernel]!(...values);
  }

  /**
   * Runs calls that do not touch each other's data, with the helping threads if there are any.
   *
   * @param calls Those that take longest come last: they are begun first.
   * @returns What each gave back; meaningless for kernels without a result.
   */
  run(calls: readonly KernelCall[]): number[] {
    if (calls.length < 2 || this.#workers.length === 0 || !this.isReady) {
      return calls.map((call) => this.runAlone(call));
    }
    const results: number[] = [];
    for (let first = 0; first < calls.length; first += MAX_CALLS) {
      results.push(...this.#runPhase(calls.slice(first, first + MAX_CALLS)));
    }
    return results;
  }

  /** Ends the threads. */
  close(): void {
    Atomics.store(this.#control, PHASE, -1);
    Atomics.notify(this.#control, PHASE);
  }

  #runPhase(phase: readonly KernelCall[]): number[] {
    const control = this.#control;
    const calls = this.#calls;
    phase.forEach(([kernel, ...values], i) => {
      const at = i * CALL_NUMBERS;
      calls[at] = this.#names.indexOf(kernel);
      calls[at + 1] = values.length;
      calls.set(values, at + 2);
    });
    Atomics.store(control, DONE, 0);
    Atomics.store(control, LEFT, phase.length);
    Atomics.store(control, PHASE, (Atomics.load(control, PHASE) + 1) & 0x3fffffff);
    Atomics.notify(control, PHASE);
    const results = new Float64Array(phase.length).fill(Number.NaN);
    for (let left = Atomics.sub(control, LEFT, 1); left > 0; left = Atomics.sub(control, LEFT, 1)) {
      results[left - 1] = this.runAlone(phase[left - 1]!);
      Atomics.add(control, DONE, 1);
    }
    this.#waitForAll(phase.length);
    return Array.from(results, (result, i) =>
      Number.isNaN(result) ? calls[i * CALL_NUMBERS + RESULT]! : result,
    );
  }

  #waitForAll(count: number): void {
    const control = this.#control;
    for (let looks = 0; looks < LOOKS; looks++) if (Atomics.load(control, DONE) === count) return;
    for (let done = Atomics.load(control, DONE); done < count; done = Atomics.load(control, DONE)) {
      Atomics.wait(control, DONE, done);
    }
  }
}
