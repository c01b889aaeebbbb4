// SIMD kernels over columns that lie in memory one behind the other, `stride` bytes apart: a multiple of 64, with zeros behind
// the rows. All addresses and lengths are in bytes.
import { type Code, type Local, type WasmFunction, wasm } from "../../../numeric/index.ts";

const { call, constant, doWhile, f64, f64x2, get, i32, load, select, sequence, set, store, when } = wasm;

const DOUBLE_BYTES = 8;
const INDEX_BYTES = 4;
const PAIR_BYTES = 16;
/** Pairs taken at a time, each with a sum of its own, which the processor keeps busy side by side. */
const UNROLLED = 4;
const ZERO = f64.constant(0);
/** Where functions are among {@link COLUMN_FUNCTIONS}. */
const [DOT, ADD] = [0, 1];

const add = (address: Local, bytes: Code): Code => set(address, i32.add(get(address), bytes));

/** `(x, v, bytes, shift)`: the sum of `(x_i - shift) v_i`. */
const shiftedDot: WasmFunction = {
  name: "shiftedDot",
  parameters: ["i32", "i32", "i32", "f64"],
  result: "f64",
  body([x, v, bytes, shift], local) {
    const end = local("i32");
    const shifts = local("v128");
    // Locals are 0 at first, so the sums need no start.
    const sums = Array.from({ length: UNROLLED }, () => local("v128"));
    const addProduct = (sum: Local, pair: number): Code => {
      const shifted = f64x2.sub(load.v128(get(x!), pair * PAIR_BYTES), get(shifts));
      return set(sum, f64x2.add(get(sum), f64x2.mul(shifted, load.v128(get(v!), pair * PAIR_BYTES))));
    };
    const total = sums.map(get).reduce((a, b) => f64x2.add(a, b));
    const whole = local("v128");
    return sequence(
      set(shifts, f64x2.splat(get(shift!))),
      set(end, i32.add(get(x!), get(bytes!))),
      doWhile(
        sequence(
          ...sums.map(addProduct),
          add(x!, constant(UNROLLED * PAIR_BYTES)),
          add(v!, constant(UNROLLED * PAIR_BYTES)),
        ),
        i32.ltU(get(x!), get(end)),
      ),
      set(whole, total),
      f64.add(f64x2.lane(get(whole), 0), f64x2.lane(get(whole), 1)),
    );
  },
};

/** `(x, v, bytes, factor)`: `v += factor x`. */
const addTo: WasmFunction = {
  name: "addTo",
  parameters: ["i32", "i32", "i32", "f64"],
  body([x, v, bytes, factor], local) {
    const end = local("i32");
    const factors = local("v128");
    const addPair = (pair: number): Code => {
      const product = f64x2.mul(get(factors), load.v128(get(x!), pair * PAIR_BYTES));
      return store.v128(
        get(v!),
        f64x2.add(load.v128(get(v!), pair * PAIR_BYTES), product),
        pair * PAIR_BYTES,
      );
    };
    return sequence(
      set(factors, f64x2.splat(get(factor!))),
      set(end, i32.add(get(x!), get(bytes!))),
      doWhile(
        sequence(
          ...Array.from({ length: UNROLLED }, (_, pair) => addPair(pair)),
          add(x!, constant(UNROLLED * PAIR_BYTES)),
          add(v!, constant(UNROLLED * PAIR_BYTES)),
        ),
        i32.ltU(get(x!), get(end)),
      ),
    );
  },
};

/** `(x, stride, count, shifts, v, out)`: for each column adds to `out_c` the sum of `(x_ic - shift_c) v_i`. */
const addColumnDots: WasmFunction = {
  name: "addColumnDots",
  parameters: ["i32", "i32", "i32", "i32", "i32", "i32"],
  body([x, stride, count, shifts, v, out], local) {
    const end = local("i32");
    const dot = call(DOT, get(x!), get(v!), get(stride!), load.f64(get(shifts!)));
    return sequence(
      set(end, i32.add(get(out!), i32.mul(get(count!), constant(DOUBLE_BYTES)))),
      doWhile(
        sequence(
          store.f64(get(out!), f64.add(load.f64(get(out!)), dot)),
          add(x!, get(stride!)),
          add(shifts!, constant(DOUBLE_BYTES)),
          add(out!, constant(DOUBLE_BYTES)),
        ),
        i32.ltU(get(out!), get(end)),
      ),
    );
  },
};

