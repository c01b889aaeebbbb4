// What somebody else's program looks like: the packed package's test checks its types and runs it.
import { ElasticNet, endRun, logMetric, logModel, logParam, startRun } from "traintracks";

const X = [
  [1, 0],
  [2, 1],
  [3, 0],
  [4, 1],
];
const y = [1, 2, 3, 4];

await startRun();
const model = new ElasticNet({ alpha: 0.1, l1Ratio: 0.5 }).fit(X, y);
logParam("alpha", 0.1);
logMetric("first", model.predict(X)[0] ?? Number.NaN);
await logModel(model, { inputExample: X });
await endRun();
