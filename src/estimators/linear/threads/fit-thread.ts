// The module that runs in a thread: does what a task asks, and sends the model back in parts.
import { failure } from "../../../errors/index.ts";
import type { Label } from "../../../numeric/index.ts";
import type { FittedModel, ModelCodec } from "../../contracts.ts";
import { resolveParams } from "../../parameters/resolve-params.ts";
import { ElasticNet } from "../elastic-net.ts";
import {
  ELASTIC_NET_CV_PARAMETERS,
  type ElasticNetCVParams,
  LASSO_CV_PARAMETERS,
  netCurves,
  refitNet,
} from "../elastic-net-cv.ts";
import { ELASTIC_NET_PARAMETERS, LASSO_PARAMETERS } from "../elastic-net-params.ts";
import { Lasso } from "../lasso.ts";
import { linearCodec } from "../linear-codec.ts";
import { LINEAR_REGRESSION_PARAMETERS, LinearRegression } from "../linear-regression.ts";
import { LOGISTIC_CODEC } from "../logistic/logistic-codec.ts";
import { LOGISTIC_REGRESSION_PARAMETERS } from "../logistic/logistic-params.ts";
import { LogisticRegression } from "../logistic/logistic-regression.ts";
import { RIDGE_PARAMETERS, Ridge } from "../ridge.ts";
import { RIDGE_CV_PARAMETERS, ridgeCurves } from "../ridge-cv.ts";
import type { LinearTask } from "./linear-task.ts";
import { serveThread } from "./run-in-thread.ts";

/** The estimators whose whole fit is one task, with the codec of what they make. */
const FITS: Readonly<Record<string, { readonly codec: ModelCodec; fit(task: LinearTask): FittedModel }>> = {
  ElasticNet: {
    codec: linearCodec("ElasticNet", ELASTIC_NET_PARAMETERS),
    fit: (task) =>
      new ElasticNet(resolveParams("ElasticNet", ELASTIC_NET_PARAMETERS, task.params)).fit(
        task.X,
        numbers(task),
        task,
      ),
  },
  Lasso: {
    codec: linearCodec("Lasso", LASSO_PARAMETERS),
    fit: (task) =>
      new Lasso(resolveParams("Lasso", LASSO_PARAMETERS, task.params)).fit(task.X, numbers(task), task),
  },
  LinearRegression: {
    codec: linearCodec("LinearRegression", LINEAR_REGRESSION_PARAMETERS),
    fit(task) {
      const params = resolveParams("LinearRegression", LINEAR_REGRESSION_PARAMETERS, task.params);
      return new LinearRegression(params).fit(task.X, numbers(task), task);
    },
  },
  LogisticRegression: {
    codec: LOGISTIC_CODEC,
    fit(task) {
      const params = resolveParams("LogisticRegression", LOGISTIC_REGRESSION_PARAMETERS, task.params);
      const labels: ArrayLike<Label> = task.y;
      return new LogisticRegression(params).fit(task.X, labels, task);
    },
  },
  Ridge: {
    codec: linearCodec("Ridge", RIDGE_PARAMETERS),
    fit: (task) =>
      new Ridge(resolveParams("Ridge", RIDGE_PARAMETERS, task.params)).fit(task.X, numbers(task), task),
  },
};

serveThread((task: LinearTask, say) => {
  if (task.kind === "curves") return curvesOf(task, say);
  if (task.kind === "refit") return refitted(task);
  const one = FITS[task.estimatorName];
  if (one === undefined) throw failure("INTERNAL_ERROR", `No thread knows how to fit ${task.estimatorName}`);
  return one.codec.encode(one.fit(task));
});

function refitted(task: LinearTask): unknown {
  const model = refitNet(task.estimatorName, netOf(task), task.X, numbers(task), task, task.choice!);
  return linearCodec(task.estimatorName, ELASTIC_NET_PARAMETERS).encode(model);
}

function curvesOf(task: LinearTask, say: (note: unknown) => void): unknown {
  const { estimatorName, params, X, part = [] } = task;
  const options = { ...task, onProgress: say };
  if (estimatorName === "RidgeCV") {
    const ridge = resolveParams(estimatorName, RIDGE_CV_PARAMETERS, params);
    return ridgeCurves(ridge, X, numbers(task), options, part);
  }
  return netCurves(estimatorName, netOf(task), X, numbers(task), options, part);
}

function netOf({ estimatorName, params }: LinearTask): ElasticNetCVParams {
  return estimatorName === "LassoCV"
    ? { ...resolveParams(estimatorName, LASSO_CV_PARAMETERS, params), l1Ratio: 1 }
    : resolveParams(estimatorName, ELASTIC_NET_CV_PARAMETERS, params);
}

function numbers({ y }: LinearTask): Float64Array {
  return y instanceof Float64Array ? y : Float64Array.from(y, Number);
}
