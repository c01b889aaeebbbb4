// Trees as people read them: indented text, or JSON.
import type { BoosterParts } from "../booster-model.ts";
import { nineDigits } from "../files/float-text.ts";
import { isLeaf, type Tree } from "../trees/tree.ts";

/** A node of a dump in JSON, by XGBoost's names. */
export interface DumpedNode {
  readonly nodeid: number;
  readonly depth?: number;
  readonly split?: string;
  readonly split_condition?: number | readonly number[];
  readonly yes?: number;
  readonly no?: number;
  readonly missing?: number;
  readonly leaf?: number;
  readonly gain?: number;
  readonly cover?: number;
  readonly children?: readonly DumpedNode[];
}

/** Writes trees of one booster. */
export class TreeDumper {
  readonly #parts: BoosterParts;
  readonly #withStats: boolean;

  /** @param withStats Whether gains and covers are written too. */
  constructor(parts: BoosterParts, withStats: boolean) {
    this.#parts = parts;
    this.#withStats = withStats;
  }

  /** A tree as text, one node a line, as XGBoost's `get_dump` writes it. */
  text(tree: Tree): string {
    return this.#lines(tree, 0, 0).join("");
  }

  /** A tree as nested records. */
  record(tree: Tree): DumpedNode {
    return this.#record(tree, 0, 0);
  }

  #lines(tree: Tree, node: number, depth: number): string[] {
    const indent = "\t".repeat(depth);
    const cover = nineDigits(tree.sumHessian[node]!);
    if (isLeaf(tree, node)) {
      const stats = this.#withStats ? `,cover=${cover}` : "";
      return [`${indent}${node}:leaf=${nineDigits(tree.splitConditions[node]!)}${stats}\n`];
    }
    const { yes, no, missing } = this.#branches(tree, node);
    const stats = this.#withStats ? `,gain=${nineDigits(tree.lossChanges[node]!)},cover=${cover}` : "";
    const isIndicator = this.#typeOf(tree, node) === "i";
    const ways = isIndicator ? `yes=${yes},no=${no}` : `yes=${yes},no=${no},missing=${missing}`;
    return [
      `${indent}${node}:[${this.#question(tree, node)}] ${ways}${stats}\n`,
      ...this.#lines(tree, tree.leftChildren[node]!, depth + 1),
      ...this.#lines(tree, tree.rightChildren[node]!, depth + 1),
    ];
  }

  #question(tree: Tree, node: number): string {
    const name = this.#nameOf(tree, node);
    const condition = this.#condition(tree, node);
    if (Array.isArray(condition)) return `${name}:{${condition.join(",")}}`;
    return this.#typeOf(tree, node) === "i" ? name : `${name}<${condition}`;
  }

  /** The threshold as text, or the categories. For whole numbers the threshold is rounded up: `x < 2.5` asks `x < 3`. */
  #condition(tree: Tree, node: number): string | number[] {
    const categories = tree.categories.get(node);
    if (categories !== undefined) return [...categories];
    const threshold = tree.splitConditions[node]!;
    return this.#typeOf(tree, node) === "int" ? String(Math.ceil(threshold)) : nineDigits(threshold);
  }

  /** The child for "yes": left for a number below the threshold, right for a category in the set. */
  #branches(tree: Tree, node: number): { yes: number; no: number; missing: number } {
    const left = tree.leftChildren[node]!;
    const right = tree.rightChildren[node]!;
    const missing = tree.defaultLeft[node] === 1 ? left : right;
    const isRightYes = tree.categories.has(node) || this.#typeOf(tree, node) === "i";
    return isRightYes ? { yes: right, no: left, missing } : { yes: left, no: right, missing };
  }

  #record(tree: Tree, node: number, depth: number): DumpedNode {
    const cover = this.#withStats ? { cover: Number(nineDigits(tree.sumHessian[node]!)) } : {};
    if (isLeaf(tree, node)) {
      return { nodeid: node, leaf: Number(nineDigits(tree.splitConditions[node]!)), ...cover };
    }
    const condition = this.#condition(tree, node);
    const { yes, no, missing } = this.#branches(tree, node);
    const isIndicator = this.#typeOf(tree, node) === "i";
    return {
      nodeid: node,
      depth,
      split: this.#nameOf(tree, node),
      ...(isIndicator ? {} : { split_condition: Array.isArray(condition) ? condition : Number(condition) }),
      yes,
      no,
      ...(isIndicator ? {} : { missing }),
      ...(this.#withStats ? { gain: Number(nineDigits(tree.lossChanges[node]!)) } : {}),
      ...cover,
      children: [
        this.#record(tree, tree.leftChildren[node]!, depth + 1),
        this.#record(tree, tree.rightChildren[node]!, depth + 1),
      ],
    };
  }

  #nameOf(tree: Tree, node: number): string {
    const feature = tree.splitIndices[node]!;
    return this.#parts.featureNames?.[feature] ?? `f${feature}`;
  }

  #typeOf(tree: Tree, node: number): string {
    return this.#parts.featureTypes?.[tree.splitIndices[node]!] ?? "float";
  }
}
