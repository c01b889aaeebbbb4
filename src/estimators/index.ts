// Estimators: parameters in, a fitted model out.
export type { BoostedModel } from "./boosting/boosted-model.ts";
export { Booster, type DumpOptions, type PredictOptions } from "./boosting/booster.ts";
export type { FeatureType, IterationRange } from "./boosting/booster-model.ts";
export type { BoostingInput } from "./boosting/boosting-input.ts";
export type { BoostingParams } from "./boosting/boosting-parameters.ts";
export type { EvaluationHistory, RoundMetrics } from "./boosting/evaluation.ts";
export type { DumpedNode } from "./boosting/explain/dump.ts";
export type { ImportanceType } from "./boosting/explain/feature-importance.ts";
export {
  type PermutationImportance,
  type PermutationOptions,
  permutationImportance,
} from "./boosting/explain/permutation-importance.ts";
export type { BoostingFitOptions, EvaluationSet } from "./boosting/fit-options.ts";
export {
  BoostedClassifier,
  GradientBoostingClassifier,
  type LabelInput,
} from "./boosting/gradient-boosting-classifier.ts";
export {
  GRADIENT_BOOSTING_PARAMETERS,
  type GradientBoostingParams,
  type GradientBoostingParamsInput,
} from "./boosting/gradient-boosting-parameters.ts";
export { BoostedRegressor, GradientBoostingRegressor } from "./boosting/gradient-boosting-regressor.ts";
export type { BoostingParamsInput } from "./boosting/resolve-boosting-params.ts";
export {
  type CustomMetric,
  type CustomObjective,
  type RoundReport,
  type TrainOptions,
  train,
  trainAsync,
} from "./boosting/train.ts";
export type { TrainingData } from "./boosting/training-set.ts";
export { MODEL_CODECS } from "./catalogue.ts";
export { type Branch, ColumnTransformer } from "./compose/column-transformer.ts";
export type { ColumnTransformerParams } from "./compose/column-transformer-params.ts";
export type { FittedColumnTransformer } from "./compose/fitted-column-transformer.ts";
export {
  FittedMinMaxScaler,
  MinMaxScaler,
  type MinMaxScalerParams,
} from "./compose/min-max-scaler.ts";
export type { CandidateResult } from "./compose/model-selection/cv-results.ts";
export { GridSearchCV } from "./compose/model-selection/grid-search-cv.ts";
export type { Candidate, ParameterGrid } from "./compose/model-selection/parameter-grid.ts";
export {
  RandomizedSearchCV,
  type RandomizedSearchOptions,
} from "./compose/model-selection/randomized-search-cv.ts";
export type { AsyncSearchOptions, SearchOptions } from "./compose/model-selection/run-search.ts";
export type { Scoring } from "./compose/model-selection/scoring.ts";
export { SearchModel } from "./compose/model-selection/search-model.ts";
export {
  FittedOneHotEncoder,
  OneHotEncoder,
  type OneHotEncoderParams,
} from "./compose/one-hot-encoder.ts";
export {
  type ModelEstimator,
  Pipeline,
  type PipelineFitOptions,
  type PipelineSteps,
} from "./compose/pipeline.ts";
export { PipelineModel } from "./compose/pipeline-model.ts";
export {
  type FittedSimpleImputer,
  SimpleImputer,
  type SimpleImputerParams,
} from "./compose/simple-imputer.ts";
export {
  FittedStandardScaler,
  StandardScaler,
  type StandardScalerParams,
} from "./compose/standard-scaler.ts";
export type { FittedTransformer, Named, Transformer } from "./compose/transformer.ts";
export { type FittedTransformerPipeline, TransformerPipeline } from "./compose/transformer-pipeline.ts";
export type { EncodedModel, FittedModel, ModelArray, ModelCodec } from "./contracts.ts";
export { CrossValidatedModel, type ValidationCurve } from "./linear/cross-validated-model.ts";
export type { CrossValidationOptions, FitProgress } from "./linear/cross-validation.ts";
export { ElasticNet } from "./linear/elastic-net.ts";
export {
  ELASTIC_NET_CV_PARAMETERS,
  ElasticNetCV,
  type ElasticNetCVParams,
  LASSO_CV_PARAMETERS,
  LassoCV,
  type LassoCVParams,
} from "./linear/elastic-net-cv.ts";
export {
  ELASTIC_NET_PARAMETERS,
  type ElasticNetParams,
  LASSO_PARAMETERS,
  type LassoParams,
} from "./linear/elastic-net-params.ts";
export {
  type ElasticNetPath,
  type EnetPathOptions,
  enetPath,
  type LassoPathOptions,
  lassoPath,
  PATH_PARAMETERS,
  type PathParams,
} from "./linear/elastic-net-path.ts";
export type { ElasticNetFitOptions } from "./linear/fit-elastic-net.ts";
export { Lasso } from "./linear/lasso.ts";
export { LinearModel } from "./linear/linear-model.ts";
export {
  LINEAR_REGRESSION_PARAMETERS,
  LinearRegression,
  type LinearRegressionParams,
} from "./linear/linear-regression.ts";
export { LogisticModel } from "./linear/logistic/logistic-model.ts";
export {
  LOGISTIC_REGRESSION_PARAMETERS,
  type LogisticRegressionParams,
} from "./linear/logistic/logistic-params.ts";
export { LogisticRegression } from "./linear/logistic/logistic-regression.ts";
export type { PrecomputedProducts } from "./linear/precomputed.ts";
export type { LinearFitOptions, LinearInput } from "./linear/regression-data.ts";
export { RIDGE_PARAMETERS, Ridge, type RidgeParams } from "./linear/ridge.ts";
export { RIDGE_CV_PARAMETERS, RidgeCV, type RidgeCVParams } from "./linear/ridge-cv.ts";
export { isSparseInput, type SparseInput, toSparseTable } from "./linear/sparse-matrix.ts";
export type { AsyncCrossValidationOptions, AsyncFitOptions } from "./linear/threads/fit-async.ts";
export type { RegressionClass } from "./ml-regression/regression-classes.ts";
export { type Regression, RegressionModel, regressionClassOf } from "./ml-regression/regression-model.ts";
export {
  type ChoiceRow,
  describeRow,
  type FlagRow,
  type NumberRow,
  type ParameterRow,
  type ParameterTable,
} from "./parameters/parameter-table.ts";
export { parseParameter } from "./parameters/parse-parameter.ts";
