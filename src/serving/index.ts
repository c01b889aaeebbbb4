// Serving: a loaded model answers predictions over HTTP.
export { predictCsv, type RowPredictions } from "./predict-csv.ts";
export { predictParquet } from "./predict-parquet.ts";
export { printPredictions } from "./print-predictions.ts";
export { printRows, type RowFormat } from "./print-rows.ts";
export { Scorer } from "./scorer.ts";
export {
  createScoringServer,
  type ListenOptions,
  type ScoringServer,
  type ScoringServerOptions,
} from "./scoring-server.ts";
export { parquetOfRows } from "./tables/parquet-rows.ts";
