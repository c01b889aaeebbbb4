// The loops of growing on packed gradients, as WebAssembly: adding rows to a histogram, taking it away, parting rows.
// Gradient and hessian are whole numbers that share 64 bits, so one add serves both, and the order of adding changes
// nothing. The code is assembled anew for each training matrix: all addresses are constants in it.
// Source: Shi et al., "Quantized Training of Gradient Boosting Decision Trees" (2022), with more bits.
import { type Code, type WasmFunction, wasm } from "../../../numeric/index.ts";
import { packFunction, sumFunction } from "./pack-kernels.ts";
import { PAIR_BYTES, type PackedLayout, packedHistogramBytes } from "./packed-layout.ts";
import { searchFunction } from "./packed-search-kernel.ts";

const {
  call,
  constant,
  copy,
  doWhile,
  drop,
  f32,
  get,
  i32,
  i64,
  i64x2,
  load,
  select,
  sequence,
  set,
  store,
  tee,
  when,
  whenElse,
} = wasm;

/** Features one call adds: their bins, mostly 256, are to stay near while some rows are added. */
const MAX_FEATURES_PER_CALL = 25;

/** Rows that all groups of features add before the next rows come. */
const ROWS_TOGETHER = 2048;

/** The same where the bins are fetched ahead: they are still there when they are added. */
const ROWS_AHEAD = 256;

/**
 * All functions of the module; rows are given by the addresses of the first and past the last of their numbers, at
 * least one.
 *
 * - `build(rows, rowsEnd, fetches, out, parent)`: the histogram of rows to `out`; `parent` loses it, where it is not 0.
 *   `fetches` says whether the rows are so far apart that it pays to fetch their bins ahead.
 * - `add(rows, rowsEnd, fetches)`, `gather(scratch)`, `take(out)`, `takeFrom(out, parent)`: the same in steps.
 * - `part(rows, rowsEnd, column, leftBins, alsoLeft, right) → end of the left ones`: the others come after them;
 *   `right` is room to work in. `partBins(rows, rowsEnd, column, goesLeft, right)` the same by a table.
 * - `number(rows, rowsEnd, first)`: numbers rows from `first` on.
 * - `addTo(rows, rowsEnd, margins, rowBytes, value)`: adds a single to the margins of rows.
 * - `sum`, `pack`: see pack-kernels.ts. `search`: see packed-search-kernel.ts.
 */
export function packedFunctions(layout: PackedLayout): readonly WasmFunction[] {
  const groups = groupFeatures(layout);
  const adds = groups.map((features, k) => addFunction(layout, features, k));
  const { length } = adds;
  const bytes = packedHistogramBytes(layout.slots[layout.nFeatures]!);
  const take = takeFunction("take", layout.scratchAt, bytes, false);
  const takeFrom = takeFunction("takeFrom", layout.scratchAt, bytes, true);
  return [
    ...adds,
    touchFunction(layout),
    blocksFunction(length),
    take,
    takeFrom,
    buildFunction(length + 1, length + 2, length + 3),
    gatherFunction(layout.scratchAt, bytes),
    partFunction(layout),
    partBinsFunction(layout),
    numberFunction,
    addToFunction,
    sumFunction,
    packFunction,
    searchFunction(layout),
  ];
}

/** Neighbouring features in groups of about one size. */
function groupFeatures({ nFeatures }: PackedLayout): readonly (readonly number[])[] {
  const size = Math.ceil(nFeatures / Math.ceil(nFeatures / MAX_FEATURES_PER_CALL));
  return Array.from({ length: Math.ceil(nFeatures / size) }, (_, k) =>
    Array.from({ length: Math.min(size, nFeatures - k * size) }, (_, i) => k * size + i),
  );
}

function loadBin(binBytes: 1 | 2): typeof load.u8 {
  return binBytes === 1 ? load.u8 : load.u16;
}

