// An array of doubles whose length is not known before the last value has come.

const FIRST_CAPACITY = 256;

/** Collects doubles; the space doubles whenever it is full. */
export class GrowingColumn {
  #values = new Float64Array(FIRST_CAPACITY);
  #length = 0;

  /** Adds one value at the end. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** A copy of all values, in the order in which they came. */
  values(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