/** `(x, stride, count, factors, v)`: `v += factor_c x_c` for all columns whose factor is not 0. */
const addColumns: WasmFunction = {
  name: "addColumns",
  parameters: ["i32", "i32", "i32", "i32", "i32"],
  body([x, stride, count, factors, v], local) {
    const end = local("i32");
    const factor = load.f64(get(factors!));
    return sequence(
      set(end, i32.add(get(factors!), i32.mul(get(count!), constant(DOUBLE_BYTES)))),
      doWhile(
        sequence(
          when(f64.ne(factor, ZERO), call(ADD, get(x!), get(v!), get(stride!), factor)),
          add(x!, get(stride!)),
          add(factors!, constant(DOUBLE_BYTES)),
        ),
        i32.ltU(get(factors!), get(end)),
      ),
    );
  },
};

/**
 * `(x, stride, list, listEnd, norms, w, r, l1, l2, lowest)`: minimises over the coefficients of the columns of a list, as
 * `sweepColumns` does over columns that are centred; `lowest` is where pulls begin that lead below 0.
 */
const sweepColumnList: WasmFunction = {
  name: "sweepColumnList",
  parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "f64", "f64", "f64"],
  result: "f64",
  body([x, stride, list, listEnd, norms, w, r, l1, l2, lowest], local) {
    const [column, index, weight] = [local("i32"), local("i32"), local("i32")];
    const [norm, before, pull, after] = [local("f64"), local("f64"), local("f64"), local("f64")];
    const [curvature, size, largest, largestChange] = [
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
    ];
    const place = (base: Local): Code => i32.add(get(base), i32.mul(get(index), constant(DOUBLE_BYTES)));
    const shrunk = (towards: Code): Code => f64.div(towards, get(curvature));
    const keepLargest = (kept: Local, value: Code): Code =>
      sequence(set(size, value), when(f64.gt(get(size), get(kept)), set(kept, get(size))));
    const minimise = sequence(
      set(weight, place(w!)),
      set(column, i32.add(get(x!), i32.mul(get(index), get(stride!)))),
      set(before, load.f64(get(weight))),
      set(
        pull,
        f64.add(call(DOT, get(column), get(r!), get(stride!), ZERO), f64.mul(get(norm), get(before))),
      ),
      set(curvature, f64.add(get(norm), get(l2!))),
      set(
        after,
        select(
          shrunk(f64.sub(get(pull), get(l1!))),
          select(shrunk(f64.add(get(pull), get(l1!))), ZERO, f64.gt(get(lowest!), get(pull))),
          f64.gt(get(pull), get(l1!)),
        ),
      ),
      when(
        f64.ne(get(after), get(before)),
        sequence(
          call(ADD, get(column), get(r!), get(stride!), f64.sub(get(before), get(after))),
          store.f64(get(weight), get(after)),
        ),
      ),
      keepLargest(largestChange, f64.abs(f64.sub(get(after), get(before)))),
      keepLargest(largest, f64.abs(get(after))),
    );
    return sequence(
      when(
        i32.ltU(get(list!), get(listEnd!)),
        doWhile(
          sequence(
            set(index, load.i32(get(list!))),
            set(norm, load.f64(place(norms!))),
            when(f64.ne(get(norm), ZERO), minimise),
            add(list!, constant(INDEX_BYTES)),
          ),
          i32.ltU(get(list!), get(listEnd!)),
        ),
      ),
      select(f64.div(get(largestChange), get(largest)), ZERO, f64.gt(get(largest), ZERO)),
    );
  },
};

/** The functions; `DOT` and `ADD` count from the place of the first one in the module. */
export const COLUMN_FUNCTIONS: readonly WasmFunction[] = [
  shiftedDot,
  addTo,
  addColumnDots,
  addColumns,
  sweepColumnList,
];
