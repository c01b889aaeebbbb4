// What to type so that there is something to see, with the address of this very server in it.
import type { VNode } from "preact";
import { serverAddress } from "../browser/page-address.ts";
import { CodeBlock } from "../components/code-block.tsx";
import { EmptyState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { homeTexts } from "./messages.ts";

const text = translator(homeTexts);

/** Code for a first run, in a given experiment or one of its own. */
export function FirstSteps({
  experiment = "diabetes",
  title,
}: {
  readonly experiment?: string;
  readonly title?: string;
}): VNode {
  const name = JSON.stringify(experiment);
  const server = JSON.stringify(serverAddress());
  return (
    <EmptyState icon="chart" title={title ?? text("none")}>
      <p>{text("noneHint")}</p>
      <CodeBlock
        label={text("typescript")}
        code={`import { autolog, ElasticNet, loadDiabetes, setExperiment, setTrackingUri } from "traintracks";

setTrackingUri(${server});
await setExperiment(${name});
autolog();
const { features, target } = loadDiabetes();
new ElasticNet({ alpha: 0.01, l1Ratio: 0.75 }).fit(features, target);`}
      />
      <CodeBlock
        label={text("python")}
        code={`import mlflow

mlflow.set_tracking_uri(${server})
mlflow.set_experiment(${name})
with mlflow.start_run():
    mlflow.log_param("alpha", 0.01)
    mlflow.log_metric("rmse", 65.3)`}
      />
      <CodeBlock label={text("shell")} code={`export MLFLOW_TRACKING_URI=${serverAddress()}`} />
    </EmptyState>
  );
}
