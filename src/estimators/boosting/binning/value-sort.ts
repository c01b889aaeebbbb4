// Sorts single-precision numbers by their bits: least significant digit first, three passes of 11 bits, as WebAssembly.
// Source: Knuth, The Art of Computer Programming, vol. 3, section 5.2.5; the key trick is Terdiman's (2000).
import {
  allocateMemory,
  type Code,
  compile,
  instantiate,
  type WasmFunction,
  type WasmKernel,
  wasm,
} from "../../../numeric/index.ts";

const { constant, doWhile, get, i32, load, select, sequence, set, store, tee, when } = wasm;

const DIGIT_BITS = 11;
const N_DIGITS = 2 ** DIGIT_BITS;
const N_PASSES = 3;
/** Bytes of the counters of all passes, at the start of the memory. */
const COUNTER_BYTES = 4 * N_DIGITS * N_PASSES;

/** Sorts columns of up to some length, one after the other. */
export class ValueSorter {
  readonly #sort: WasmKernel;
  readonly #counters: Uint32Array;
  readonly #values: Float32Array;
  readonly #sorted: Float32Array;

  /** @param size Values in a column at most. */
  constructor(size: number) {
    const memory = allocateMemory(COUNTER_BYTES + 8 * size);
    this.#counters = new Uint32Array(memory.buffer, 0, N_DIGITS * N_PASSES);
    this.#values = new Float32Array(memory.buffer, COUNTER_BYTES, size);
    this.#sorted = new Float32Array(memory.buffer, COUNTER_BYTES + 4 * size, size);
    this.#sort = instantiate(compile([sortFunction]), memory)["sort"]!;
  }

  /**
   * Sorts the values that are not NaN.
   *
   * @returns They, in rising order; valid until the next call.
   */
  sort(values: Float32Array): Float32Array {
    if (values.length === 0) return this.#sorted.subarray(0, 0);
    this.#counters.fill(0);
    this.#values.set(values);
    const { byteOffset } = this.#values;
    const count = this.#sort(byteOffset, byteOffset + 4 * values.length, this.#sorted.byteOffset);
    return this.#sorted.subarray(0, count);
  }
}

/** `sort(values, valuesEnd, sorted) → how many`: the values are overwritten. */
const sortFunction: WasmFunction = {
  name: "sort",
  parameters: ["i32", "i32", "i32"],
  result: "i32",
  body([values, valuesEnd, sorted], local) {
    const [from, to, bits, key] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const [digit, sum, here, end] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const forward = (at: typeof from, step: number) => tee(at, i32.add(get(at), constant(step)));
    const digitOf = (pass: number): Code =>
      i32.shl(i32.and(i32.shrU(get(key), constant(DIGIT_BITS * pass)), constant(N_DIGITS - 1)), constant(2));
    const isNumber = i32.leU(i32.and(get(bits), constant(0x7fffffff)), constant(0x7f800000));
    // Negative numbers: all bits flipped; others: the sign set. Minus zero counts as zero.
    const sign = constant(-2147483648);
    const isNegative = i32.ltU(sign, get(bits));
    const keyOf = select(i32.xor(get(bits), constant(-1)), i32.or(get(bits), sign), isNegative);
    const count = sequence(
      set(from, get(values!)),
      set(to, get(values!)),
      doWhile(
        sequence(
          set(bits, load.i32(get(from))),
          when(
            isNumber,
            sequence(
              store.i32(get(to), tee(key, keyOf)),
              set(to, i32.add(get(to), constant(4))),
              ...[0, 1, 2].map((pass) =>
                sequence(
                  set(digit, digitOf(pass)),
                  store.i32(
                    get(digit),
                    i32.add(load.i32(get(digit), 4 * N_DIGITS * pass), constant(1)),
                    4 * N_DIGITS * pass,
                  ),
                ),
              ),
            ),
          ),
        ),
        i32.ltU(forward(from, 4), get(valuesEnd!)),
      ),
      set(end, i32.sub(get(to), get(values!))),
    );
    // Counts become places, in bytes from the start.
    const place = [0, 1, 2].map((pass) =>
      sequence(
        set(sum, constant(0)),
        set(digit, constant(4 * N_DIGITS * pass)),
        doWhile(
          sequence(
            set(here, load.i32(get(digit))),
            store.i32(get(digit), get(sum)),
            set(sum, i32.add(get(sum), i32.shl(get(here), constant(2)))),
          ),
          i32.ltU(forward(digit, 4), constant(4 * N_DIGITS * (pass + 1))),
        ),
      ),
    );
    const scatter = [0, 1, 2].map((pass) => {
      const [source, target] = pass === 1 ? [sorted!, values!] : [values!, sorted!];
      const last = pass === 2;
      // The last pass turns keys back into values.
      const back = select(
        i32.xor(get(key), sign),
        i32.xor(get(key), constant(-1)),
        i32.shrU(get(key), constant(31)),
      );
      return sequence(
        set(from, get(source)),
        set(to, i32.add(get(source), get(end))),
        doWhile(
          sequence(
            set(key, load.i32(get(from))),
            set(digit, digitOf(pass)),
            set(here, load.i32(get(digit), 4 * N_DIGITS * pass)),
            store.i32(get(digit), i32.add(get(here), constant(4)), 4 * N_DIGITS * pass),
            store.i32(i32.add(get(target), get(here)), last ? back : get(key)),
          ),
          i32.ltU(forward(from, 4), get(to)),
        ),
      );
    });
    return sequence(count, when(get(end), sequence(...place, ...scatter)), i32.shrU(get(end), constant(2)));
  },
};
