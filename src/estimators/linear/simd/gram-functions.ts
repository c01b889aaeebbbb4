// The SIMD twin of addPanelGram: the same tiles of two by four columns, two rows at a time.
import { type Code, type Local, type WasmFunction, wasm } from "../../../numeric/index.ts";

const { call, constant, doWhile, f64, f64x2, get, i32, load, sequence, set, store } = wasm;

const DOUBLE_BYTES = 8;
const PAIR_BYTES = 16;
/** Rows come in multiples of 8, so the loop can take two pairs at a time. */
const UNROLLED = 2;
/** Where `addTile` is among {@link GRAM_FUNCTIONS}, which come first in the module. */
const TILE = 0;

/** `(x, y, stride, at, width)`: x and y are the addresses of the first columns, stride and width are in bytes. */
const addTile: WasmFunction = {
  name: "addTile",
  parameters: ["i32", "i32", "i32", "i32", "i32"],
  body([x, y, stride, at, width], local) {
    const end = local("i32");
    const below = local("i32");
    const left = [x!, local("i32")] as const;
    const right = [y!, local("i32"), local("i32"), local("i32")];
    // Locals are 0 at first, so the sums need no start.
    const sums = right.map(() => [local("v128"), local("v128")] as const);
    const [first, second, other] = [local("v128"), local("v128"), local("v128")];

    // The columns on the right are loaded one at a time: with the eight sums, that leaves registers to spare.
    const addProduct = (total: Local, value: Local): Code =>
      set(total, f64x2.add(get(total), f64x2.mul(get(value), get(other))));
    const multiply = (offset: number): Code =>
      sequence(
        set(first, load.v128(get(left[0]), offset)),
        set(second, load.v128(get(left[1]), offset)),
        ...right.flatMap((column, c) => [
          set(other, load.v128(get(column), offset)),
          addProduct(sums[c]![0], first),
          addProduct(sums[c]![1], second),
        ]),
      );
    const advance = [...left, ...right].map((column) =>
      set(column, i32.add(get(column), constant(UNROLLED * PAIR_BYTES))),
    );
    const addTo = (row: Local, total: Local, offset: number): Code => {
      const lanes = f64.add(f64x2.lane(get(total), 0), f64x2.lane(get(total), 1));
      return store.f64(get(row), f64.add(load.f64(get(row), offset), lanes), offset);
    };
    return sequence(
      set(end, i32.add(get(x!), get(stride!))),
      set(below, i32.add(get(at!), get(width!))),
      set(left[1], get(end)),
      ...right.slice(1).map((column, c) => set(column, i32.add(get(right[c]!), get(stride!)))),
      doWhile(
        sequence(...Array.from({ length: UNROLLED }, (_, pair) => multiply(pair * PAIR_BYTES)), ...advance),
        i32.ltU(get(x!), get(end)),
      ),
      ...sums.map(([above], c) => addTo(at!, above, c * DOUBLE_BYTES)),
      ...sums.map(([, under], c) => addTo(below, under, c * DOUBLE_BYTES)),
    );
  },
};

/** `(panel, stride, width, gram)`: all tiles on and below the diagonal. */
const addPanelGram: WasmFunction = {
  name: "addPanelGram",
  parameters: ["i32", "i32", "i32", "i32"],
  body([panel, stride, width, gram], local) {
    const i = local("i32");
    const j = local("i32");
    const strideBytes = local("i32");
    const widthBytes = local("i32");
    const column = (index: Local): Code => i32.add(get(panel!), i32.mul(get(index), get(strideBytes)));
    const place = i32.add(i32.mul(get(i), get(width!)), get(j));
    const at = i32.add(get(gram!), i32.mul(place, constant(DOUBLE_BYTES)));
    return sequence(
      set(strideBytes, i32.mul(get(stride!), constant(DOUBLE_BYTES))),
      set(widthBytes, i32.mul(get(width!), constant(DOUBLE_BYTES))),
      doWhile(
        sequence(
          set(j, constant(0)),
          doWhile(
            sequence(
              call(TILE, column(i), column(j), get(strideBytes), at, get(widthBytes)),
              set(j, i32.add(get(j), constant(4))),
            ),
            i32.ltU(get(j), i32.add(get(i), constant(1))),
          ),
          set(i, i32.add(get(i), constant(2))),
        ),
        i32.ltU(get(i), get(width!)),
      ),
    );
  },
};

/** The functions, of which `addPanelGram(panel, stride, width, gram)` is for use: panel and gram are addresses in bytes. */
export const GRAM_FUNCTIONS: readonly WasmFunction[] = [addTile, addPanelGram];
