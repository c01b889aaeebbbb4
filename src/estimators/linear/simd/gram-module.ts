// The SIMD twin of addPanelGram: the same tiles of two by four columns, two rows at a time.
import {
  type Code,
  call,
  F64X2_ZERO,
  f64Add,
  f64Load,
  f64Store,
  f64x2Add,
  f64x2Load,
  f64x2Mul,
  f64x2Sum,
  get,
  i32,
  i32Add,
  i32Below,
  i32Mul,
  type Local,
  repeatWhile,
  set,
} from "./wasm-code.ts";
import { Locals, moduleBytes, type WasmFunction } from "./wasm-module.ts";

const DOUBLE_BYTES = 8;
const PAIR_BYTES = 16;
/** Rows come in multiples of 8, so the loop can take four pairs at a time. */
const UNROLLED = 2;
const TILE = 0;
const PANEL = 1;

/** A module that exports `addPanelGram(panel, stride, width, gram)`, panel and gram being addresses in bytes. */
export function gramModuleBytes(): Uint8Array<ArrayBuffer> {
  return moduleBytes([tileFunction(), panelFunction()], { addPanelGram: PANEL });
}

/** `addTile(x, y, stride, at, width)`: x and y are the addresses of the first columns, stride and width are in bytes. */
function tileFunction(): WasmFunction {
  const [x, y, stride, at, width] = [0, 1, 2, 3, 4];
  const locals = new Locals(5, 6);
  const end = locals.integer();
  const below = locals.integer();
  const left: Local[] = [x, locals.integer()];
  const right: Local[] = [y, locals.integer(), locals.integer(), locals.integer()];
  const sums = left.map(() => right.map(() => locals.pair()));
  const [first, second, other] = [locals.pair(), locals.pair(), locals.pair()];
  const columns = [...left, ...right];

  // The columns on the right are loaded one at a time: with the eight sums, that leaves registers to spare.
  const addProduct = (sum: Local, value: Local): Code =>
    set(sum, f64x2Add(get(sum), f64x2Mul(get(value), get(other))));
  const multiply = (offset: number): Code[] => [
    set(first, f64x2Load(get(left[0]!), offset)),
    set(second, f64x2Load(get(left[1]!), offset)),
    ...right.flatMap((column, c) => [
      set(other, f64x2Load(get(column), offset)),
      addProduct(sums[0]![c]!, first),
      addProduct(sums[1]![c]!, second),
    ]),
  ];
  const pairs = Array.from({ length: UNROLLED }, (_, pair) => pair);
  const advance = columns.map((column) => set(column, i32Add(get(column), i32(UNROLLED * PAIR_BYTES))));
  const store = (row: Local, sum: Local, c: number): Code =>
    f64Store(get(row), f64Add(f64Load(get(row), c * DOUBLE_BYTES), f64x2Sum(sum)), c * DOUBLE_BYTES);
  return locals.functionOf([
    set(end, i32Add(get(x), get(stride))),
    set(below, i32Add(get(at), get(width))),
    set(left[1]!, i32Add(get(x), get(stride))),
    ...right.slice(1).map((column, c) => set(column, i32Add(get(right[c]!), get(stride)))),
    ...sums.flat().map((sum) => set(sum, F64X2_ZERO)),
    repeatWhile(
      i32Below(get(x), get(end)),
      ...pairs.flatMap((pair) => multiply(pair * PAIR_BYTES)),
      ...advance,
    ),
    ...sums[0]!.map((sum, c) => store(at, sum, c)),
    ...sums[1]!.map((sum, c) => store(below, sum, c)),
  ]);
}

/** `addPanelGram(panel, stride, width, gram)`: all tiles on and below the diagonal. */
function panelFunction(): WasmFunction {
  const [panel, stride, width, gram] = [0, 1, 2, 3];
  const locals = new Locals(4, 4);
  const i = locals.integer();
  const j = locals.integer();
  const strideBytes = locals.integer();
  const widthBytes = locals.integer();
  const column = (index: Local): Code => i32Add(get(panel), i32Mul(get(index), get(strideBytes)));
  const at = i32Add(get(gram), i32Mul(i32Add(i32Mul(get(i), get(width)), get(j)), i32(DOUBLE_BYTES)));
  return locals.functionOf([
    set(strideBytes, i32Mul(get(stride), i32(DOUBLE_BYTES))),
    set(widthBytes, i32Mul(get(width), i32(DOUBLE_BYTES))),
    repeatWhile(
      i32Below(get(i), get(width)),
      set(j, i32(0)),
      repeatWhile(
        i32Below(get(j), i32Add(get(i), i32(1))),
        call(TILE, column(i), column(j), get(strideBytes), at, get(widthBytes)),
        set(j, i32Add(get(j), i32(4))),
      ),
      set(i, i32Add(get(i), i32(2))),
    ),
  ]);
}
