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
      const [at, first, end] = [local("i32"), local("i32"), local("i32")];
      const [feature, about] = [local("i32"), local("i32")];
      const [bestFeature, bestAt, bestLeft] = [local("i32"), local("i32"), local("i32")];
      const [total, sum] = [local("i64"), local("i64")];
      const [left, bestSum] = [local("i64"), local("i64")];
      const [totalG, totalH] = [local("f64"), local("f64")];
      const [leftG, leftH, rightG, rightH] = [local("f64"), local("f64"), local("f64"), local("f64")];
      const [leftD, rightD] = [local("f64"), local("f64")];
      const square = (value: Local) => f64.mul(get(value), get(value));
      const isBetter = f64.gt(
        f64.add(f64.mul(square(leftG), get(rightD)), f64.mul(square(rightG), get(leftD))),
        f64.mul(get(best!), f64.mul(get(leftD), get(rightD))),
      );
      const take = (lastLeft: Code, missingLeft: 0 | 1): Code =>
        sequence(
          set(
            best!,
            f64.mul(
              f64.add(f64.div(square(leftG), get(leftD)), f64.div(square(rightG), get(rightD))),
              f64.constant(SURPASS),
            ),
          ),
          set(bestFeature, get(feature)),
          set(bestAt, lastLeft),
          set(bestLeft, constant(missingLeft)),
          set(bestSum, get(left)),
        );
      /** Offers the split whose left side has these sums. */
      const offer = (sums: Code, lastLeft: Code, missingLeft: 0 | 1): Code =>
        sequence(
          set(left, sums),
          set(leftG, gradientOf(get(left))),
          set(leftH, hessianOf(get(left))),
          set(rightG, f64.sub(get(totalG), get(leftG))),
          set(rightH, f64.sub(get(totalH), get(leftH))),
          when(
            f64.ge(get(leftH), get(leastHessian!)),
            when(
              f64.ge(get(rightH), get(leastHessian!)),
              sequence(
                set(leftD, f64.add(get(leftH), get(lambda!))),
                set(rightD, f64.add(get(rightH), get(lambda!))),
                when(isBetter, take(lastLeft, missingLeft)),
              ),
            ),
          ),
        );
      const addBin = set(sum, i64.add(get(sum), load.i64(get(at))));
      const oneBin = constant(PAIR_BYTES);
      // Of splits that part the same rows the first met stays: from the left the lowest, from the right the highest.
      const fromLeft = sequence(
        set(sum, i64.constant(0)),
        set(at, get(first)),
        doWhile(
          sequence(addBin, offer(get(sum), get(at), 0)),
          i32.ltU(tee(at, i32.add(get(at), oneBin)), get(end)),
        ),
      );
      const fromRight = sequence(
        set(sum, i64.constant(0)),
        set(at, get(end)),
        doWhile(
          sequence(
            set(at, i32.sub(get(at), oneBin)),
            addBin,
            offer(i64.sub(get(total), get(sum)), i32.sub(get(at), oneBin), 1),
          ),
          i32.ltU(get(first), get(at)),
        ),
      );
      return sequence(
        set(total, load.i64(get(histogram!), totalAt)),
        set(totalG, gradientOf(get(total))),
        set(totalH, hessianOf(get(total))),
        set(bestFeature, constant(-1)),
        doWhile(
          sequence(
            set(feature, load.i32(get(features!))),
            set(about, i32.add(constant(featuresAt), i32.shl(get(feature), constant(4)))),
            set(first, i32.add(get(histogram!), load.i32(get(about)))),
            set(end, i32.add(get(histogram!), load.i32(get(about), 4))),
            fromLeft,
            // After the bins comes the one for missing values, where there are any.
            when(load.i32(get(about), 8), when(i64.ne(load.i64(get(end)), i64.constant(0)), fromRight)),
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
