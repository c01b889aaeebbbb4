// A bound on what a store remembers of its runs' values: the runs read longest ago are forgotten first.

/** Params, tags and metrics together; each takes some 300 bytes with its stamp. */
const MAX_VALUES = 100_000;

/** Something that remembers values and can forget them. */
export interface Forgetful {
  /** Forgets all values; returns how many there were. */
  forget(): number;
}

/** Counts the values that the runs of a store remember. */
export class ValueMemory {
  readonly #owners = new Set<Forgetful>();
  readonly #maxValues: number;
  #values = 0;

  constructor(maxValues: number = MAX_VALUES) {
    this.#maxValues = maxValues;
  }

  /** Notes that `owner` remembers one value more; makes others forget if that is too much. */
  note(owner: Forgetful): void {
    this.#owners.add(owner);
    this.#values++;
    if (this.#values <= this.#maxValues) return;
    for (const oldest of this.#owners) {
      this.#owners.delete(oldest);
      this.#values -= oldest.forget();
      if (this.#values <= this.#maxValues / 2) return;
    }
  }
}
