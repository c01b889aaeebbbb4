// Code that reads a run, loads its model and goes on with it, with the address of this server.
import type { VNode } from "preact";
import type { RunDetail } from "../api/runs.ts";
import { serverAddress } from "../browser/page-address.ts";
import { CodeBlock } from "../components/code-block.tsx";
import { translator } from "../i18n/translator.ts";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

/** The code. */
export function LoadCode({ detail: { run, output_models } }: { readonly detail: RunDetail }): VNode {
  const server = JSON.stringify(serverAddress());
  const [model] = output_models;
  const name = model?.name ?? "model";
  return (
    <div class="stack load-code">
      {model !== undefined && (
        <>
          <CodeBlock
            label={`${text("loadModel")} · TypeScript`}
            code={`import { loadModel, setTrackingUri } from "traintracks";

setTrackingUri(${server});
const model = await loadModel("runs:/${run.run_id}/${name}");`}
          />
          <CodeBlock
            label={`${text("loadModel")} · Python`}
            code={`import mlflow

mlflow.set_tracking_uri(${server})
model = mlflow.pyfunc.load_model("runs:/${run.run_id}/${name}")`}
          />
        </>
      )}
      <CodeBlock
        label={text("readRun")}
        code={`import { getRun, setTrackingUri } from "traintracks";

setTrackingUri(${server});
const { data } = await getRun("${run.run_id}");
console.log(data.metrics, data.params);`}
      />
      <CodeBlock
        label={text("resumeRun")}
        code={`import { logMetric, setTrackingUri, startRun } from "traintracks";

setTrackingUri(${server});
await startRun({ runId: "${run.run_id}" });
logMetric("rmse", 65.3);`}
      />
    </div>
  );
}