/** The row's features in one straight run; the first group also adds up the pairs themselves. */
function addFunction(layout: PackedLayout, features: readonly number[], group: number): WasmFunction {
  const { nFeatures, binBytes, rowBytes, slots, binsAt, pairsAt, scratchAt } = layout;
  const totalAt = scratchAt + PAIR_BYTES * slots[nFeatures]!;
  return {
    name: `add${group}`,
    parameters: ["i32", "i32"],
    body([rows, rowsEnd], local) {
      const row = local("i32");
      const base = local("i32");
      const slot = local("i32");
      const pair = local("i64");
      const total = local("i64");
      const adds = features.map((feature) => {
        const offset = scratchAt + PAIR_BYTES * slots[feature]!;
        return sequence(
          set(slot, i32.shl(loadBin(binBytes)(get(base), binsAt + feature * binBytes), constant(3))),
          store.i64(get(slot), i64.add(load.i64(get(slot), offset), get(pair)), offset),
        );
      });
      const isFirst = group === 0;
      const loop = doWhile(
        sequence(
          set(row, load.i32(get(rows!))),
          set(pair, load.i64(i32.shl(get(row), constant(3)), pairsAt)),
          set(base, i32.mul(get(row), constant(rowBytes))),
          ...adds,
          ...(isFirst ? [set(total, i64.add(get(total), get(pair)))] : []),
        ),
        nextRow(rows!, rowsEnd!),
      );
      if (!isFirst) return loop;
      const addTotal = i64.add(load.i64(constant(0), totalAt), get(total));
      return sequence(loop, store.i64(constant(0), addTotal, totalAt));
    },
  };
}

function nextRow(rows: Parameters<typeof get>[0], rowsEnd: Parameters<typeof get>[0]): Code {
  return i32.ltU(tee(rows, i32.add(get(rows), constant(4))), get(rowsEnd));
}

/** Reads what adding will need of these rows, so that it is near when it does; the result means nothing. */
function touchFunction({ rowBytes, binsAt, pairsAt }: PackedLayout): WasmFunction {
  return {
    name: "touch",
    parameters: ["i32", "i32"],
    result: "i32",
    body([rows, rowsEnd], local) {
      const row = local("i32");
      const base = local("i32");
      const sum = local("i32");
      // One read a cache line of 64 bytes; rows that do not start at one may end on another.
      const places = Array.from({ length: Math.ceil(rowBytes / 64) }, (_, i) => 64 * i);
      places.push(rowBytes - 1);
      return sequence(
        doWhile(
          sequence(
            set(row, load.i32(get(rows!))),
            set(base, i32.mul(get(row), constant(rowBytes))),
            ...places.map((place) => set(sum, i32.add(get(sum), load.u8(get(base), binsAt + place)))),
            set(sum, i32.add(get(sum), load.i32(i32.shl(get(row), constant(3)), pairsAt))),
          ),
          nextRow(rows!, rowsEnd!),
        ),
        get(sum),
      );
    },
  };
}

/** Adds rows block by block, each fetched first if asked, and within a block group by group. */
function blocksFunction(nGroups: number): WasmFunction {
  return {
    name: "add",
    parameters: ["i32", "i32", "i32"],
    body([rows, rowsEnd, fetches], local) {
      const [size, end] = [local("i32"), local("i32")];
      const blockEnd = i32.add(get(rows!), get(size));
      return sequence(
        set(size, select(constant(4 * ROWS_AHEAD), constant(4 * ROWS_TOGETHER), get(fetches!))),
        doWhile(
          sequence(
            set(end, select(blockEnd, get(rowsEnd!), i32.ltU(blockEnd, get(rowsEnd!)))),
            when(get(fetches!), drop(call(nGroups, get(rows!), get(end)))),
            ...Array.from({ length: nGroups }, (_, k) => call(k, get(rows!), get(end))),
          ),
          i32.ltU(tee(rows!, get(end)), get(rowsEnd!)),
        ),
      );
    },
  };
}

/** Moves the scratch histogram to `out`, leaving 0, and subtracts it from `parent` if asked. */
function takeFunction(name: string, scratchAt: number, bytes: number, fromParent: boolean): WasmFunction {
  return {
    name,
    parameters: fromParent ? ["i32", "i32"] : ["i32"],
    body([out, parent], local) {
      const at = local("i32");
      const pair = local("v128");
      const place = (base: typeof at) => i32.add(get(base), get(at));
      const subtract = (base: typeof at) =>
        store.v128(place(base), i64x2.sub(load.v128(place(base)), get(pair)));
      return doWhile(
        sequence(
          set(pair, load.v128(get(at), scratchAt)),
          store.v128(get(at), i64x2.zero, scratchAt),
          store.v128(place(out!), get(pair)),
          ...(fromParent ? [subtract(parent!)] : []),
        ),
        i32.ltU(tee(at, i32.add(get(at), constant(16))), constant(bytes)),
      );
    },
  };
}

