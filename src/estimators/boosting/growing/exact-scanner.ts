// Walks sorted columns for all nodes of a level at once, as WebAssembly: the plain case of exact-level.ts, with its bits.
import {
  allocateMemory,
  type Code,
  compile,
  instantiate,
  type WasmFunction,
  type WasmKernel,
  wasm,
} from "../../../numeric/index.ts";
import type { SortedColumn } from "./sorted-columns.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import type { GradientPairs } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const { constant, doWhile, f32, f64, get, i32, load, select, sequence, set, store, tee, when } = wasm;

/** WebAssembly addresses 32 bits; this leaves room for the rest. */
const MAX_COLUMN_BYTES = 2 ** 31;

/** Bytes of what is known of one node while columns are walked. */
const STATE_BYTES = 80;
// Places in it: sums of the node, sums of the rows walked so far, the value before, the gain of the node, the best split
// (loss change, feature, threshold, direction, sums of the rows walked), and what both gains together must exceed.
const SUM_G = 0;
const SUM_H = 8;
const RUN_G = 16;
const RUN_H = 24;
const LAST = 32;
const GAIN = 36;
const BEST = 40;
const FEATURE = 44;
const THRESHOLD = 48;
const FROM_RIGHT = 52;
const BEST_G = 56;
const BEST_H = 64;
const NEEDED = 72;

/** Less than the needed sum by more than singles may err in rounding: such splits are not looked at closer. */
const SURELY_LESS = 1 - 1e-6;

/** Distance of a threshold past the last value, relative floor; a float32 value. */
const PAST_LAST = Math.fround(1e-6);

/** A node of a level. */
export interface ScannedNode {
  readonly sumGradient: number;
  readonly sumHessian: number;
  readonly gain: number;
  /** Takes the best split. */
  readonly best: SplitCandidate;
}

/** Scans columns in memory of its own. */
export class ExactScanner {
  readonly #columns: readonly { readonly rowsAt: number; readonly valuesAt: number; readonly size: number }[];
  readonly #scan: WasmKernel;
  readonly #pairs: Float32Array;
  readonly #placeOf: Int32Array;
  readonly #states: DataView;
  readonly #statesAt: number;
  #nNodes = 0;

  /** Whether columns are few enough, and the parameters plain enough. */
  static serves(columns: readonly SortedColumn[], parameters: TreeParameters): boolean {
    const { alpha, maxDeltaStep, monotone, interactions } = parameters;
    const bytes = columns.reduce((sum, { rows }) => sum + 8 * rows.length, 0);
    const isPlain = alpha === 0 && maxDeltaStep === 0 && monotone === undefined && interactions === undefined;
    return isPlain && bytes <= MAX_COLUMN_BYTES;
  }

