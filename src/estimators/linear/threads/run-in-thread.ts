// Runs a module of this package in a thread beside the program: it gets a task and gives back a result.
import { parentPort, Worker, workerData } from "node:worker_threads";
import { failure, invalidType, invalidValue, messageOf } from "../../../errors/index.ts";

/** What may be said about a task. */
export interface ThreadOptions {
  /** Ends the thread at once when it aborts; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with whatever the thread says on the way. */
  readonly onNote?: ((note: unknown) => void) | undefined;
}

type Message =
  | { readonly note: unknown }
  | { readonly result: unknown }
  | { readonly failed: { readonly kind: string; readonly text: string } };

/**
 * Runs a module in a thread of its own; it must call {@link serveThread}.
 *
 * @param module Its URL. Threads run compiled modules only: those of `dist`, also when the caller runs from source.
 * @param task Anything that can be cloned; arrays on shared memory are not copied.
 * @returns What the module gave back.
 * @throws What the module threw (TypeError and RangeError keep their class), or the reason of the signal.
 */
export async function runInThread(
  module: URL,
  task: unknown,
  { signal, onNote }: ThreadOptions,
): Promise<unknown> {
  signal?.throwIfAborted();
  const worker = new Worker(module, { workerData: task });
  let abort = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort);
      worker.on("message", (message: Message) => {
        if ("failed" in message) reject(rebuilt(message.failed.kind, message.failed.text));
        else if ("result" in message) resolve(message.result);
        else tell(onNote, message.note, reject);
      });
      worker.once("error", reject);
      worker.once("exit", (code) => {
        reject(failure("INTERNAL_ERROR", `A thread ended with code ${code} before its task`));
      });
    });
  } finally {
    signal?.removeEventListener("abort", abort);
    await worker.terminate();
  }
}

/**
 * Does the task of the thread that this module runs in. Both ends are this package's own, so the task is taken as it comes.
 *
 * @param work Gives back the result; may say something on the way.
 */
export function serveThread<Task>(work: (task: Task, say: (note: unknown) => void) => unknown): void {
  const post = (message: Message): void => parentPort?.postMessage(message);
  try {
    post({ result: work(workerData, (note) => post({ note })) });
  } catch (error) {
    post({ failed: { kind: error instanceof Error ? error.name : "Error", text: messageOf(error) } });
  }
}

/** What a listener throws ends the task, as it would end a fit in this thread. */
function tell(onNote: ThreadOptions["onNote"], note: unknown, reject: (reason: unknown) => void): void {
  try {
    onNote?.(note);
  } catch (error) {
    reject(error);
  }
}

function rebuilt(kind: string, text: string): Error {
  if (kind === "RangeError") return invalidValue(text);
  return kind === "TypeError" ? invalidType(text) : failure("INTERNAL_ERROR", text);
}
