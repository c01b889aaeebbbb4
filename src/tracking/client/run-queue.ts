// What is logged to one run, in order: at once into a store that answers at once, in batches into one that does not.
import { errorCode, failure, httpStatus, invalidValue, messageOf, quote, warn } from "../../errors/index.ts";
import type { Awaitable, Metric } from "../entities.ts";
import type { Batch, TrackingStore } from "../stores/tracking-store.ts";
import { checkBatch } from "../validation/check-batch.ts";
import { splitBatch } from "./split-batch.ts";
import { isPending, whenReady } from "./when-ready.ts";

/** Points that may wait for a slow or absent server before further ones are refused: about 150 MB. */
const MAX_WAITING_POINTS = 1_000_000;

interface WaitingBatch {
  readonly kind: "batch";
  readonly metrics: Metric[];
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
}

interface WaitingCall {
  readonly kind: "call";
  readonly run: () => Promise<void>;
}

/**
 * The queue of one run. What was handed in first reaches the store first.
 *
 * With a store that answers at once, everything is in the store when a method returns. With one that answers later,
 * methods return at once, and what comes while a request is under way goes into the next one together.
 *
 * A mistake of the caller (a bad name, a changed param) is thrown at the call where the store can tell at once. A
 * fault of the store (disk full, server away) never stops the work: the first one is told as a warning, and
 * {@link flush} throws one error for all of them.
 */
export class RunQueue {
  readonly #store: TrackingStore;
  readonly #runId: Awaitable<string>;
  /** While something is under way or waiting. */
  #working: Promise<void> | undefined;
  readonly #waiting: (WaitingBatch | WaitingCall)[] = [];
  readonly #params = new Map<string, string>();
  #nWaitingPoints = 0;
  #firstFault: unknown;
  #nFaults = 0;

  /** @param runId The run, or the promise of a run that is being made. */
  constructor(store: TrackingStore, runId: Awaitable<string>) {
    this.#store = store;
    this.#runId = runId;
    // A run that could not be made is told to whoever started it, and to whoever flushes.
    if (isPending(runId)) runId.then(undefined, () => {});
  }

  /**
   * Logs metrics, params and tags.
   *
   * @throws What the store says at once against a value that cannot be logged.
   */
  log(batch: Batch): void {
    const runId = this.#runId;
    for (const part of splitBatch(batch)) {
      if (this.#working !== undefined || isPending(runId)) {
        this.#wait(part);
        continue;
      }
      const answer = this.#attempt(() => this.#store.logBatch(runId, part));
      if (isPending(answer)) this.#startWorking(answer);
    }
  }

  /**
   * Does something else with the store, after all that was handed in before; for what gives nothing back.
   *
   * @throws As {@link log}.
   */
  call(operation: (store: TrackingStore, runId: string) => Awaitable<void>): void {
    const runId = this.#runId;
    if (this.#working === undefined && !isPending(runId)) {
      const answer = this.#attempt(() => operation(this.#store, runId));
      if (isPending(answer)) this.#startWorking(answer);
      return;
    }
    this.#waiting.push({ kind: "call", run: async () => operation(this.#store, await runId) });
    this.#startWorking();
  }

  /**
   * Waits for all that was handed in, if there is anything to wait for.
   *
   * @throws Error `DATA_LOSS` when something could not be recorded since the last flush; its `cause` is the first fault.
   */
  flush(): Awaitable<void> {
    return whenReady<void, void>(this.#working, () => {
      if (this.#nFaults === 0) return;
      const nFaults = this.#nFaults;
      const cause = this.#firstFault;
      this.#nFaults = 0;
      throw failure(
        "DATA_LOSS",
        `Cannot record everything of this run in ${this.#store.uri}: ${nFaults} ${nFaults === 1 ? "request" : "requests"} failed: the first one with: ${messageOf(cause)}`,
        { cause },
      );
    });
  }

  /** Runs a call that may be answered at once; its faults are kept, the caller's mistakes thrown. */
  #attempt(operation: () => Awaitable<void>): Awaitable<void> {
    try {
      return operation();
    } catch (error) {
      if (errorCode(error) !== undefined && httpStatus(error) < 500) throw error;
      this.#keep(error);
    }
  }

  /** Puts a batch into the queue, checked here as the store will check it. */
  #wait(batch: Batch): void {
    const { metrics, params, tags } = checkBatch(batch);
    for (const [key, value] of params) this.#promise(key, value);
    if (this.#nWaitingPoints + metrics.length > MAX_WAITING_POINTS) {
      this.#keep(failure("DATA_LOSS", `more than ${MAX_WAITING_POINTS} metric points wait to be sent`));
      return;
    }
    this.#nWaitingPoints += metrics.length;
    const last = this.#waiting.at(-1);
    const into = last?.kind === "batch" ? last : emptyBatch();
    if (into !== last) this.#waiting.push(into);
    for (const metric of metrics) into.metrics.push(metric);
    for (const [key, value] of params) into.params.set(key, value);
    for (const [key, value] of tags) into.tags.set(key, value);
    this.#startWorking();
  }

  /** A store that answers later cannot tell at the call that a param changes; what passed through here can. */
  #promise(key: string, value: string): void {
    const earlier = this.#params.get(key);
    if (earlier !== undefined && earlier !== value) {
      throw invalidValue(
        `Cannot log param ${quote(key)} as ${quote(value)}: params do not change, and it was logged as ${quote(earlier)}`,
      );
    }
    this.#params.set(key, value);
  }

  #startWorking(underWay?: PromiseLike<void>): void {
    this.#working ??= this.#work(underWay);
  }

  async #work(underWay: PromiseLike<void> | undefined): Promise<void> {
    if (underWay !== undefined) await this.#settle(underWay);
    // Waiting for the run's id also lets a caller finish its line of log calls, so that they travel together.
    const runId = await Promise.resolve(this.#runId).catch((error: unknown) => this.#keep(error));
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next.kind === "batch") this.#nWaitingPoints -= next.metrics.length;
      if (runId === undefined) continue;
      if (next.kind === "call") await this.#settle(next.run());
      else for (const part of splitBatch(next)) await this.#send(runId, part);
    }
    this.#working = undefined;
  }

  /** A store refuses a batch as a whole: when a param in it was logged before with another value, the rest need not suffer. */
  async #send(runId: string, batch: Batch): Promise<void> {
    const params = [...(batch.params ?? [])];
    try {
      await this.#store.logBatch(runId, batch);
    } catch (error) {
      if (errorCode(error) !== "INVALID_PARAMETER_VALUE" || params.length === 0) return this.#keep(error);
      await this.#settle(this.#logBatch(runId, { metrics: batch.metrics, tags: batch.tags }));
      for (const param of params) await this.#settle(this.#logBatch(runId, { params: new Map([param]) }));
    }
  }

  async #logBatch(runId: string, batch: Batch): Promise<void> {
    await this.#store.logBatch(runId, batch);
  }

  async #settle(answer: PromiseLike<void>): Promise<void> {
    try {
      await answer;
    } catch (error) {
      this.#keep(error);
    }
  }

  #keep(fault: unknown): undefined {
    if (this.#nFaults === 0) {
      this.#firstFault = fault;
      warn(
        "TrackingWarning",
        `Cannot record a part of the run in ${this.#store.uri}: ${messageOf(fault)}; the work goes on, and the end of the run tells`,
      );
    }
    this.#nFaults++;
  }
}

function emptyBatch(): WaitingBatch {
  return { kind: "batch", metrics: [], params: new Map(), tags: new Map() };
}
