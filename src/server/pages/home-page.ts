// The first page: the experiments, and the newest runs of all of them.
import type { Experiment, Run } from "../../tracking/index.ts";
import { timeAgo } from "./format.ts";
import { type Html, html } from "./html.ts";
import { runTable } from "./run-table.ts";

/** What the first page shows. */
export interface HomeContent {
  readonly experiments: readonly Experiment[];
  /** Whether there are more experiments than these. */
  readonly hasMore: boolean;
  readonly newestRuns: readonly Run[];
  /** The address at which a client reaches this server. */
  readonly serverUrl: string;
}

/** The first page. */
export function homePage({ experiments, hasMore, newestRuns, serverUrl }: HomeContent, prefix: string): Html {
  const names = new Map(experiments.map(({ experimentId, name }) => [experimentId, name]));
  return html`<h1>Experiments</h1>
<p class="facts"><span><b>${experiments.length}${hasMore && "+"}</b> ${experiments.length === 1 ? "experiment" : "experiments"}</span></p>
<h2>Newest runs</h2>
${newestRuns.length === 0 ? firstSteps(serverUrl) : runTable(newestRuns, { prefix, experimentNames: names })}
<h2>All experiments</h2>
<div class="card"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Last change</th><th scope="col">Id</th><th scope="col">Artifacts</th></tr></thead>
<tbody>
${experiments.map(
  ({ experimentId, name, lastUpdateTimeMs, artifactLocation }) => html`<tr>
<td class="name"><a href="${prefix}/experiments/${experimentId}">${name}</a></td>
<td class="quiet">${lastUpdateTimeMs !== undefined && timeAgo(lastUpdateTimeMs)}</td>
<td class="value">${experimentId}</td>
<td class="value">${artifactLocation}</td>
</tr>
`,
)}
</tbody>
</table></div>`;
}

/** What a person without any run needs: three lines to copy, with this server's own address in them. */
export function firstSteps(serverUrl: string): Html {
  return html`<div class="card padded">
<p>No runs yet. Point a program at this server, and each training shows up here:</p>
<pre>MLFLOW_TRACKING_URI=${serverUrl} npx traintracks examples train 0.01 0.75</pre>
<p>or from your own code, in TypeScript or with MLflow’s clients:</p>
<pre>import { logMetric, setTrackingUri, withRun } from "traintracks";

setTrackingUri("${serverUrl}");
await withRun({ runName: "first" }, async () =&gt; logMetric("rmse", 0.79));</pre>
</div>`;
}
