// Sparse data of a fit as a tracker records it.
import { createHash } from "node:crypto";
import type { DatasetDescription } from "../data/index.ts";
import { type SparseInput, toSparseTable } from "../estimators/index.ts";

const DIGITS = 8;
/** Rows, columns and a value: what a stored value takes. */
const BYTES_OF_ENTRY = Float64Array.BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT;

/**
 * Describes sparse features as those of an array are described, with the number of stored values. The digest is over shape, names,
 * the stored values column after column, and the target: the same for `csc` and `csr`.
 *
 * @param source JSON of where the data is from.
 */
export function describeSparse(
  name: string,
  X: SparseInput,
  target: Float64Array | undefined,
  source: string,
): DatasetDescription {
  const { sparse, names } = toSparseTable(X);
  const { nRows, nColumns, starts, rows, values } = sparse;
  const hash = createHash("sha256").update(JSON.stringify(["sparse", nRows, nColumns, names ?? null]));
  for (const part of [starts, rows, values]) hash.update(part);
  if (target !== undefined) hash.update(target);
  const spec = (shape: readonly number[]): string =>
    JSON.stringify([{ type: "tensor", "tensor-spec": { dtype: "float64", shape } }]);
  return {
    name,
    digest: hash.digest("hex").slice(0, DIGITS),
    sourceType: "code",
    source,
    schema: JSON.stringify({
      mlflow_tensorspec: {
        features: spec([-1, nColumns]),
        targets: target === undefined ? null : spec([-1]),
      },
    }),
    profile: JSON.stringify({
      features_shape: [nRows, nColumns],
      features_size: values.length,
      features_nbytes: values.length * BYTES_OF_ENTRY,
    }),
  };
}
