// Puts the values of one column in a block of rows into bins, as WebAssembly: a binary search without branches.
import { type Code, type WasmFunction, wasm } from "../../../numeric/index.ts";

const { constant, doWhile, f32, get, i32, load, select, sequence, set, store, tee } = wasm;

/**
 * `bin(values, rowBytes, count, cuts, nBins, column, row)`: writes the bin of each of `count` values that lie `rowBytes`
 * apart to `column`, one after the other, and to `row`, `nFeatures` bins apart. `cuts` are `2 ** steps` rising singles,
 * infinite from the number of bins on; a value is in the first bin whose cut is greater, or the last; NaN in bin `nBins`.
 *
 * @param steps Halvings of the search.
 */
export function binFunction(binBytes: 1 | 2, nFeatures: number, steps: number): WasmFunction {
  const storeBin = binBytes === 1 ? store.u8 : store.u16;
  return {
    name: "bin",
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
    body([values, rowBytes, count, cuts, nBins, column, row], local) {
      const value = local("f32");
      const [at, bin] = [local("i32"), local("i32")];
      const halve = (step: number): Code =>
        // Where the cut before the middle is not above the value, go on in the upper half.
        set(
          at,
          select(
            get(at),
            i32.add(get(at), constant(4 * step)),
            f32.gt(load.f32(get(at), 4 * (step - 1)), get(value)),
          ),
        );
      const halvings = Array.from({ length: steps }, (_, k) => halve(2 ** (steps - 1 - k)));
      const last = i32.sub(get(nBins!), constant(1));
      return doWhile(
        sequence(
          set(value, load.f32(get(values!))),
          set(at, get(cuts!)),
          ...halvings,
          set(bin, i32.shrU(i32.sub(get(at), get(cuts!)), constant(2))),
          set(bin, select(get(bin), last, i32.ltU(get(bin), get(nBins!)))),
          set(bin, select(get(nBins!), get(bin), f32.ne(get(value), get(value)))),
          storeBin(get(column!), get(bin)),
          storeBin(get(row!), get(bin)),
          set(values!, i32.add(get(values!), get(rowBytes!))),
          set(column!, i32.add(get(column!), constant(binBytes))),
          set(row!, i32.add(get(row!), constant(nFeatures * binBytes))),
        ),
        tee(count!, i32.sub(get(count!), constant(1))),
      );
    },
  };
}