  constructor(columns: readonly SortedColumn[], nRows: number, { lambda, minChildWeight }: TreeParameters) {
    let size = 16;
    const take = (bytes: number): number => {
      const at = size;
      size += Math.ceil(bytes / 16) * 16;
      return at;
    };
    const pairsAt = take(8 * nRows);
    const placesAt = take(4 * nRows);
    this.#columns = columns.map(({ rows }) => ({
      rowsAt: take(4 * rows.length),
      valuesAt: take(4 * rows.length),
      size: rows.length,
    }));
    // A level has no more nodes than rows.
    this.#statesAt = take(STATE_BYTES * nRows);
    const memory = allocateMemory(size);
    const { buffer } = memory;
    columns.forEach(({ rows, values }, j) => {
      const { rowsAt, valuesAt } = this.#columns[j]!;
      new Uint32Array(buffer, rowsAt, rows.length).set(rows);
      new Float32Array(buffer, valuesAt, rows.length).set(values);
    });
    this.#pairs = new Float32Array(buffer, pairsAt, 2 * nRows);
    this.#placeOf = new Int32Array(buffer, placesAt, nRows);
    this.#states = new DataView(buffer, this.#statesAt, STATE_BYTES * nRows);
    const layout = { pairsAt, placesAt, statesAt: this.#statesAt, lambda, minChildWeight };
    this.#scan = instantiate(compile([scanFunction(layout)]), memory)["scan"]!;
  }

  /** Takes the gradients of a tree. */
  start(gradients: GradientPairs): void {
    this.#pairs.set(gradients);
  }

  /**
   * Opens a level.
   *
   * @param placeOf The place of each row's node among the nodes; -1 for rows of nodes that are done.
   */
  open(nodes: readonly ScannedNode[], placeOf: Int32Array): void {
    const places = this.#placeOf;
    for (let row = 0; row < placeOf.length; row++) {
      const place = placeOf[row]!;
      places[row] = place < 0 ? 0 : this.#statesAt + STATE_BYTES * place;
    }
    this.#nNodes = nodes.length;
    const view = this.#states;
    nodes.forEach(({ sumGradient, sumHessian, gain, best }, i) => {
      const at = STATE_BYTES * i;
      view.setFloat64(at + SUM_G, sumGradient, true);
      view.setFloat64(at + SUM_H, sumHessian, true);
      view.setFloat32(at + LAST, 0, true);
      view.setFloat32(at + GAIN, gain, true);
      view.setFloat32(at + BEST, best.lossChange, true);
      view.setInt32(at + FEATURE, -1, true);
      view.setFloat64(at + NEEDED, (gain + best.lossChange) * SURELY_LESS, true);
    });
  }

  /** Walks through a column and offers every split to the nodes; see `ExactLevel.scan`. */
  scan(feature: number, fromRight: boolean): void {
    const { rowsAt, valuesAt, size } = this.#columns[feature]!;
    const first = fromRight ? 4 * (size - 1) : 0;
    const statesEnd = this.#statesAt + STATE_BYTES * this.#nNodes;
    this.#scan(rowsAt + first, valuesAt + first, size, fromRight ? -4 : 4, feature, statesEnd);
  }

  /** Hands the best splits to the nodes of the level. */
  close(nodes: readonly ScannedNode[]): void {
    const view = this.#states;
    nodes.forEach(({ sumGradient, sumHessian, best }, i) => {
      const at = STATE_BYTES * i;
      const feature = view.getInt32(at + FEATURE, true);
      if (feature < 0) return;
      const fromRight = view.getInt32(at + FROM_RIGHT, true) === 1;
      const gradient = view.getFloat64(at + BEST_G, true);
      const hessian = view.getFloat64(at + BEST_H, true);
      const lossChange = view.getFloat32(at + BEST, true);
      best.takeNumeric(lossChange, feature, view.getFloat32(at + THRESHOLD, true), -1, fromRight);
      const [otherGradient, otherHessian] = [sumGradient - gradient, sumHessian - hessian];
      if (fromRight) best.setSums(otherGradient, otherHessian, gradient, hessian);
      else best.setSums(gradient, hessian, otherGradient, otherHessian);
    });
  }
}

interface ScanLayout {
  readonly pairsAt: number;
  readonly placesAt: number;
  readonly statesAt: number;
  readonly lambda: number;
  readonly minChildWeight: number;
}

