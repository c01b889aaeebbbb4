// The loops that growing spends its time in, as WebAssembly: adding rows to a histogram, and parting rows.
// They are assembled anew for each training matrix, so that the places of its features are constants in the code.
// Sums are doubles, added row by row in order: the bits are those of the same loops in any language, and XGBoost's.
import {
  compile,
  instantiate,
  type WasmFunction,
  type WasmKernel,
  type WasmMemory,
  type WasmModule,
  wasm,
} from "../../../numeric/index.ts";
import { SLOT_BYTES } from "../binning/training-memory.ts";
import { scanFunction } from "./scan-kernel.ts";

const { constant, doWhile, f64x2, get, i32, load, sequence, set, store, tee } = wasm;

/** Features one call adds: what a compiler digests well. Wider tables take several calls. */
const MAX_FEATURES_PER_CALL = 64;

/** What the code is made for. */
export interface KernelLayout {
  /** Features a row. */
  readonly nFeatures: number;
  /** Bytes of one bin: 1 or 2. */
  readonly binBytes: 1 | 2;
  /** First histogram slot of each feature. */
  readonly slots: Int32Array;
  /** Threads among which the features are divided. */
  readonly nThreads: number;
}

/** The functions of the module. All addresses and ends are in bytes; every call needs at least one row. */
export interface HistogramKernels {
  /**
   * Each adds the rows from `rows` to before `rowsEnd` to a histogram, for some of the features: call all of them.
   * `(rows, rowsEnd, bins, pairs, histogram)`.
   */
  readonly addRows: readonly WasmKernel[];
  /**
   * Reads what `addRows` will need of these rows, so that it is near when it does; the result means nothing.
   * `(rows, rowsEnd, bins, pairs)`.
   */
  readonly touch: WasmKernel;
  /**
   * Parts rows by one column of bins: those that go left move to the front of their stretch, the others to `right`.
   * `goesLeft` has one byte a bin. Returns the end of those that went left.
   * `(rows, rowsEnd, column, goesLeft, right)`.
   */
  readonly part: WasmKernel;
  /** Finds the best split of one feature in a histogram: see scan-kernel.ts. */
  readonly scan: WasmKernel;
}

/** The code for a layout, and how many calls `addRows` takes. */
export interface HistogramModule {
  readonly module: WasmModule;
  readonly nCalls: number;
}

/** Assembles and compiles the kernels. */
export function compileHistogramKernels(layout: KernelLayout): HistogramModule {
  const { nFeatures, nThreads } = layout;
  const perCall = Math.min(MAX_FEATURES_PER_CALL, Math.ceil(nFeatures / nThreads));
  const nCalls = Math.ceil(nFeatures / perCall);
  const functions = [
    ...Array.from({ length: nCalls }, (_, k) => addRowsFunction(layout, k, perCall)),
    touchFunction(layout),
    partFunction(layout),
    scanFunction,
  ];
  return { module: compile(functions, nThreads > 1), nCalls };
}

/** The kernels over a memory. */
export function makeHistogramKernels(
  { module, nCalls }: HistogramModule,
  memory: WasmMemory,
): HistogramKernels {
  const kernels = instantiate(module, memory);
  return {
    addRows: Array.from({ length: nCalls }, (_, k) => kernels[`addRows${k}`]!),
    touch: kernels["touch"]!,
    part: kernels["part"]!,
    scan: kernels["scan"]!,
  };
}

function loadBin({ binBytes }: KernelLayout): typeof load.u8 {
  return binBytes === 1 ? load.u8 : load.u16;
}

/** The row's features in one straight run: each adds the pair of gradient and hessian to its slot. */
function addRowsFunction(layout: KernelLayout, call: number, perCall: number): WasmFunction {
  const { nFeatures, binBytes, slots } = layout;
  const first = call * perCall;
  const features = Array.from({ length: Math.min(perCall, nFeatures - first) }, (_, k) => first + k);
  return {
    name: `addRows${call}`,
    parameters: ["i32", "i32", "i32", "i32", "i32"],
    body([rows, rowsEnd, bins, pairs, histogram], local) {
      const row = local("i32");
      const base = local("i32");
      const slot = local("i32");
      const pair = local("v128");
      const adds = features.map((feature) => {
        const bin = loadBin(layout)(get(base), feature * binBytes);
        const offset = slots[feature]! * SLOT_BYTES;
        return sequence(
          set(slot, i32.add(get(histogram!), i32.shl(bin, constant(4)))),
          store.v128(get(slot), f64x2.add(load.v128(get(slot), offset), get(pair)), offset),
        );
      });
      return doWhile(
        sequence(
          set(row, load.i32(get(rows!))),
          set(pair, f64x2.promoteLow(load.low64(i32.add(get(pairs!), i32.shl(get(row), constant(3)))))),
          set(base, i32.add(get(bins!), i32.mul(get(row), constant(nFeatures * binBytes)))),
          ...adds,
        ),
        i32.ltU(tee(rows!, i32.add(get(rows!), constant(4))), get(rowsEnd!)),
      );
    },
  };
}

function touchFunction({ nFeatures, binBytes }: KernelLayout): WasmFunction {
  const stride = nFeatures * binBytes;
  return {
    name: "touch",
    parameters: ["i32", "i32", "i32", "i32"],
    result: "i32",
    body([rows, rowsEnd, bins, pairs], local) {
      const row = local("i32");
      const base = local("i32");
      const sum = local("i32");
      // One read a cache line of 64 bytes, and the last byte.
      const places = [...Array.from({ length: Math.ceil(stride / 64) }, (_, i) => 64 * i), stride - 1];
      return sequence(
        doWhile(
          sequence(
            set(row, load.i32(get(rows!))),
            set(base, i32.add(get(bins!), i32.mul(get(row), constant(stride)))),
            ...places.map((place) => set(sum, i32.add(get(sum), load.u8(get(base), place)))),
            set(sum, i32.add(get(sum), load.i32(i32.add(get(pairs!), i32.shl(get(row), constant(3)))))),
          ),
          i32.ltU(tee(rows!, i32.add(get(rows!), constant(4))), get(rowsEnd!)),
        ),
        get(sum),
      );
    },
  };
}

/** Both sides are written and one address moves: no branch to mispredict. */
function partFunction(layout: KernelLayout): WasmFunction {
  return {
    name: "part",
    parameters: ["i32", "i32", "i32", "i32", "i32"],
    result: "i32",
    body([rows, rowsEnd, column, goesLeft, right], local) {
      const left = local("i32");
      const row = local("i32");
      const step = local("i32");
      const place = layout.binBytes === 1 ? get(row) : i32.shl(get(row), constant(1));
      const bin = loadBin(layout)(i32.add(get(column!), place));
      return sequence(
        set(left, get(rows!)),
        doWhile(
          sequence(
            set(row, load.i32(get(rows!))),
            set(step, i32.shl(load.u8(i32.add(get(goesLeft!), bin)), constant(2))),
            store.i32(get(left), get(row)),
            store.i32(get(right!), get(row)),
            set(left, i32.add(get(left), get(step))),
            set(right!, i32.add(get(right!), i32.sub(constant(4), get(step)))),
          ),
          i32.ltU(tee(rows!, i32.add(get(rows!), constant(4))), get(rowsEnd!)),
        ),
        get(left),
      );
    },
  };
}
