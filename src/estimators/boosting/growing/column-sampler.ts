// Which features a tree, a level and a node may use: each a seeded sample of the one above.
import type { TreeParameters } from "./tree-parameters.ts";

/** Draws whole numbers evenly from 0 to `bound - 1`. */
export type DrawBelow = (bound: number) => number;

/** The features of one tree. Ask for the nodes in the same order to get the same features. */
export class ColumnSampler {
  readonly #parameters: TreeParameters;
  readonly #draw: DrawBelow;
  readonly #ofTree: Int32Array;
  readonly #ofLevel = new Map<number, Int32Array>();

  constructor(nFeatures: number, parameters: TreeParameters, draw: DrawBelow) {
    this.#parameters = parameters;
    this.#draw = draw;
    const all = Int32Array.from({ length: nFeatures }, (_, j) => j);
    this.#ofTree = sampleSorted(all, parameters.colsampleByTree, draw);
  }

  /** The features a node at this depth may use, in rising order. With sampling by node every call draws anew. */
  featuresAt(depth: number): Int32Array {
    const { colsampleByLevel, colsampleByNode } = this.#parameters;
    if (colsampleByLevel === 1 && colsampleByNode === 1) return this.#ofTree;
    let ofLevel = this.#ofLevel.get(depth);
    if (ofLevel === undefined) {
      ofLevel = sampleSorted(this.#ofTree, colsampleByLevel, this.#draw);
      this.#ofLevel.set(depth, ofLevel);
    }
    return sampleSorted(ofLevel, colsampleByNode, this.#draw);
  }
}

/** A share of some features, at least one, without replacement, in rising order. */
function sampleSorted(features: Int32Array, share: number, draw: DrawBelow): Int32Array {
  if (share === 1) return features;
  const count = Math.max(1, Math.floor(features.length * share));
  const pool = features.slice();
  for (let i = 0; i < count; i++) {
    const j = i + draw(pool.length - i);
    const picked = pool[j]!;
    pool[j] = pool[i]!;
    pool[i] = picked;
  }
  return pool.slice(0, count).sort();
}
