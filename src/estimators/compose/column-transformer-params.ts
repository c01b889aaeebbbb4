// The parameters of a column transformer beside its transformers.
import type { ParameterTable } from "../parameters/parameter-table.ts";

/** The parameters of `ColumnTransformer` beside its transformers. */
export interface ColumnTransformerParams {
  readonly remainder: "drop" | "passthrough";
}

/** Default, choices and help of {@link ColumnTransformerParams}. */
export const COLUMN_TRANSFORMER_PARAMETERS: ParameterTable<ColumnTransformerParams> = {
  remainder: {
    kind: "choice",
    default: "drop",
    choices: ["drop", "passthrough"],
    help: "What is done with columns that no transformer was given: left out, or put at the end as they are",
  },
};
