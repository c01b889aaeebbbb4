// Gradients and hessians as whole numbers in one word of 64 bits: the gradient with its sign in the upper 33 bits, the
// hessian in the lower 31, so that words add up as pairs do as long as neither sum outgrows its bits.
import { type Code, type Local, type WasmFunction, wasm } from "../../../numeric/index.ts";

const { constant, doWhile, f64, get, i32, i64, load, sequence, set, store, tee } = wasm;

/** Bits of the hessian. */
export const HESSIAN_BITS = 31;

/** Sums of absolute gradients and of hessians stay below these, in steps, less half a step for each row's rounding. */
export const MAX_GRADIENT_STEPS: number = 2 ** 32;
export const MAX_HESSIAN_STEPS: number = 2 ** HESSIAN_BITS;

/** `sum(pairs, pairsEnd, result)`: sums of the absolute gradients and of the hessians, two doubles at `result`. */
export const sumFunction: WasmFunction = {
  name: "sum",
  parameters: ["i32", "i32", "i32"],
  body([pairs, pairsEnd, result], local) {
    const gradient = local("f64");
    const hessian = local("f64");
    return sequence(
      doWhile(
        sequence(
          set(gradient, f64.add(get(gradient), f64.abs(f64.promote(load.f32(get(pairs!)))))),
          set(hessian, f64.add(get(hessian), f64.promote(load.f32(get(pairs!), 4)))),
        ),
        nextPair(pairs!, pairsEnd!),
      ),
      store.f64(get(result!), get(gradient)),
      store.f64(get(result!), get(hessian), 8),
    );
  },
};

/** `pack(pairs, pairsEnd, gradientScale, hessianScale)`: pairs of singles become packed words, in place. */
export const packFunction: WasmFunction = {
  name: "pack",
  parameters: ["i32", "i32", "f64", "f64"],
  body([pairs, pairsEnd, gradientScale, hessianScale]) {
    const scaled = (offset: number, scale: Local) =>
      i64.nearest(f64.mul(f64.promote(load.f32(get(pairs!), offset)), get(scale)));
    const packed = i64.add(
      i64.shl(scaled(0, gradientScale!), i64.constant(HESSIAN_BITS)),
      scaled(4, hessianScale!),
    );
    return doWhile(store.i64(get(pairs!), packed), nextPair(pairs!, pairsEnd!));
  },
};

function nextPair(pairs: Local, pairsEnd: Local): Code {
  return i32.ltU(tee(pairs, i32.add(get(pairs), constant(8))), get(pairsEnd));
}
