// The signature of a model: which columns or tensors it takes, what it gives back, and which parameters a request may set.

/** The types a column may have, by MLflow's names: `integer` has 32 bits, `long` 64, `float` 32, `double` 64. */
export const DATA_TYPES = [
  "boolean",
  "integer",
  "long",
  "float",
  "double",
  "string",
  "binary",
  "datetime",
] as const;

/** One of {@link DATA_TYPES}. */
export type DataType = (typeof DATA_TYPES)[number];

/** A column type made of others. It is kept as it is written: no model that this package can load takes such a column. */
export interface NestedType {
  readonly kind: "array" | "object" | "map" | "any";
  /** What stands beside `type` in the file: `items`, `properties`, `values`. */
  readonly definition: Readonly<Record<string, unknown>>;
}

/** One column of a table. */
export interface ColumnSpec {
  /** Undefined for a column that has only its position. */
  readonly name: string | undefined;
  readonly type: DataType | NestedType;
  /** Whether a request must have the column. */
  readonly required: boolean;
}

/** One array of any rank. */
export interface TensorSpec {
  readonly name: string | undefined;
  /** NumPy's name of the type, such as `float32`. */
  readonly dtype: string;
  /** The length of each axis; -1 for any. */
  readonly shape: readonly number[];
}

/** What goes into or comes out of a model: a table, or arrays. */
export type Schema =
  | { readonly kind: "columns"; readonly columns: readonly ColumnSpec[] }
  | { readonly kind: "tensors"; readonly tensors: readonly TensorSpec[] };

/** A value of a parameter: a scalar, or a list of scalars for a parameter with a shape. */
export type ParamValue = string | number | boolean | readonly (string | number | boolean)[];

/** One parameter of inference. */
export interface ParamSpec {
  readonly name: string;
  readonly type: DataType;
  /** What holds when a request does not give it; null when there is no value then. */
  readonly default: ParamValue | null;
  /** `[-1]` for a list of any length; undefined for a scalar. */
  readonly shape: readonly number[] | undefined;
}

/** What a model takes and gives. */
export interface Signature {
  readonly inputs: Schema | undefined;
  readonly outputs: Schema | undefined;
  readonly params: readonly ParamSpec[] | undefined;
}
