// What a model file says, between its bytes and the model: texts, numbers, typed arrays, lists and records.

/** A document to be written. Records are written in the order of their keys. */
export type ModelDocument =
  | string
  | number
  | Float32Array
  | Int32Array
  | Uint8Array
  | BigInt64Array
  | readonly ModelDocument[]
  | { readonly [key: string]: ModelDocument };

/** The entries of a record in the order of their keys, as XGBoost writes them. */
export function sortedEntries(record: { readonly [key: string]: ModelDocument }): [string, ModelDocument][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Whether a document is a typed array. */
export function isTypedArray(
  document: ModelDocument,
): document is Float32Array | Int32Array | Uint8Array | BigInt64Array {
  return ArrayBuffer.isView(document);
}

/** Whether a document is a list. */
export function isList(document: ModelDocument): document is readonly ModelDocument[] {
  return Array.isArray(document);
}
