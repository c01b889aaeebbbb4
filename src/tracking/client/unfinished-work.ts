// Work that still logs to a run, such as saving a model, and that the end of the run waits for.
import type { Awaitable } from "../entities.ts";

/** Pieces of work that go on in the background. */
export class UnfinishedWork {
  /** Each with what is left of it to do when there is no later. */
  readonly #pieces = new Map<PromiseLike<unknown>, () => void>();

  /**
   * Adds a piece. That it fails is the business of whoever started it.
   *
   * @param atOnce Does what matters most of the piece at once, when the process ends before it is done.
   */
  add(piece: PromiseLike<unknown>, atOnce: () => void): void {
    this.#pieces.set(piece, atOnce);
    const forget = (): void => void this.#pieces.delete(piece);
    piece.then(forget, forget);
  }

  /** Waits until nothing is left, also of what is added meanwhile; at once when there is nothing. */
  over(): Awaitable<void> {
    return this.#pieces.size === 0 ? undefined : this.#wait();
  }

  /** There is no later: does of each piece what can be done at once. */
  doAtOnce(): void {
    for (const atOnce of this.#pieces.values()) atOnce();
  }

  async #wait(): Promise<void> {
    while (this.#pieces.size > 0) await Promise.allSettled(this.#pieces.keys());
  }
}

/** Work for runs of which some have ended already; whoever waits for all that is logged waits for it. */
export const lateWork: UnfinishedWork = new UnfinishedWork();
