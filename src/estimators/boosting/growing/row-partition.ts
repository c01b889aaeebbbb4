// Which training rows are in which node: one array of row numbers in which every node owns a stretch.

/** The rows of a node: from `begin` to `end - 1` in the array of rows. */
export interface RowRange {
  readonly begin: number;
  readonly end: number;
}

/** Rows by node. Parting a node keeps the order of its rows, so that sums come out the same however the tree grew. */
export class RowPartition {
  /** Row numbers; each node owns a stretch. */
  readonly rows: Uint32Array;
  readonly #right: Uint32Array;
  readonly #ranges: RowRange[];

  /** @param nRows All rows start in node 0, in order. */
  constructor(nRows: number) {
    this.rows = new Uint32Array(nRows);
    this.#right = new Uint32Array(nRows);
    this.#ranges = [{ begin: 0, end: nRows }];
    this.reset();
  }

  /** Back to all rows in node 0. */
  reset(): void {
    for (let i = 0; i < this.rows.length; i++) this.rows[i] = i;
    this.#ranges.length = 1;
  }

  /** The stretch of a node; empty for a node that has none. */
  rangeOf(node: number): RowRange {
    return this.#ranges[node] ?? { begin: 0, end: 0 };
  }

  /**
   * Hands the rows of a node to its children.
   *
   * @param leftChild The right child has the next number.
   * @param bins Row-major bins with `stride` features a row.
   * @param goesLeft One entry for every bin of the feature, the one for missing values included: 1 for left.
   */
  part(
    node: number,
    leftChild: number,
    bins: Uint8Array | Uint16Array,
    stride: number,
    feature: number,
    goesLeft: Uint8Array,
  ): void {
    const { begin, end } = this.rangeOf(node);
    const middle = partRows(this.rows, this.#right, begin, end, bins, stride, feature, goesLeft);
    this.#ranges[leftChild] = { begin, end: middle };
    this.#ranges[leftChild + 1] = { begin: middle, end };
  }
}

function partRows(
  rows: Uint32Array,
  right: Uint32Array,
  begin: number,
  end: number,
  bins: Uint8Array | Uint16Array,
  stride: number,
  feature: number,
  goesLeft: Uint8Array,
): number {
  let middle = begin;
  let nRight = 0;
  for (let k = begin; k < end; k++) {
    const row = rows[k]!;
    const isLeft = goesLeft[bins[row * stride + feature]!]!;
    // Both are written and one index moves: no branch to mispredict.
    rows[middle] = row;
    right[nRight] = row;
    middle += isLeft;
    nRight += 1 - isLeft;
  }
  rows.set(right.subarray(0, nRight), middle);
  return middle;
}
