// The SIMD twin of sweepGram: the rows of the Gram matrix are taken off the pulls four numbers at a time.
import { type Code, type WasmFunction, wasm } from "../../../numeric/index.ts";

const { constant, doWhile, f64, f64x2, get, i32, load, select, sequence, set, store, when } = wasm;

const DOUBLE_BYTES = 8;
const PAIR_BYTES = 16;
const ZERO = f64.constant(0);

/**
 * `(gram, stride, w, pulls, p, l1, l2, lowest)`, the result being that of `sweepGram`; `lowest` is where pulls begin that lead
 * below 0: `-l1`, or minus infinity when no coefficient may be below 0. Addresses and the stride are in bytes; the stride is a
 * multiple of 32, and so much can be read and written of the pulls.
 */
const sweepGram: WasmFunction = {
  name: "sweepGram",
  parameters: ["i32", "i32", "i32", "i32", "i32", "f64", "f64", "f64"],
  result: "f64",
  body([gram, stride, w, pulls, p, l1, l2, lowest], local) {
    const [row, diagonal, weight, pullAt, end, from, to, rowEnd] = [
      local("i32"),
      local("i32"),
      local("i32"),
      local("i32"),
      local("i32"),
      local("i32"),
      local("i32"),
      local("i32"),
    ];
    const [norm, before, pull, curvature, after, size, largest, largestChange] = [
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
      local("f64"),
    ];
    const change = local("v128");
    const advance = (address: typeof row, by: Code): Code => set(address!, i32.add(get(address!), by));
    const subtract = (offset: number): Code => {
      const product = f64x2.mul(get(change), load.v128(get(from!), offset));
      return store.v128(get(to!), f64x2.sub(load.v128(get(to!), offset), product), offset);
    };
    const subtractRow = sequence(
      set(change, f64x2.splat(f64.sub(get(after!), get(before!)))),
      set(from!, get(row!)),
      set(to!, get(pulls!)),
      set(rowEnd!, i32.add(get(row!), get(stride!))),
      doWhile(
        sequence(
          subtract(0),
          subtract(PAIR_BYTES),
          advance(from!, constant(2 * PAIR_BYTES)),
          advance(to!, constant(2 * PAIR_BYTES)),
        ),
        i32.ltU(get(from!), get(rowEnd!)),
      ),
      store.f64(get(weight!), get(after!)),
    );
    const shrunk = (towards: Code): Code => f64.div(towards, get(curvature!));
    const keepLargest = (kept: typeof largest, value: Code): Code =>
      sequence(set(size!, value), when(f64.gt(get(size!), get(kept!)), set(kept!, get(size!))));
    const minimise = sequence(
      set(before!, load.f64(get(weight!))),
      set(pull!, f64.add(load.f64(get(pullAt!)), f64.mul(get(norm!), get(before!)))),
      set(curvature!, f64.add(get(norm!), get(l2!))),
      set(
        after!,
        select(
          shrunk(f64.sub(get(pull!), get(l1!))),
          select(shrunk(f64.add(get(pull!), get(l1!))), ZERO, f64.gt(get(lowest!), get(pull!))),
          f64.gt(get(pull!), get(l1!)),
        ),
      ),
      when(f64.ne(get(after!), get(before!)), subtractRow),
      keepLargest(largestChange, f64.abs(f64.sub(get(after!), get(before!)))),
      keepLargest(largest, f64.abs(get(after!))),
    );
    return sequence(
      set(row!, get(gram!)),
      set(diagonal!, get(gram!)),
      set(weight!, get(w!)),
      set(pullAt!, get(pulls!)),
      set(end!, i32.add(get(w!), i32.mul(get(p!), constant(DOUBLE_BYTES)))),
      doWhile(
        sequence(
          set(norm!, load.f64(get(diagonal!))),
          when(f64.ne(get(norm!), ZERO), minimise),
          advance(row!, get(stride!)),
          advance(diagonal!, i32.add(get(stride!), constant(DOUBLE_BYTES))),
          advance(pullAt!, constant(DOUBLE_BYTES)),
          advance(weight!, constant(DOUBLE_BYTES)),
        ),
        i32.ltU(get(weight!), get(end!)),
      ),
      select(f64.div(get(largestChange!), get(largest!)), ZERO, f64.gt(get(largest!), ZERO)),
    );
  },
};

/** The functions, by the names under which the module exports them. */
export const SWEEP_FUNCTIONS: readonly WasmFunction[] = [sweepGram];