function buildFunction(add: number, take: number, takeFrom: number): WasmFunction {
  return {
    name: "build",
    parameters: ["i32", "i32", "i32", "i32", "i32"],
    body: ([rows, rowsEnd, fetches, out, parent]) =>
      sequence(
        call(add, get(rows!), get(rowsEnd!), get(fetches!)),
        whenElse(get(parent!), call(takeFrom, get(out!), get(parent!)), call(take, get(out!))),
      ),
  };
}

/** Adds another thread's scratch histogram to one's own, leaving 0 there. */
function gatherFunction(scratchAt: number, bytes: number): WasmFunction {
  return {
    name: "gather",
    parameters: ["i32"],
    body([other], local) {
      const at = local("i32");
      const place = i32.add(get(other!), get(at));
      return doWhile(
        sequence(
          store.v128(get(at), i64x2.add(load.v128(get(at), scratchAt), load.v128(place)), scratchAt),
          store.v128(place, i64x2.zero),
        ),
        i32.ltU(tee(at, i32.add(get(at), constant(16))), constant(bytes)),
      );
    },
  };
}

/** Both sides are written and one address moves: no branch to mispredict. */
function partBy(
  binBytes: 1 | 2,
  goesLeft: (bin: Code) => Code,
  [rows, rowsEnd, column, right]: readonly Parameters<typeof get>[0][],
  local: Parameters<WasmFunction["body"]>[1],
): Code {
  const left = local("i32");
  const rightStart = local("i32");
  const row = local("i32");
  const step = local("i32");
  const place = binBytes === 1 ? get(row) : i32.shl(get(row), constant(1));
  const bin = loadBin(binBytes)(i32.add(get(column!), place));
  return sequence(
    set(left, get(rows!)),
    set(rightStart, get(right!)),
    doWhile(
      sequence(
        set(row, load.i32(get(rows!))),
        set(step, i32.shl(goesLeft(bin), constant(2))),
        store.i32(get(left), get(row)),
        store.i32(get(right!), get(row)),
        set(left, i32.add(get(left), get(step))),
        set(right!, i32.add(get(right!), i32.sub(constant(4), get(step)))),
      ),
      nextRow(rows!, rowsEnd!),
    ),
    copy(get(left), get(rightStart), i32.sub(get(right!), get(rightStart))),
    get(left),
  );
}

/** By number: the first `leftBins` bins go left, and the bin `alsoLeft`. */
function partFunction({ binBytes }: PackedLayout): WasmFunction {
  return {
    name: "part",
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32"],
    result: "i32",
    body([rows, rowsEnd, column, leftBins, alsoLeft, right], local) {
      const bin = local("i32");
      const isLeft = (loaded: Code): Code =>
        i32.or(i32.ltU(tee(bin, loaded), get(leftBins!)), i32.eq(get(bin), get(alsoLeft!)));
      return partBy(binBytes, isLeft, [rows!, rowsEnd!, column!, right!], local);
    },
  };
}

/** By category: `goesLeft` has one byte a bin. */
function partBinsFunction({ binBytes }: PackedLayout): WasmFunction {
  return {
    name: "partBins",
    parameters: ["i32", "i32", "i32", "i32", "i32"],
    result: "i32",
    body: ([rows, rowsEnd, column, goesLeft, right], local) =>
      partBy(
        binBytes,
        (bin) => load.u8(i32.add(get(goesLeft!), bin)),
        [rows!, rowsEnd!, column!, right!],
        local,
      ),
  };
}

const numberFunction: WasmFunction = {
  name: "number",
  parameters: ["i32", "i32", "i32"],
  body: ([rows, rowsEnd, first]) =>
    doWhile(
      sequence(store.i32(get(rows!), get(first!)), set(first!, i32.add(get(first!), constant(1)))),
      nextRow(rows!, rowsEnd!),
    ),
};

const addToFunction: WasmFunction = {
  name: "addTo",
  parameters: ["i32", "i32", "i32", "i32", "f32"],
  body([rows, rowsEnd, margins, rowBytes, value], local) {
    const at = local("i32");
    return doWhile(
      sequence(
        set(at, i32.add(get(margins!), i32.mul(load.i32(get(rows!)), get(rowBytes!)))),
        store.f32(get(at), f32.add(load.f32(get(at)), get(value!))),
      ),
      nextRow(rows!, rowsEnd!),
    );
  },
};
