// The one place where a parameter is described: default, range, choices, help. All that concerns parameters reads it.

/** A parameter that is a number, whole if `kind` is `integer`. */
export interface NumberRow<T extends number | null = number | null> {
  readonly kind: "number" | "integer";
  /** Null (where the type allows it) means: not given. */
  readonly default: T;
  /** The smallest number allowed; `Number.MIN_VALUE` for any number above 0. */
  readonly min: number;
  /** The largest number allowed; infinity itself is never allowed. */
  readonly max: number;
  /** One sentence without a final period. */
  readonly help: string;
}

/** A parameter that is on or off. */
export interface FlagRow {
  readonly kind: "flag";
  readonly default: boolean;
  readonly help: string;
}

/** A parameter that is one of a few words. */
export interface ChoiceRow<T extends string = string> {
  readonly kind: "choice";
  readonly default: T;
  readonly choices: readonly T[];
  readonly help: string;
}

/** A parameter that is a number or several. */
export interface NumbersRow<T extends number | readonly number[] | null = number | readonly number[] | null> {
  readonly kind: "numbers";
  /** Null (where the type allows it) means: not given. */
  readonly default: T;
  /** As for a single number, for each of them. */
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

/** What one parameter is. */
export type ParameterRow = NumberRow | FlagRow | ChoiceRow | NumbersRow;

/** What a parameter may be. */
export type ParameterValue = number | boolean | string | null | readonly number[];

/** The rows that describe a parameter of type `T`. */
export type RowFor<T> = [T] extends [boolean]
  ? FlagRow
  : [T] extends [number | null]
    ? NumberRow<T>
    : [T] extends [string]
      ? ChoiceRow<T>
      : [T] extends [number | readonly number[] | null]
        ? NumbersRow<T>
        : never;

/** One row for each parameter of an estimator whose parameters are `P`, in the order people read them. */
export type ParameterTable<P> = { readonly [Name in keyof P]-?: RowFor<P[Name]> };

/** What the row allows, as it stands after "must be": `a number from 0 to 1`. */
export function describeRow(row: ParameterRow): string {
  if (row.kind === "flag") return "true or false";
  if (row.kind === "choice") return row.choices.map((choice) => JSON.stringify(choice)).join(" or ");
  const noun = row.kind === "integer" ? "a whole number" : "a number";
  const several = row.kind === "numbers" ? ", or an array of such numbers" : "";
  return `${noun}${describeRange(row)}${several}${row.default === null ? ", or null" : ""}`;
}

function describeRange({ min, max }: NumberRow | NumbersRow): string {
  if (min === Number.NEGATIVE_INFINITY) return max === Number.POSITIVE_INFINITY ? "" : ` up to ${max}`;
  if (min === Number.MIN_VALUE)
    return max === Number.POSITIVE_INFINITY ? " above 0" : ` above 0, up to ${max}`;
  return max === Number.POSITIVE_INFINITY ? ` of at least ${min}` : ` from ${min} to ${max}`;
}
