// A fit that tells its story by itself, and what it has told: node dist/examples/pipeline.js
import {
  autolog,
  flush,
  getRun,
  LinearRegression,
  lastActiveRun,
  listArtifacts,
  Pipeline,
  StandardScaler,
} from "traintracks";

autolog();

// y = 1 * x0 + 2 * x1 + 3
const X = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 3],
];
const y = X.map(([x0, x1]) => x0! + 2 * x1! + 3);

const pipeline = new Pipeline([
  ["scaler", new StandardScaler()],
  ["lr", new LinearRegression()],
]);
const model = pipeline.fit(X, y);
console.log(`Prediction for [3, 5]: ${model.predict([[3, 5]])[0]?.toFixed(6)}`);

await flush();
const { runId, location } = lastActiveRun()!;
const { data } = await getRun(runId);
console.log(`\nRun ${location}`);
console.log("params", Object.fromEntries(data.params));
console.log("metrics", Object.fromEntries([...data.metrics].map(([key, { value }]) => [key, value])));
console.log("tags", Object.fromEntries([...data.tags].filter(([key]) => !key.startsWith("mlflow."))));
console.log(
  "artifacts",
  (await listArtifacts(runId)).map(({ path }) => path),
);
