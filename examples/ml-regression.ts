// Models of the package ml-regression, logged by themselves: node dist/examples/ml-regression.js
import * as mlRegression from "ml-regression";
import { autolog, flush, getRun, lastActiveRun, loadDiabetes, loadModel } from "traintracks";

autolog();
const { PolynomialRegression, MultivariateLinearRegression } = autolog.wrap(mlRegression);

// The way a stone falls, measured.
const seconds = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
const metres = [0, 0.05, 0.2, 0.44, 0.78, 1.23];
const fall = new PolynomialRegression(seconds, metres, 2);
console.log("Fall:", fall.toString(3));

await flush();
const run = lastActiveRun()!;
const { data } = await getRun(run.runId);
console.log("params", Object.fromEntries(data.params));
console.log("training_r2_score", data.metrics.get("training_r2_score")?.value.toFixed(4));

// Saved by its own toJSON; it loads here, and `npx traintracks models serve -m runs:/<run id>/model` serves it.
const loaded = await loadModel(`runs:/${run.runId}/model`);
console.log("after 0.6 s:", loaded.predict([[0.6]])[0]?.toFixed(2));

// Classes that take rows take every form of data, and keep the names of columns.
const { features, target } = loadDiabetes();
const linear = new MultivariateLinearRegression(features, target);
console.log("Diabetes, first patient:", linear.predict(features)[0]?.[0]?.toFixed(1));
