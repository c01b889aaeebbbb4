// Estimators: parameters in, a fitted model out.
export type { FittedModel } from "./contracts.ts";
