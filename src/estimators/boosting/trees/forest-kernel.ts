// Walks blocks of rows down numeric trees, as WebAssembly: four rows at a time, without branches.
//
// A node takes 16 bytes: the feature's place in a row (bytes), the threshold, the address of the left child (the right
// one is next) with 1 added when missing values go left, and the value if it is a leaf. A leaf's threshold is infinite
// and its left child itself, so that every row takes as many steps as the tree is deep.
import {
  type Code,
  compile,
  instantiate,
  type Local,
  type WasmFunction,
  type WasmKernel,
  type WasmMemory,
  wasm,
} from "../../../numeric/index.ts";

const { constant, doWhile, f32, get, i32, load, sequence, set, store, tee } = wasm;

/** Bytes of one node. */
export const NODE_BYTES = 16;

/** Rows walked together: as many waits for memory overlap. */
export const ROWS_TOGETHER = 4;

/** Bytes of what is known of one tree: the address of its root, its depth, and the bytes from a row's first margin to its own. */
export const TREE_BYTES = 16;

/** The kernels over a memory. */
export interface ForestKernels {
  /** See {@link addLeafValues}. */
  readonly addLeafValues: WasmKernel;
  /** See {@link addRow}. */
  readonly addRow: WasmKernel;
}

/** Compiles the kernels. */
export function makeForestKernels(memory: WasmMemory): ForestKernels {
  const kernels = instantiate(compile([addLeafValues, addRow]), memory);
  return { addLeafValues: kernels["addLeafValues"]!, addRow: kernels["addRow"]! };
}

/**
 * Adds the leaf values of one tree to the margins of some rows.
 * `(root, depth, rows, rowsEnd, rowBytes, margins, marginBytes)`: addresses and strides in bytes; `depth` at least 1;
 * rows are walked up to a multiple of four.
 */
const addLeafValues: WasmFunction = {
  name: "addLeafValues",
  parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
  body([root, depth, rows, rowsEnd, rowBytes, margins, marginBytes], local) {
    const left = local("i32");
    const value = local("f32");
    const steps = local("i32");
    const walks = Array.from({ length: ROWS_TOGETHER }, () => ({ row: local("i32"), node: local("i32") }));
    const step = walks.map(({ row, node }) => stepDown(row, node, value, left));
    const start = walks.map(({ row, node }) =>
      sequence(set(node, get(root!)), set(row, get(rows!)), set(rows!, i32.add(get(rows!), get(rowBytes!)))),
    );
    const finish = walks.map(({ node }) =>
      sequence(
        store.f32(get(margins!), f32.add(load.f32(get(margins!)), load.f32(get(node), 12))),
        set(margins!, i32.add(get(margins!), get(marginBytes!))),
      ),
    );
    return doWhile(
      sequence(
        ...start,
        set(steps, get(depth!)),
        doWhile(sequence(...step), tee(steps, i32.sub(get(steps), constant(1)))),
        ...finish,
      ),
      i32.ltU(get(rows!), get(rowsEnd!)),
    );
  },
};

/**
 * Adds the leaf values of all trees to the margins of one row: `(trees, treesEnd, row, margins)`. Trees are
 * {@link TREE_BYTES} each, at least one. Their walks do not wait for each other.
 */
const addRow: WasmFunction = {
  name: "addRow",
  parameters: ["i32", "i32", "i32", "i32"],
  body([trees, treesEnd, row, margins], local) {
    const [node, left, steps, margin] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const value = local("f32");
    return doWhile(
      sequence(
        set(node, load.i32(get(trees!))),
        set(steps, load.i32(get(trees!), 4)),
        doWhile(stepDown(row!, node, value, left), tee(steps, i32.sub(get(steps), constant(1)))),
        set(margin, i32.add(get(margins!), load.i32(get(trees!), 8))),
        store.f32(get(margin), f32.add(load.f32(get(margin)), load.f32(get(node), 12))),
      ),
      i32.ltU(tee(trees!, i32.add(get(trees!), constant(TREE_BYTES))), get(treesEnd!)),
    );
  },
};

/** One step down a tree, to the left or to the right child. */
function stepDown(row: Local, node: Local, value: Local, left: Local): Code {
  const isLess = f32.lt(tee(value, load.f32(i32.add(get(row), load.i32(get(node))))), load.f32(get(node), 4));
  const isMissing = i32.and(f32.ne(get(value), get(value)), get(left));
  const isRight = i32.xor(i32.or(isLess, isMissing), constant(1));
  return sequence(
    set(left, load.i32(get(node), 8)),
    set(node, i32.add(i32.and(get(left), constant(-NODE_BYTES)), i32.shl(isRight, constant(4)))),
  );
}
