// What the file MLmodel says of a saved model.
import type { Signature } from "./signature.ts";

/** The attributes of one flavor, as they stand in the file. */
export type FlavorAttributes = Readonly<Record<string, unknown>>;

/** Where the input example of a model lies, and in which form. */
export interface InputExampleInfo {
  /** The file with the example itself, inside the model's folder. */
  readonly path: string;
  /** The same as the body of a request, inside the model's folder; undefined when there is none. */
  readonly servingPath: string | undefined;
  /** `dataframe` or `ndarray`. */
  readonly type: string;
}

/** The content of MLmodel. */
export interface ModelInfo {
  /** Every form in which the model is there, by name. */
  readonly flavors: ReadonlyMap<string, FlavorAttributes>;
  readonly signature: Signature | undefined;
  readonly inputExample: InputExampleInfo | undefined;
  /** What the user said of the model. */
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  /** The run that made it. */
  readonly runId: string | undefined;
  /** `m-` and 32 hexadecimal digits when it was logged. */
  readonly modelId: string | undefined;
  /** Where it was logged: a URI, or a path below the run's artifacts. */
  readonly artifactPath: string | undefined;
  /** Such as `2023-11-14 02:00:13.522471`. */
  readonly utcTimeCreated: string | undefined;
  /** The version of MLflow whose format this is. */
  readonly mlflowVersion: string | undefined;
  /** The sizes of all files but MLmodel. */
  readonly modelSizeBytes: number | undefined;
}
