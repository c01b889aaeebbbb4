// Where the nodes of a tree stand when it is drawn: leaves side by side, each question above the middle of its answers.
import type { ModelTree, TreeNode } from "../api/model-insight.ts";

/** A node with its place: columns count leaves, rows count questions from the root. */
export interface PlacedNode {
  readonly node: TreeNode;
  readonly column: number;
  readonly row: number;
}

/** A tree with places. */
export interface TreeLayout {
  readonly nodes: readonly PlacedNode[];
  readonly byId: ReadonlyMap<number, PlacedNode>;
  readonly columns: number;
  readonly rows: number;
}

/** Places a tree. Nodes that are not there (the server sends so many at most) leave their question without an answer. */
export function treeLayout(tree: ModelTree): TreeLayout {
  const known = new Map(tree.nodes.map((node) => [node.id, node]));
  const byId = new Map<number, PlacedNode>();
  let columns = 0;
  let rows = 0;
  const place = (id: number, row: number): number | undefined => {
    const node = known.get(id);
    if (node === undefined || byId.has(id)) return undefined;
    rows = Math.max(rows, row + 1);
    const children = [node.left, node.right]
      .filter((child) => child !== null)
      .map((child) => place(child, row + 1))
      .filter((column) => column !== undefined);
    const first = children[0];
    const last = children.at(-1);
    const column = first === undefined || last === undefined ? columns++ : (first + last) / 2;
    byId.set(id, { node, column, row });
    return column;
  };
  place(0, 0);
  return { nodes: [...byId.values()], byId, columns: Math.max(1, columns), rows };
}

/**
 * The way of a row through a tree: the nodes it passes, from the root to its leaf.
 *
 * @param values One a feature; NaN where a value is missing.
 */
export function wayThrough(tree: ModelTree, values: readonly number[]): readonly number[] {
  const known = new Map(tree.nodes.map((node) => [node.id, node]));
  const way: number[] = [];
  for (let node = known.get(0); node !== undefined && way.length <= tree.nodes.length; ) {
    way.push(node.id);
    const next: number | null =
      node.feature === null
        ? null
        : goesLeft(node, values[node.feature] ?? Number.NaN)
          ? node.left
          : node.right;
    node = next === null ? undefined : known.get(next);
  }
  return way;
}

function goesLeft(node: TreeNode, value: number): boolean {
  if (Number.isNaN(value)) return node.is_missing_left;
  if (node.right_categories !== null) return !node.right_categories.includes(Math.trunc(value));
  // The model compares single precision, as XGBoost does.
  return Math.fround(value) < Number(node.threshold);
}
