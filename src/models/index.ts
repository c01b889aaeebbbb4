// Models: a fitted model becomes a folder in MLflow's format, and comes back from one.
export { DOCKER_MODEL_FOLDER, dockerFiles } from "./docker-files.ts";
export type { Predictions } from "./flavors/flavor.ts";
export { inferSignature } from "./infer-signature.ts";
export { inspectModel } from "./inspect-model.ts";
export { type LoadedModel, loadModel } from "./load-model.ts";
export { MLFLOW_VERSION } from "./mlmodel-file.ts";
export type { FlavorAttributes, InputExampleInfo, ModelInfo } from "./model-info.ts";
export type {
  ColumnCells,
  InputColumn,
  InputFrame,
  ModelInput,
  ModelParams,
  Tensor,
  TensorInput,
} from "./model-input.ts";
export { type SaveModelOptions, saveModel } from "./save-model.ts";
export type {
  ColumnSpec,
  DataType,
  NestedType,
  ParamSpec,
  ParamValue,
  Schema,
  Signature,
  TensorSpec,
} from "./signature.ts";
export { printSignature } from "./signature-json.ts";
