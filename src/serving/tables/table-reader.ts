// Reads binary bodies in a thread: a few hostile bytes can make their readers take all memory, or never end, and then it is
// the thread that dies.
import { Worker } from "node:worker_threads";
import { type ErrorCode, failure, unparsable } from "../../errors/index.ts";
import { ownFile } from "../../system/index.ts";
import type { BinaryFormat } from "../requests/content-type.ts";
import type { RawTable } from "../requests/raw-input.ts";

/** What the thread is asked. */
export interface TableTask {
  readonly format: BinaryFormat;
  readonly bytes: Uint8Array;
}

/** What it answers. */
export type TableAnswer =
  | { readonly table: RawTable }
  | { readonly code: ErrorCode; readonly message: string };

const THREAD = "dist/serving/tables/table-thread.js";
/** Enough for the largest table a request may hold, as objects. */
const MAX_HEAP_MB = 512;
const MAX_READ_MS = 10_000;

/** Reads one body after the other, in one thread that is started when it is needed and again when it has died. */
export class TableReader {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Reads a body when those before it are read.
   *
   * @throws SyntaxError `BAD_REQUEST` when it is not what its type says, or takes too much memory or time.
   * @throws Error `INVALID_PARAMETER_VALUE` when the package that reads it is not installed.
   */
  read(format: BinaryFormat, bytes: Uint8Array): Promise<RawTable> {
    const result = this.#last.then(() => this.#readNow({ format, bytes }));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #readNow(task: TableTask): Promise<RawTable> {
    const worker = this.#started();
    const answer = await new Promise<TableAnswer>((resolve) => {
      const giveUp = (message: string): void => {
        this.#worker = undefined;
        void worker.terminate();
        resolve({
          code: "BAD_REQUEST",
          message: `Invalid input. The body takes too much ${message} to read`,
        });
      };
      const timer = setTimeout(() => giveUp("time"), MAX_READ_MS);
      worker.removeAllListeners();
      worker.once("message", (message: TableAnswer) => {
        clearTimeout(timer);
        resolve(message);
      });
      worker.once("error", () => {
        clearTimeout(timer);
        giveUp("memory");
      });
      worker.postMessage(task);
    });
    if ("table" in answer) return answer.table;
    if (answer.code === "BAD_REQUEST") throw unparsable(answer.message);
    throw failure(answer.code, answer.message);
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(ownFile(THREAD), { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    worker.unref(); // waiting for more keeps no program alive
    this.#worker = worker;
    return worker;
  }
}
