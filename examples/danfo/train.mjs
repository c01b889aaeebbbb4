// A data frame of danfojs, fitted and logged by itself: npm ci && npm start
import danfo from "danfojs-node";
import { autolog, flush, getRun, LinearRegression, lastActiveRun } from "traintracks";

autolog();

const frame = new danfo.DataFrame({
  rooms: [2, 3, 3, 4, 5, 6],
  garden: [0, 0, 1, 1, 0, 1],
  price: [110, 155, 170, 220, 250, 315],
});

const model = new LinearRegression().fit(frame.loc({ columns: ["rooms", "garden"] }), frame["price"]);

// Columns go by their names, in whatever order.
const other = new danfo.DataFrame({ garden: [1], rooms: [3] });
console.log("Price of three rooms and a garden:", model.predict(other)[0].toFixed(1));

await flush();
const { runId } = lastActiveRun();
const { data, inputs } = await getRun(runId);
console.log("R2", data.metrics.get("training_r2_score").value.toFixed(4));
const trained = inputs.datasets.find(({ tags }) => tags.get("mlflow.data.context") === "train");
console.log(
  "columns",
  JSON.parse(trained.dataset.schema)
    .mlflow_colspec.map(({ name }) => name)
    .join(", "),
);
