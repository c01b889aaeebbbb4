// Estimators: parameters in, a fitted model out.
export type { EncodedModel, FittedModel, ModelArray, ModelCodec } from "./contracts.ts";
