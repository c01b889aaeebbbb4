// What waits to reach a store that answers later: batches that grow together, and other operations, in order.
import type { Awaitable, Metric } from "../entities.ts";
import type { Batch, TrackingStore } from "../stores/tracking-store.ts";
import { splitBatch } from "./split-batch.ts";

/** Something to be done with a run in a store. */
export type Operation = (store: TrackingStore, runId: string) => Awaitable<void>;

/** The next thing to do: a batch that a store takes at once, or an operation. */
export type WorkItem =
  | { readonly kind: "batch"; readonly batch: Batch }
  | { readonly kind: "operation"; readonly operation: Operation };

/** A batch to which more may still be added. */
interface GrowingBatch {
  readonly kind: "growing";
  readonly metrics: Metric[];
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
}

/** About 150 MB. */
const MAX_POINTS = 1_000_000;

/** A queue; what was added first comes out first. */
export class WaitingWork {
  readonly #items: (GrowingBatch | WorkItem)[] = [];
  #nPoints = 0;

  /** Adds metrics, params and tags to those that wait already. False when too many points wait. */
  addBatch({ metrics = [], params = new Map(), tags = new Map() }: Batch): boolean {
    if (this.#nPoints + metrics.length > MAX_POINTS) return false;
    this.#nPoints += metrics.length;
    const into = this.#growing();
    for (const metric of metrics) into.metrics.push(metric);
    for (const [key, value] of params) into.params.set(key, value);
    for (const [key, value] of tags) into.tags.set(key, value);
    return true;
  }

  /** Adds an operation, which comes after all that waits already. */
  addOperation(operation: Operation): void {
    this.#items.push({ kind: "operation", operation });
  }

  /** Takes out the next thing to do; undefined when nothing waits. */
  next(): WorkItem | undefined {
    const first = this.#items.shift();
    if (first?.kind !== "growing") return first;
    this.#nPoints -= first.metrics.length;
    this.#items.unshift(...splitBatch(first).map((batch) => ({ kind: "batch", batch }) as const));
    return this.next();
  }

  #growing(): GrowingBatch {
    const last = this.#items.at(-1);
    if (last?.kind === "growing") return last;
    const batch: GrowingBatch = { kind: "growing", metrics: [], params: new Map(), tags: new Map() };
    this.#items.push(batch);
    return batch;
  }
}
