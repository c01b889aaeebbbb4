// Whether the arrays of a tree from a file do make a tree.
import type { Tree } from "./tree.ts";

/** Trees are walked by recursion when they are explained or written out. */
const MAX_DEPTH = 1000;

/**
 * Checks that every node the root leads to is met once and has two children or none.
 *
 * @param fault Makes the error out of what is wrong, to be read after the name of the children's array.
 */
export function checkTreeShape(tree: Tree, fault: (what: string) => Error): void {
  const size = tree.leftChildren.length;
  const isSeen = new Uint8Array(size);
  const depths = new Int32Array(size);
  const stack = [0];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isSeen[node] === 1) throw fault(`must make a tree, but node ${node} has two parents`);
    isSeen[node] = 1;
    const left = tree.leftChildren[node]!;
    const right = tree.rightChildren[node]!;
    if (left === -1 && right === -1) continue;
    if (left === -1 || right === -1) throw fault(`must make a tree, but node ${node} has one child`);
    const depth = depths[node]! + 1;
    if (depth > MAX_DEPTH) throw fault(`must make a tree of at most ${MAX_DEPTH} levels`);
    depths[left] = depth;
    depths[right] = depth;
    stack.push(left, right);
  }
}
