// Every estimator whose fitted models can be saved and loaded: one line each.
import type { ModelCodec } from "./contracts.ts";
import { ELASTIC_NET_PARAMETERS, LASSO_PARAMETERS } from "./linear/elastic-net-params.ts";
import { linearCodec } from "./linear/linear-codec.ts";
import { LINEAR_REGRESSION_PARAMETERS } from "./linear/linear-regression.ts";
import { RIDGE_PARAMETERS } from "./linear/ridge.ts";

/** The codecs, each with the name of its estimator. */
export const MODEL_CODECS: readonly ModelCodec[] = [
  linearCodec("ElasticNet", ELASTIC_NET_PARAMETERS),
  linearCodec("Lasso", LASSO_PARAMETERS),
  linearCodec("LinearRegression", LINEAR_REGRESSION_PARAMETERS),
  linearCodec("Ridge", RIDGE_PARAMETERS),
];
