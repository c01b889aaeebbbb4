// The seeded generator of this package: the numbers of NumPy's `RandomState`, so that splits and fits agree with Python.
import { invalidValue } from "../errors/index.ts";
import { advanceState, STATE_WORDS, seedState, temper } from "./mt19937.kernel.ts";

const LARGEST_UINT32 = 2 ** 32 - 1;

/**
 * A stream of pseudo-random numbers that depends on the seed alone: bit for bit that of `numpy.random.RandomState(seed)`
 * and of `numpy.random.seed(seed)`, except that normal numbers may differ in the last bit where the C library's
 * logarithm does. Not for secrets.
 */
export class RandomState {
  readonly #state = new Uint32Array(STATE_WORDS);
  #position = STATE_WORDS;
  #spareNormal: number | undefined;

  /**
   * @param seed A whole number in `0 … 2^32 - 1`.
   * @throws RangeError for any other number.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_UINT32) {
      throw invalidValue(
        `Cannot seed a random generator: the seed must be a whole number from 0 to ${LARGEST_UINT32}: current value is ${seed}`,
      );
    }
    seedState(this.#state, seed);
  }

  /** The next raw output, a whole number in `0 … 2^32 - 1`. */
  nextUint32(): number {
    if (this.#position === STATE_WORDS) {
      advanceState(this.#state);
      this.#position = 0;
    }
    return temper(this.#state[this.#position++]!);
  }

  /** A double spread evenly over `[0, 1)` with 53 random bits (`random_sample`). */
  uniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /**
   * A whole number drawn evenly from `0 … bound - 1` (`randint(bound)`), by masking and drawing again.
   *
   * @param bound A whole number in `1 … 2^32`.
   * @throws RangeError for any other number.
   */
  integerBelow(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > LARGEST_UINT32 + 1) {
      throw invalidValue(
        `Cannot draw a whole number: the bound must be a whole number from 1 to ${LARGEST_UINT32 + 1}: current value is ${bound}`,
      );
    }
    const largest = bound - 1;
    if (largest === 0) return 0;
    const mask = LARGEST_UINT32 >>> Math.clz32(largest);
    let value: number;
    do {
      value = (this.nextUint32() & mask) >>> 0;
    } while (value > largest);
    return value;
  }

  /** A standard normal number by Marsaglia's polar method (`randn`), which makes two at a time. */
  standardNormal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    let x: number;
    let y: number;
    let squaredRadius: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      squaredRadius = x * x + y * y;
    } while (squaredRadius >= 1 || squaredRadius === 0);
    const factor = Math.sqrt((-2 * Math.log(squaredRadius)) / squaredRadius);
    this.#spareNormal = factor * x;
    return factor * y;
  }

  /**
   * Puts the elements of an array into random order, in place.
   *
   * @param items Any array that can be written to.
   */
  shuffle(items: { readonly length: number; [index: number]: unknown }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integerBelow(i + 1);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  /** The whole numbers `0 … n - 1` in random order. */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    this.shuffle(order);
    return order;
  }
}
