// Integrations: other packages' estimators, wrapped so that they tell of their fits as ours do.
export { type ForeignFit, foreignFitOf } from "./foreign-fits.ts";
export { type WrapOptions, wrapEstimators } from "./wrap-estimators.ts";
