// Boosts trees on the iris data, as the tutorial's XGBoost example does: node dist/examples/xgboost-train.js --learning-rate 0.1
import { parseArgs } from "node:util";
import {
  accuracyScore,
  autolog,
  GradientBoostingClassifier,
  loadIris,
  logLoss,
  logMetrics,
  trainTestSplit,
  withRun,
} from "traintracks";

const { values } = parseArgs({
  options: {
    "learning-rate": { type: "string", default: "0.3" },
    "colsample-bytree": { type: "string", default: "1" },
    subsample: { type: "string", default: "1" },
  },
});

autolog();
const { train, test } = trainTestSplit(loadIris(), { testSize: 0.2, seed: 42 });

await withRun(async (run) => {
  const model = new GradientBoostingClassifier({
    objective: "multi:softprob",
    evalMetric: "mlogloss",
    nEstimators: 10,
    seed: 42,
    learningRate: Number(values["learning-rate"]),
    colsampleBytree: Number(values["colsample-bytree"]),
    subsample: Number(values.subsample),
  }).fit(train.features, train.target, {
    evals: { train: { X: train.features, y: train.target } },
    onRound: ({ round, metrics }) =>
      console.log(`[${round}] train-mlogloss ${metrics["train"]?.["mlogloss"]?.toFixed(5)}`),
  });

  const own = {
    log_loss: logLoss(test.target, model.predictProba(test.features)),
    accuracy: accuracyScore(test.target, model.predict(test.features)),
  };
  logMetrics(own);
  console.log(own);
  console.log(`\nRun ${run.location}`);
});