/** `scan(rows, values, count, step, feature, statesEnd)`: `step` is -4 to walk from the right, the largest value. */
function scanFunction({ pairsAt, placesAt, statesAt, lambda, minChildWeight }: ScanLayout): WasmFunction {
  return {
    name: "scan",
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body([rows, values, count, step, feature, statesEnd], local) {
      const [state, row] = [local("i32"), local("i32")];
      const [value, last, threshold, change] = [local("f32"), local("f32"), local("f32"), local("f32")];
      const [runG, runH, otherG, otherH] = [local("f64"), local("f64"), local("f64"), local("f64")];
      const [runD, otherD] = [local("f64"), local("f64")];
      const leastHessian = f64.constant(minChildWeight);
      const fromRight = i32.ltU(constant(4), get(step!));
      const square = (one: typeof runG) => f64.mul(get(one), get(one));
      // Both sides' G² / (H + lambda), each rounded to singles; a side without any hessian gains nothing.
      const half = (g: typeof runG, h: typeof runH, d: typeof runD) =>
        select(
          f32.div(f32.demote(square(g)), f32.demote(get(d))),
          f32.constant(0),
          f64.gt(get(h), f64.constant(0)),
        );
      const isNear = i32.or(
        f64.gt(
          f64.add(f64.mul(square(runG), get(otherD)), f64.mul(square(otherG), get(runD))),
          f64.mul(load.f64(get(state), NEEDED), f64.mul(get(runD), get(otherD))),
        ),
        i32.xor(f64.gt(get(otherH), f64.constant(0)), constant(1)),
      );
      const isBetter = i32.and(
        f32.gt(get(change), load.f32(get(state), BEST)),
        f32.lt(get(change), f32.constant(Number.POSITIVE_INFINITY)),
      );
      const needed = f64.mul(
        f64.add(f64.promote(load.f32(get(state), GAIN)), f64.promote(get(change))),
        f64.constant(SURELY_LESS),
      );
      const take = (thresholdCode: Code): Code =>
        sequence(
          store.f32(get(state), get(change), BEST),
          store.i32(get(state), get(feature!), FEATURE),
          store.f32(get(state), thresholdCode, THRESHOLD),
          store.i32(get(state), fromRight, FROM_RIGHT),
          store.f64(get(state), get(runG), BEST_G),
          store.f64(get(state), get(runH), BEST_H),
          store.f64(get(state), needed, NEEDED),
        );
      /** Offers to part the rows walked so far from the others. */
      const offer = (thresholdCode: Code): Code =>
        sequence(
          set(otherH, f64.sub(load.f64(get(state), SUM_H), get(runH))),
          when(
            f64.ge(get(otherH), leastHessian),
            sequence(
              set(otherG, f64.sub(load.f64(get(state), SUM_G), get(runG))),
              set(runD, f64.add(get(runH), f64.constant(lambda))),
              set(otherD, f64.add(get(otherH), f64.constant(lambda))),
              when(
                isNear,
                sequence(
                  set(
                    change,
                    f32.sub(
                      f32.add(half(otherG, otherH, otherD), half(runG, runH, runD)),
                      load.f32(get(state), GAIN),
                    ),
                  ),
                  when(isBetter, take(thresholdCode)),
                ),
              ),
            ),
          ),
        );
      const middle = sequence(
        set(threshold, f32.mul(f32.add(get(value), get(last)), f32.constant(0.5))),
        set(threshold, select(get(threshold), get(last), f32.ne(get(threshold), get(value)))),
      );
      const isNew = i32.and(
        f32.ne(get(value), get(last)),
        i32.and(f64.ne(get(runH), f64.constant(0)), f64.ge(get(runH), leastHessian)),
      );
      const start = sequence(
        set(state, constant(statesAt)),
        doWhile(
          sequence(
            store.f64(get(state), f64.constant(0), RUN_G),
            store.f64(get(state), f64.constant(0), RUN_H),
          ),
          i32.ltU(tee(state, i32.add(get(state), constant(STATE_BYTES))), get(statesEnd!)),
        ),
      );
      const pairAt = i32.shl(get(row), constant(3));
      const walk = doWhile(
        sequence(
          set(row, load.i32(get(rows!))),
          when(
            tee(state, load.i32(i32.shl(get(row), constant(2)), placesAt)),
            sequence(
              set(value, load.f32(get(values!))),
              set(last, load.f32(get(state), LAST)),
              set(runG, load.f64(get(state), RUN_G)),
              set(runH, load.f64(get(state), RUN_H)),
              when(isNew, sequence(middle, offer(get(threshold)))),
              store.f64(get(state), f64.add(get(runG), f64.promote(load.f32(pairAt, pairsAt))), RUN_G),
              store.f64(get(state), f64.add(get(runH), f64.promote(load.f32(pairAt, pairsAt + 4))), RUN_H),
              store.f32(get(state), get(value), LAST),
            ),
          ),
          set(rows!, i32.add(get(rows!), get(step!))),
          set(values!, i32.add(get(values!), get(step!))),
        ),
        tee(count!, i32.sub(get(count!), constant(1))),
      );
      // All that have the feature against all that miss it: a threshold beyond the last value.
      const gap = f32.add(f32.abs(get(last)), f32.constant(PAST_LAST));
      const beyond = select(f32.sub(get(last), gap), f32.add(get(last), gap), fromRight);
      const finish = sequence(
        set(state, constant(statesAt)),
        doWhile(
          sequence(
            set(last, load.f32(get(state), LAST)),
            set(runG, load.f64(get(state), RUN_G)),
            set(runH, load.f64(get(state), RUN_H)),
            when(f64.ge(get(runH), leastHessian), offer(beyond)),
          ),
          i32.ltU(tee(state, i32.add(get(state), constant(STATE_BYTES))), get(statesEnd!)),
        ),
      );
      return sequence(start, when(get(count!), walk), finish);
    },
  };
}
