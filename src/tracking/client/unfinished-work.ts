// Work that still logs to a run, such as saving a model, and that the end of the run waits for.
import type { Awaitable } from "../entities.ts";

/** Pieces of work that go on in the background. */
export class UnfinishedWork {
  readonly #pieces = new Set<PromiseLike<unknown>>();

  /** Adds a piece. That it fails is the business of whoever started it. */
  add(piece: PromiseLike<unknown>): void {
    this.#pieces.add(piece);
    const forget = (): void => void this.#pieces.delete(piece);
    piece.then(forget, forget);
  }

  /** Waits until nothing is left, also of what is added meanwhile; at once when there is nothing. */
  over(): Awaitable<void> {
    return this.#pieces.size === 0 ? undefined : this.#wait();
  }

  async #wait(): Promise<void> {
    while (this.#pieces.size > 0) await Promise.allSettled(this.#pieces);
  }
}

/** Work for runs of which some have ended already; whoever waits for all that is logged waits for it. */
export const lateWork: UnfinishedWork = new UnfinishedWork();
