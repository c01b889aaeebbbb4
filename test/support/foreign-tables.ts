// Tables with the members that danfojs and Apache Arrow have, for tests where the packages are not installed.

/** The part of a danfojs `DataFrame` that is read. */
export class DataFrame {
  readonly columns: string[];
  readonly values: unknown[][];

  constructor(values: unknown[][], columns: string[]) {
    this.values = values;
    this.columns = columns;
  }
}

/** The part of an Apache Arrow `Vector` that is read: `toArray` gives raw storage, in which a null looks like a 0. */
class ArrowVector {
  readonly length: number;
  readonly nullCount: number;
  readonly #cells: ArrayLike<unknown>;

  constructor(cells: ArrayLike<unknown>) {
    this.#cells = cells;
    this.length = cells.length;
    this.nullCount = Array.from(cells).filter((cell) => cell === null).length;
  }

  toArray(): ArrayLike<unknown> {
    return this.nullCount > 0 ? Float64Array.from(this, (cell) => Number(cell ?? 0)) : this.#cells;
  }

  *[Symbol.iterator](): Generator<unknown> {
    for (let i = 0; i < this.length; i++) yield this.#cells[i];
  }
}

/** The part of an Apache Arrow `Table` that is read. */
export class ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  readonly #vectors: ReadonlyMap<string, ArrowVector>;

  constructor(columns: Readonly<Record<string, ArrayLike<unknown>>>) {
    this.#vectors = new Map(Object.entries(columns).map(([name, cells]) => [name, new ArrowVector(cells)]));
    this.schema = { fields: Object.keys(columns).map((name) => ({ name })) };
    this.numRows = Object.values(columns)[0]?.length ?? 0;
  }

  getChild(name: string): ArrowVector | null {
    return this.#vectors.get(name) ?? null;
  }
}
