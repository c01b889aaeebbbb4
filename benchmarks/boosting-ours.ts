// Our part in the boosting benchmark, in a process of its own.
import { train } from "traintracks";
import { report, settingsGiven } from "./boosting-report.ts";

const settings = settingsGiven();
const { nRows, nColumns, task, grows, learningRate, minChildWeight, lambda, nTrees, nThreads } = settings;
const growing = {
  levels: { maxDepth: 6 },
  leaves: { growPolicy: "lossguide", maxDepth: 0, maxLeaves: 31 },
  exact: { treeMethod: "exact", maxDepth: 6 },
} as const;

report(settings, ({ features, labels }) => {
  const objective = task === "regression" ? "reg:squarederror" : "binary:logistic";
  const booster = train(
    { objective, learningRate, minChildWeight, lambda, ...growing[grows] },
    { X: { data: features, shape: [nRows, nColumns] }, y: labels },
    { numBoostRound: nTrees, nThreads },
  );
  return (data, count) => booster.predict({ data, shape: [count, nColumns] });
});
