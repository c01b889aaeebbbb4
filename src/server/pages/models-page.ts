// The registered models, with their newest versions and aliases.
import type { RegisteredModel } from "../../registry/index.ts";
import { timeAgo } from "./format.ts";
import { type Html, html } from "./html.ts";

/** The page of the registry. */
export function modelsPage(models: readonly RegisteredModel[], prefix: string): Html {
  return html`<h1>Registered models</h1>
<p class="facts"><span><b>${models.length}</b> ${models.length === 1 ? "model" : "models"}</span></p>
${models.length === 0 ? NONE : html`<h2>By name</h2><div class="card">${modelTable(models, prefix)}</div>`}`;
}

const NONE: Html = html`<div class="card padded"><p>No model is registered yet. A model that was logged gets a name and a version by</p>
<pre>await registerModel("models:/m-…", "my-model");</pre></div>`;

function modelTable(models: readonly RegisteredModel[], prefix: string): Html {
  return html`<table>
<thead><tr><th scope="col">Name</th><th scope="col">Newest version of each stage</th><th scope="col">Aliases</th><th scope="col">Last change</th><th scope="col">Description</th></tr></thead>
<tbody>${models.map(
    ({ name, latestVersions, aliases, lastUpdateTimeMs, description }) => html`<tr>
<td class="name">${name}</td>
<td>${latestVersions.map(
      ({ version, stage, runId }) =>
        html`${runId === undefined ? html`version ${version}` : html`<a href="${prefix}/runs/${runId}">version ${version}</a>`}${stage !== "None" && html` <span class="tag">${stage}</span>`}<br>`,
    )}</td>
<td>${[...aliases].map(([alias, version]) => html`<span class="tag">@${alias}</span> ${version}<br>`)}</td>
<td class="quiet">${timeAgo(lastUpdateTimeMs)}</td>
<td>${description}</td>
</tr>
`,
  )}</tbody></table>`;
}
