// What a request holds before it is held against the signature: a table or an array, cells still of any kind.
import { unparsable } from "../../errors/index.ts";

/** A table whose cells may be anything that its text can say. */
export interface RawTable {
  readonly kind: "table";
  /** A name a column, or its position when the request gives none; distinct. */
  readonly names: readonly (string | number)[];
  readonly nRows: number;
  /** One a name, each of length `nRows`. */
  readonly columns: readonly ArrayLike<unknown>[];
  /** False for the column form of `inputs` and for `instances` of objects, which may also stand for named arrays. */
  readonly isDataFrame: boolean;
}

/** An array of any rank: nested lists, or a single value. */
export interface RawTensor {
  readonly kind: "tensor";
  readonly value: unknown;
}

/** The data of a request. */
export type RawInput = RawTable | RawTensor;

/** A request after its text has been read. */
export interface RawRequest {
  readonly input: RawInput;
  /** Undefined when the request has none. */
  readonly params: unknown;
}

/** The most cells a table may have; far more than the largest body can spell out, but rows of different keys multiply. */
const MAX_CELLS = 2 ** 24;

/** Puts a table together and checks that its columns have distinct names and that it is not too big. */
export function rawTable(parts: Omit<RawTable, "kind">): RawTable {
  checkCells(parts.nRows, parts.names.length);
  const seen = new Set<string | number>();
  for (const name of parts.names) {
    if (seen.has(name)) throw unparsable(`Invalid input. Column ${JSON.stringify(name)} comes twice`);
    seen.add(name);
  }
  return { kind: "table", ...parts };
}

/** @throws SyntaxError when a table of this size would be too big. */
export function checkCells(nRows: number, nColumns: number): void {
  if (nRows * nColumns <= MAX_CELLS) return;
  throw unparsable(
    `Invalid input. A request may have at most ${MAX_CELLS} cells: it has ${nRows} rows and ${nColumns} columns`,
  );
}
