// Gradients and hessians as whole numbers in one word of 64 bits: the gradient with its sign in the upper 33 bits, the
// hessian in the lower 31, so that words add up as pairs do as long as neither sum outgrows its bits.
import { type WasmFunction, wasm } from "../../../numeric/index.ts";

const { constant, doWhile, f64, get, i32, i64, load, sequence, set, store, tee } = wasm;

/** Bits of the hessian. */
export const HESSIAN_BITS = 31;

/** Sums of absolute gradients and of hessians stay below these, in steps, less half a step for each row's rounding. */
export const MAX_GRADIENT_STEPS: number = 2 ** 32;
export const MAX_HESSIAN_STEPS: number = 2 ** HESSIAN_BITS;

/** `sum(nRows, result)`: sums of the absolute gradients and of the hessians of all rows, two doubles at `result`. */
export function sumFunction(pairsAt: number): WasmFunction {
  return {
    name: "sum",
    parameters: ["i32", "i32"],
    body([nRows, result], local) {
      const row = local("i32");
      const place = local("i32");
      const gradient = local("f64");
      const hessian = local("f64");
      return sequence(
        doWhile(
          sequence(
            set(place, i32.shl(get(row), constant(3))),
            set(gradient, f64.add(get(gradient), f64.abs(f64.promote(load.f32(get(place), pairsAt))))),
            set(hessian, f64.add(get(hessian), f64.promote(load.f32(get(place), pairsAt + 4)))),
          ),
          i32.ltU(tee(row, i32.add(get(row), constant(1))), get(nRows!)),
        ),
        store.f64(get(result!), get(gradient)),
        store.f64(get(result!), get(hessian), 8),
      );
    },
  };
}

/** `pack(nRows, gradientScale, hessianScale)`: pairs of singles become packed words, in place. */
export function packFunction(pairsAt: number): WasmFunction {
  return {
    name: "pack",
    parameters: ["i32", "f64", "f64"],
    body([nRows, gradientScale, hessianScale], local) {
      const row = local("i32");
      const place = local("i32");
      const scaled = (offset: number, scale: typeof row) =>
        i64.nearest(f64.mul(f64.promote(load.f32(get(place), pairsAt + offset)), get(scale)));
      return doWhile(
        sequence(
          set(place, i32.shl(get(row), constant(3))),
          store.i64(
            get(place),
            i64.add(i64.shl(scaled(0, gradientScale!), i64.constant(HESSIAN_BITS)), scaled(4, hessianScale!)),
            pairsAt,
          ),
        ),
        i32.ltU(tee(row, i32.add(get(row), constant(1))), get(nRows!)),
      );
    },
  };
}
