// The search for the best numeric split in a packed histogram, as WebAssembly; without L1 penalty and other constraints.
// Gains are compared without dividing: with G, H of the left and the right side and lambda in steps of the hessian,
// GL² / (HL + lambda) + GR² / (HR + lambda) > best  <=>  GL² (HR + lambda) + GR² (HL + lambda) > best (HL + lambda) (HR + lambda).
import { type Code, type Local, type WasmFunction, wasm } from "../../../numeric/index.ts";
import { HESSIAN_BITS } from "./pack-kernels.ts";
import { PAIR_BYTES, type PackedLayout } from "./packed-layout.ts";

const { constant, doWhile, f64, get, i32, i64, load, sequence, set, store, tee, when } = wasm;

/** By how much a gain must surpass the best so far: what rounding alone may add to it. */
const SURPASS = 1 + 2 ** -44;

/**
 * `search(histogram, features, featuresEnd, result, lambda, leastHessian, toBeat)`: looks at all splits of the features
 * whose numbers stand from `features` to before `featuresEnd`. At `result` it leaves the sums of all rows, those of the
 * left side (four doubles, in steps), then as 32-bit numbers the feature (-1 for none), the address of the last bin that
 * goes left and whether missing values go left.
 */
export function searchFunction({ nFeatures, slots, featuresAt }: PackedLayout): WasmFunction {
  const totalAt = PAIR_BYTES * slots[nFeatures]!;
  return {
    name: "search",
    parameters: ["i32", "i32", "i32", "i32", "f64", "f64", "f64"],
    body([histogram, features, featuresEnd, result, lambda, leastHessian, best], local) {
      const [at, end, feature, about] = [local("i32"), local("i32"), local("i32"), local("i32")];
      const [bestFeature, bestAt, bestLeft] = [local("i32"), local("i32"), local("i32")];
      const [sum, bestSum] = [local("i64"), local("i64")];
      const [totalG, totalH] = [local("f64"), local("f64")];
      const [leftG, leftH, rightG, rightH] = [local("f64"), local("f64"), local("f64"), local("f64")];
      const [leftD, rightD] = [local("f64"), local("f64")];
      const square = (value: Local) => f64.mul(get(value), get(value));
      const isBetter = f64.gt(
        f64.add(f64.mul(square(leftG), get(rightD)), f64.mul(square(rightG), get(leftD))),
        f64.mul(get(best!), f64.mul(get(leftD), get(rightD))),
      );
      const take = (missingLeft: 0 | 1): Code =>
        sequence(
          set(
            best!,
            f64.mul(
              f64.add(f64.div(square(leftG), get(leftD)), f64.div(square(rightG), get(rightD))),
              f64.constant(SURPASS),
            ),
          ),
          set(bestFeature, get(feature)),
          set(bestAt, get(at)),
          set(bestLeft, constant(missingLeft)),
          set(bestSum, get(sum)),
        );
      const walk = (missingLeft: 0 | 1): Code =>
        sequence(
          set(at, i32.add(get(histogram!), load.i32(get(about)))),
          doWhile(
            sequence(
              set(sum, i64.add(get(sum), load.i64(get(at)))),
              set(leftG, gradientOf(get(sum))),
              set(leftH, hessianOf(get(sum))),
              set(rightG, f64.sub(get(totalG), get(leftG))),
              set(rightH, f64.sub(get(totalH), get(leftH))),
              when(
                i32.and(f64.ge(get(leftH), get(leastHessian!)), f64.ge(get(rightH), get(leastHessian!))),
                sequence(
                  set(leftD, f64.add(get(leftH), get(lambda!))),
                  set(rightD, f64.add(get(rightH), get(lambda!))),
                  when(isBetter, take(missingLeft)),
                ),
              ),
            ),
            i32.ltU(tee(at, i32.add(get(at), constant(PAIR_BYTES))), get(end)),
          ),
        );
      return sequence(
        set(sum, load.i64(get(histogram!), totalAt)),
        set(totalG, gradientOf(get(sum))),
        set(totalH, hessianOf(get(sum))),
        set(bestFeature, constant(-1)),
        doWhile(
          sequence(
            set(feature, load.i32(get(features!))),
            set(about, i32.add(constant(featuresAt), i32.shl(get(feature), constant(4)))),
            set(end, i32.add(get(histogram!), load.i32(get(about), 4))),
            set(sum, i64.constant(0)),
            walk(0),
            when(
              load.i32(get(about), 8),
              sequence(set(sum, load.i64(get(end))), when(i64.ne(get(sum), i64.constant(0)), walk(1))),
            ),
          ),
          i32.ltU(tee(features!, i32.add(get(features!), constant(4))), get(featuresEnd!)),
        ),
        store.f64(get(result!), get(totalG)),
        store.f64(get(result!), get(totalH), 8),
        store.f64(get(result!), gradientOf(get(bestSum)), 16),
        store.f64(get(result!), hessianOf(get(bestSum)), 24),
        store.i32(get(result!), get(bestFeature), 32),
        store.i32(get(result!), get(bestAt), 36),
        store.i32(get(result!), get(bestLeft), 40),
      );
    },
  };
}

function gradientOf(packed: Code): Code {
  return f64.fromI64(i64.shrS(packed, i64.constant(HESSIAN_BITS)));
}

function hessianOf(packed: Code): Code {
  return f64.fromI64(i64.and(packed, i64.constant(2 ** HESSIAN_BITS - 1)));
}
