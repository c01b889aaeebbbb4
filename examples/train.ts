// Fits an elastic net to the diabetes data and tracks the run: npm run train -- [alpha] [l1_ratio]
import {
  coefficientPathPlot,
  ELASTIC_NET_PARAMETERS,
  ElasticNet,
  enetPath,
  loadDiabetes,
  logFigure,
  logInput,
  logMetric,
  logModel,
  logParam,
  meanAbsoluteError,
  programParameters,
  r2Score,
  rootMeanSquaredError,
  trainTestSplit,
  withRun,
} from "traintracks";

const { alpha, l1_ratio: l1Ratio } = programParameters(
  "Fits an elastic net to the diabetes data and tracks the run.",
  {
    alpha: { ...ELASTIC_NET_PARAMETERS.alpha, default: 0.05 },
    l1_ratio: { ...ELASTIC_NET_PARAMETERS.l1Ratio, default: 0.05 },
  },
);

const diabetes = loadDiabetes();
const { train, test } = trainTestSplit(diabetes, { seed: 40 });

await withRun(async (run) => {
  logParam("alpha", alpha);
  logParam("l1_ratio", l1Ratio);
  logInput(train, { context: "training" });

  const model = new ElasticNet({ alpha, l1Ratio }).fit(train.features, train.target);
  const predicted = model.predict(test.features);
  const rmse = rootMeanSquaredError(test.target, predicted);
  const mae = meanAbsoluteError(test.target, predicted);
  const r2 = r2Score(test.target, predicted);

  logMetric("rmse", rmse);
  logMetric("r2", r2);
  logMetric("mae", mae);

  // From 10 down to 0.001, evenly on the plot's axis.
  const alphas = Float64Array.from({ length: 101 }, (_, i) => 10 ** (1 - i / 25));
  const path = enetPath(diabetes.features, diabetes.target, { alphas, l1Ratio });
  await Promise.all([
    logFigure(coefficientPathPlot({ ...path, l1Ratio }), "ElasticNet-paths.png"),
    logModel(model, { inputExample: train.take([0, 1, 2, 3, 4]).features }),
  ]);

  console.log(`
Elastic net (alpha=${alpha}, l1_ratio=${l1Ratio})
  RMSE  ${rmse}
  MAE   ${mae}
  R2    ${r2}

Run ${run.info.runName}: ${run.location}

Compare runs:      npx traintracks ui
Serve this model:  npx traintracks models serve -m runs:/${run.runId}/model -p 5005
`);
});
