// Talks to the Python peers of the linear benchmark: one process that keeps its data between fits.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { preparePython } from "./python-environment.ts";

/** What Python answers to a request. */
export type Answer = Readonly<Record<string, unknown>>;

/** The Python side. */
export class LinearPeers {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    this.#answers = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Starts it, in an environment that is made when it is not there yet.
   *
   * @param nThreads For how many threads the libraries underneath are set up.
   */
  static async start(nThreads: number): Promise<LinearPeers> {
    const python = await preparePython(join("benchmarks", "peers", "linear-requirements.txt"));
    const names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"];
    const threads = Object.fromEntries(names.map((name) => [name, String(nThreads)]));
    const child = spawn(python, [join("benchmarks", "peers", "linear.py")], {
      env: { ...process.env, ...threads },
    });
    child.stderr.pipe(process.stderr);
    return new LinearPeers(child);
  }

  /** Sends a request and waits for its answer. */
  async ask(request: Answer): Promise<Answer> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error("The Python peers have ended before they answered");
    return JSON.parse(value);
  }

  /** Ends it. */
  stop(): void {
    this.#process.stdin.end();
  }
}
