// Work that may wait until the program has a moment: one piece after the other, and not without limit.
import { caughtUp } from "../system/index.ts";

/** Pieces of work that wait for their turn. */
export class BackgroundJobs {
  readonly #maxWaiting: number;
  #last: Promise<void> = Promise.resolve();
  #nWaiting = 0;

  /** @param maxWaiting How many pieces may wait at most. */
  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Adds a piece of work. It begins when the code that is running now, and the pieces added before, are done.
   *
   * @param job Must not reject.
   * @returns What resolves when it is done; undefined, and the piece is not done, when too many wait.
   */
  add(job: () => Promise<void>): Promise<void> | undefined {
    if (this.#nWaiting >= this.#maxWaiting) return undefined;
    this.#nWaiting++;
    const previous = this.#last;
    this.#last = (async () => {
      await previous;
      await caughtUp();
      this.#nWaiting--;
      await job();
    })();
    return this.#last;
  }
}
