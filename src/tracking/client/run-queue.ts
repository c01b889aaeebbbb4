// What is logged to one run, in order: at once into a store that answers at once, in batches into one that does not.
import { errorCode, failure, httpStatus, invalidValue, messageOf, quote, warn } from "../../errors/index.ts";
import type { Awaitable } from "../entities.ts";
import type { Batch, TrackingStore } from "../stores/tracking-store.ts";
import { checkBatch } from "../validation/check-batch.ts";
import { splitBatch } from "./split-batch.ts";
import { type Operation, WaitingWork, type WorkItem } from "./waiting-work.ts";
import { isPending, whenReady } from "./when-ready.ts";

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
  #runId: Awaitable<string>;
  readonly #waiting = new WaitingWork();
  /** While something is under way or waiting. */
  #working: Promise<void> | undefined;
  /** What the store has been asked to do and has not answered yet. */
  #underWay: WorkItem | undefined;
  /** Params that were handed in while the store could not tell whether they change. */
  readonly #params = new Map<string, string>();
  #firstFault: unknown;
  #nFaults = 0;

  /** @param runId The run, or the promise of a run that is being made. */
  constructor(store: TrackingStore, runId: Awaitable<string>) {
    this.#store = store;
    this.#runId = runId;
    if (isPending(runId)) {
      runId.then(
        (known) => {
          this.#runId = known;
        },
        () => {}, // told to whoever started the run, and to whoever flushes
      );
    }
  }

  /**
   * Logs metrics, params and tags.
   *
   * @throws What the store says at once against a value that cannot be logged.
   */
  log(batch: Batch): void {
    for (const part of splitBatch(batch)) {
      const runId = this.#idleRunId();
      if (runId === undefined) this.#wait(part);
      else this.#start({ kind: "batch", batch: part }, runId);
    }
  }

  /**
   * Does something else with the store, after all that was handed in before; for what gives nothing back.
   *
   * @throws As {@link log}.
   */
  call(operation: Operation): void {
    const runId = this.#idleRunId();
    if (runId === undefined) {
      this.#waiting.addOperation(operation);
      this.#working ??= this.#work();
    } else {
      this.#start({ kind: "operation", operation }, runId);
    }
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

  /**
   * At the end of the process: sends what is under way or waiting, though the event loop stands still. What has
   * arrived already arrives twice, which changes nothing.
   */
  flushAtOnce(): void {
    const runId = this.#runId;
    if (isPending(runId)) return;
    this.#store.atOnce?.((store) => {
      const items = [this.#underWay];
      for (let next = this.#waiting.next(); next !== undefined; next = this.#waiting.next()) items.push(next);
      for (const item of items) if (item !== undefined) void (async () => perform(item, store, runId))();
    });
  }

  /**
   * The run, when the store can be asked right now. One that answers later is not: what it is told at one moment travels
   * together.
   */
  #idleRunId(): string | undefined {
    const isBusy = this.#store.atOnce !== undefined || this.#working !== undefined;
    return isBusy || isPending(this.#runId) ? undefined : this.#runId;
  }

  /** Asks an idle store; a mistake that it finds at once is thrown, a fault is kept. */
  #start(item: WorkItem, runId: string): void {
    let answer: Awaitable<void>;
    try {
      answer = perform(item, this.#store, runId);
    } catch (error) {
      if (errorCode(error) !== undefined && httpStatus(error) < 500) throw error;
      this.#keep(error);
      return;
    }
    if (isPending(answer)) this.#working = this.#work(answer);
  }

  /** Puts a batch into the queue, checked here as the store will check it. */
  #wait(batch: Batch): void {
    const checked = checkBatch(batch);
    for (const [key, value] of checked.params) this.#promise(key, value);
    if (this.#waiting.addBatch(checked)) this.#working ??= this.#work();
    else this.#keep(failure("DATA_LOSS", "too many points wait to be sent"));
  }

  #promise(key: string, value: string): void {
    const earlier = this.#params.get(key);
    if (earlier !== undefined && earlier !== value) {
      throw invalidValue(
        `Cannot log param ${quote(key)} as ${quote(value)}: params do not change, and it was logged as ${quote(earlier)}`,
      );
    }
    this.#params.set(key, value);
  }

  async #work(answer?: PromiseLike<void>): Promise<void> {
    if (answer !== undefined) await this.#settle(answer);
    // Waiting for the run's id also lets a caller finish its line of log calls, so that they travel together.
    const runId = await this.#runIdOrFault();
    for (let item = this.#waiting.next(); item !== undefined; item = this.#waiting.next()) {
      if (runId === undefined) continue;
      this.#underWay = item;
      if (item.kind === "batch") await this.#sendBatch(item.batch, runId);
      else await this.#settle(item.operation(this.#store, runId));
    }
    this.#underWay = undefined;
    this.#working = undefined;
  }

  async #runIdOrFault(): Promise<string | undefined> {
    try {
      return await this.#runId;
    } catch (error) {
      this.#keep(error);
    }
  }

  /** A store refuses a batch as a whole: when a param in it was logged before with another value, the rest need not suffer. */
  async #sendBatch(batch: Batch, runId: string): Promise<void> {
    const { metrics = [], params = new Map<string, string>(), tags = new Map<string, string>() } = batch;
    try {
      await this.#store.logBatch(runId, batch);
    } catch (error) {
      const isRefused = REFUSALS.has(errorCode(error) ?? "");
      if (!isRefused || params.size === 0 || params.size + metrics.length + tags.size === 1) {
        this.#keep(error);
        return;
      }
      const others = metrics.length + tags.size > 0 ? [{ metrics, tags }] : [];
      for (const part of [...others, ...Array.from(params, (param) => ({ params: new Map([param]) }))]) {
        await this.#settle(this.#store.logBatch(runId, part));
      }
    }
  }

  async #settle(answer: Awaitable<void>): Promise<void> {
    try {
      await answer;
    } catch (error) {
      this.#keep(error);
    }
  }

  #keep(fault: unknown): void {
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

/** What a server says of a batch with a param that changes; MLflow's own, over a file store, takes it for its fault. */
const REFUSALS: ReadonlySet<string> = new Set(["INVALID_PARAMETER_VALUE", "INTERNAL_ERROR"]);

function perform(item: WorkItem, store: TrackingStore, runId: string): Awaitable<void> {
  return item.kind === "batch" ? store.logBatch(runId, item.batch) : item.operation(store, runId);
}
