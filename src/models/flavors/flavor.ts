// What a flavor is: one form in which a model is written to its folder, and read again.
import type { FittedModel } from "../../estimators/index.ts";
import type { ModelFolder } from "../model-folder.ts";
import type { FlavorAttributes } from "../model-info.ts";
import type { ModelInput, ModelParams } from "../model-input.ts";
import type { Signature } from "../signature.ts";

/**
 * What a model answers: a vector with one number a row, or else whatever JSON holds (for several outputs, a record of
 * nested lists).
 */
export type Predictions = Float64Array | readonly unknown[] | Readonly<Record<string, unknown>>;

/** A model that has been read: all that is left to do is predict. */
export interface Predictor {
  /** The fitted model itself, when the flavor keeps all of it. */
  readonly fittedModel: FittedModel | undefined;
  /** Whether numbers may be missing (NaN). */
  readonly acceptsMissing: boolean;
  /**
   * @param input Checked against the signature.
   * @param params Checked against the signature; empty when it has none.
   * @throws TypeError or RangeError when the model cannot take the input.
   */
  predict(input: ModelInput, params: ModelParams): Predictions;
}

/** How Python's MLflow loads a flavor; it becomes the entry `python_function`. */
export interface PythonLoader {
  /** The Python module, such as `mlflow.onnx`. */
  readonly loaderModule: string;
  /** The file it is given. */
  readonly data: string;
  /** Lines of requirements.txt besides MLflow itself. */
  readonly requirements: readonly string[];
}

/** A model in one form, on its way to its folder. */
export interface FlavorFiles {
  /** The flavor's entry in MLmodel. */
  readonly attributes: FlavorAttributes;
  /** By name inside the folder. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Undefined when Python cannot load this form. */
  readonly python: PythonLoader | undefined;
}

/** A form of models; one file of this folder each. */
export interface Flavor {
  /** The key in MLmodel. */
  readonly name: string;
  /** The model in this form; undefined when it cannot be said in it. */
  pack(model: FittedModel, signature: Signature): FlavorFiles | undefined;
  /**
   * @param folder The model's folder, whose files may be broken or hostile.
   * @param attributes The flavor's entry in MLmodel, likewise.
   * @throws SyntaxError naming the file and the part at fault.
   */
  load(folder: ModelFolder, attributes: FlavorAttributes): Predictor;
}
