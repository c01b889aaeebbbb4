// Every estimator whose fitted models can be saved and loaded: one line each.
import { classifierCodec, regressorCodec } from "./boosting/boosting-codec.ts";
import { pipelineCodec } from "./compose/pipeline-codec.ts";
import type { ModelCodec } from "./contracts.ts";
import { ELASTIC_NET_CV_PARAMETERS, LASSO_CV_PARAMETERS } from "./linear/elastic-net-cv.ts";
import { ELASTIC_NET_PARAMETERS, LASSO_PARAMETERS } from "./linear/elastic-net-params.ts";
import { crossValidatedCodec, linearCodec } from "./linear/linear-codec.ts";
import { LINEAR_REGRESSION_PARAMETERS } from "./linear/linear-regression.ts";
import { LOGISTIC_CODEC } from "./linear/logistic/logistic-codec.ts";
import { RIDGE_PARAMETERS } from "./linear/ridge.ts";
import { RIDGE_CV_PARAMETERS } from "./linear/ridge-cv.ts";
import { REGRESSION_CLASSES } from "./ml-regression/regression-classes.ts";
import { regressionCodec } from "./ml-regression/regression-codec.ts";

const SINGLE_MODELS: readonly ModelCodec[] = [
  linearCodec("ElasticNet", ELASTIC_NET_PARAMETERS),
  crossValidatedCodec("ElasticNetCV", ELASTIC_NET_CV_PARAMETERS),
  classifierCodec,
  regressorCodec,
  linearCodec("Lasso", LASSO_PARAMETERS),
  crossValidatedCodec("LassoCV", LASSO_CV_PARAMETERS),
  linearCodec("LinearRegression", LINEAR_REGRESSION_PARAMETERS),
  LOGISTIC_CODEC,
  linearCodec("Ridge", RIDGE_PARAMETERS),
  crossValidatedCodec("RidgeCV", RIDGE_CV_PARAMETERS),
];

/** The codecs, each with the name of its estimator. */
export const MODEL_CODECS: readonly ModelCodec[] = [
  ...SINGLE_MODELS,
  pipelineCodec((estimatorName) => SINGLE_MODELS.find((codec) => codec.estimatorName === estimatorName)),
  ...REGRESSION_CLASSES.map(regressionCodec),
];
