// The scan over one feature's bins that finds its best numeric split, as WebAssembly; without the L1 penalty.
// The same arithmetic as scan.kernel.ts, in native singles: half(G, H) = G² / (H + lambda), both rounded first.
import { type WasmFunction, wasm } from "../../../numeric/index.ts";

const { constant, doWhile, f32, f64, get, i32, load, select, sequence, set, store, tee, when } = wasm;

/**
 * `(slot, step, count, lambda, minChildWeight, sumGradient, sumHessian, gain, toBeat, result) → steps taken to the best`:
 * walks `count` slots of a histogram from the address `slot` by `step` bytes. Gives -1 when nothing beats `toBeat`.
 * At `result` it leaves five doubles: the best sums, its loss change, the sums of all bins.
 */
export const scanFunction: WasmFunction = {
  name: "scan",
  parameters: ["i32", "i32", "i32", "f64", "f64", "f64", "f64", "f32", "f32", "i32"],
  result: "i32",
  body([slot, step, count, lambda, minChildWeight, sumGradient, sumHessian, gain, best, result], local) {
    const place = local("i32");
    const bestPlace = local("i32");
    const gradient = local("f64");
    const hessian = local("f64");
    const otherGradient = local("f64");
    const otherHessian = local("f64");
    const change = local("f32");
    const half = (g: typeof gradient, h: typeof hessian) =>
      f32.div(f32.demote(f64.mul(get(g), get(g))), f32.demote(f64.add(get(h), get(lambda!))));
    // A side without any hessian gains nothing; only without a least child weight is there such a side.
    const halfOf = (g: typeof gradient, h: typeof hessian) =>
      select(half(g, h), f32.constant(0), f64.gt(get(h), f64.constant(0)));
    const isFull = i32.or(
      f64.ne(load.f64(get(slot!)), f64.constant(0)),
      f64.ne(load.f64(get(slot!), 8), f64.constant(0)),
    );
    const isAllowed = i32.and(
      f64.ge(get(hessian), get(minChildWeight!)),
      f64.ge(get(otherHessian), get(minChildWeight!)),
    );
    const isBetter = i32.and(
      f32.gt(get(change), get(best!)),
      f32.lt(get(change), f32.constant(Number.POSITIVE_INFINITY)),
    );
    const offer = sequence(
      set(
        change,
        f32.sub(f32.add(halfOf(gradient, hessian), halfOf(otherGradient, otherHessian)), get(gain!)),
      ),
      when(
        isBetter,
        sequence(
          set(best!, get(change)),
          set(bestPlace, get(place)),
          store.f64(get(result!), get(gradient)),
          store.f64(get(result!), get(hessian), 8),
        ),
      ),
    );
    return sequence(
      set(bestPlace, constant(-1)),
      doWhile(
        sequence(
          when(
            isFull,
            sequence(
              set(gradient, f64.add(get(gradient), load.f64(get(slot!)))),
              set(hessian, f64.add(get(hessian), load.f64(get(slot!), 8))),
              set(otherGradient, f64.sub(get(sumGradient!), get(gradient))),
              set(otherHessian, f64.sub(get(sumHessian!), get(hessian))),
              when(isAllowed, offer),
            ),
          ),
          set(slot!, i32.add(get(slot!), get(step!))),
        ),
        i32.ltU(tee(place, i32.add(get(place), constant(1))), get(count!)),
      ),
      store.f64(get(result!), f64.promote(get(best!)), 16),
      store.f64(get(result!), get(gradient), 24),
      store.f64(get(result!), get(hessian), 32),
      get(bestPlace),
    );
  },
};
