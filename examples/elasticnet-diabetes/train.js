// Fits an elastic net to the diabetes data and tracks the run: node train.js [alpha] [l1_ratio]
import {
  ElasticNet,
  loadDiabetes,
  logInput,
  logMetric,
  logModel,
  logParams,
  meanAbsoluteError,
  r2Score,
  rootMeanSquaredError,
  trainTestSplit,
  withRun,
} from "traintracks";

const [alpha = "0.05", l1Ratio = "0.05"] = process.argv.slice(2);
const { train, test } = trainTestSplit(loadDiabetes(), { seed: 40 });

await withRun(async () => {
  // In the words they were given in: whoever runs this as a project has logged them so, and they may not change.
  logParams({ alpha, l1_ratio: l1Ratio });
  logInput(train, { context: "training" });

  const model = new ElasticNet({ alpha: Number(alpha), l1Ratio: Number(l1Ratio) }).fit(
    train.features,
    train.target,
  );
  const predicted = model.predict(test.features);
  const rmse = rootMeanSquaredError(test.target, predicted);
  logMetric("rmse", rmse);
  logMetric("r2", r2Score(test.target, predicted));
  logMetric("mae", meanAbsoluteError(test.target, predicted));
  await logModel(model, { inputExample: train.take([0, 1, 2, 3, 4]).features });

  console.log(`Elastic net (alpha=${alpha}, l1_ratio=${l1Ratio}): RMSE ${rmse}`);
});
