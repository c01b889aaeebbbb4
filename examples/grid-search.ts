// A search over a grid, with a run for the search and one for each of its best settings: node dist/examples/grid-search.js
import {
  autolog,
  ElasticNet,
  flush,
  GridSearchCV,
  lastActiveRun,
  loadDiabetes,
  searchRuns,
} from "traintracks";

autolog({ maxTuningRuns: 3 });

const { features, target } = loadDiabetes();
const grid = { alpha: [0.001, 0.01, 0.1, 1], l1Ratio: [0.25, 0.5, 0.75] };
const search = new GridSearchCV(new ElasticNet(), grid, { cv: 3 }).fit(features, target);
console.log("Best setting", search.bestParams, "with a mean R2 of", search.bestScore.toFixed(4));

await flush();
const parent = lastActiveRun()!;
console.log(`\nRun ${parent.location}`);
const children = await searchRuns({
  filter: `tags.mlflow.parentRunId = '${parent.runId}'`,
  orderBy: ["metrics.rank_test_score"],
});
for (const { data } of children) {
  const score = data.metrics.get("mean_test_score")?.value.toFixed(4);
  console.log(`alpha ${data.params.get("alpha")}, l1_ratio ${data.params.get("l1_ratio")}: ${score}`);
}
