// One logged model: where it is from, what is known of it, and its files.
import type { ArtifactInfo, LoggedModel } from "../../tracking/index.ts";
import { fileSizeText, shortNumber, timeAgo } from "./format.ts";
import { type Html, html } from "./html.ts";

/** What a logged model's page shows. */
export interface LoggedModelContent {
  readonly model: LoggedModel;
  readonly experimentName: string;
  readonly artifacts: readonly ArtifactInfo[];
}

/** The page of a logged model. */
export function loggedModelPage(
  { model, experimentName, artifacts }: LoggedModelContent,
  prefix: string,
): Html {
  const file = (path: string): string =>
    `${prefix}/api/2.0/mlflow/logged-models/${model.modelId}/artifacts/files?${new URLSearchParams({ artifact_file_path: path })}`;
  return html`<p class="crumbs"><a href="${prefix}/">Experiments</a> / <a href="${prefix}/experiments/${model.experimentId}">${experimentName}</a> /</p>
<h1>${model.name}</h1>
<p class="facts">
<span>Id <b>${model.modelId}</b></span>
<span>Status <b>${model.status.replace("LOGGED_MODEL_", "").toLowerCase()}</b></span>
<span>Made <b>${timeAgo(model.creationTimeMs)}</b></span>
${model.sourceRunId && html`<span>Run <b><a href="${prefix}/runs/${model.sourceRunId}">${model.sourceRunId}</a></b></span>`}
</p>
<h2>Load it</h2>
<pre>models:/${model.modelId}</pre>
<h2>Files <span class="count">${model.artifactUri}</span></h2>
<div class="card"><table><tbody>${artifacts.map(({ path, isFolder, sizeBytes }) => {
    const name = isFolder ? html`${path}/` : html`<a href="${file(path)}">${path}</a>`;
    return html`<tr><td class="name">${name}</td><td class="number">${sizeBytes !== undefined && fileSizeText(sizeBytes)}</td></tr>
`;
  })}</tbody></table></div>
<div class="columns">
<section><h2>Metrics <span class="count">${model.metrics.length}</span></h2>${
    model.metrics.length > 0 &&
    html`<div class="card"><table><tbody>${model.metrics.map(
      ({
        key,
        value,
        datasetName,
      }) => html`<tr><td class="name">${key}</td><td>${datasetName}</td><td class="number">${shortNumber(value)}</td></tr>
`,
    )}</tbody></table></div>`
  }</section>
<section>${texts("Params", model.params)}${texts("Tags", model.tags)}</section>
</div>`;
}

function texts(title: string, entries: ReadonlyMap<string, string>): Html {
  return html`<h2>${title} <span class="count">${entries.size}</span></h2>${
    entries.size > 0 &&
    html`<div class="card"><table><tbody>${[...entries].map(
      ([
        key,
        value,
      ]) => html`<tr><td class="name">${key}</td><td class="value">${value.slice(0, 2000)}</td></tr>
`,
    )}</tbody></table></div>`
  }`;
}
