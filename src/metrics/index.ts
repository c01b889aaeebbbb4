// Metrics: how good predictions are. Names and definitions are scikit-learn's.
export type { MetricOptions } from "./checked-targets.ts";
export {
  meanAbsoluteError,
  meanSquaredError,
  type R2Options,
  r2Score,
  rootMeanSquaredError,
} from "./regression.ts";
