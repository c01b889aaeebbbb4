// One run: everything that was logged to it.
import type { ArtifactInfo, DatasetInput, Metric, Run } from "../../tracking/index.ts";
import { duration, fileSizeText, shortNumber, timeAgo } from "./format.ts";
import { type Html, html } from "./html.ts";
import { sparkline } from "./sparkline.ts";

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;
const MAX_PICTURES = 4;

/** A metric with the course it took. */
export interface MetricCourse {
  readonly last: Metric;
  /** Its points, as far as they were read. */
  readonly points: readonly Metric[];
}

/** What a run's page shows. */
export interface RunContent {
  readonly run: Run;
  readonly experimentName: string;
  readonly metrics: readonly MetricCourse[];
  /** The folder among the artifacts that is shown; empty for the root. */
  readonly folder: string;
  readonly artifacts: readonly ArtifactInfo[];
  /** Why the artifacts cannot be listed. */
  readonly artifactFault: string | undefined;
}

/** The page of a run. */
export function runPage(content: RunContent, prefix: string): Html {
  const { run, experimentName } = content;
  const { info, data } = run;
  const note = data.tags.get("mlflow.note.content");
  return html`<p class="crumbs"><a href="${prefix}/">Experiments</a> / <a href="${prefix}/experiments/${info.experimentId}">${experimentName}</a> /</p>
<h1>${info.runName || info.runId}</h1>
<p class="facts">
<span><span class="status ${info.status}"><b>${info.status.toLowerCase()}</b></span></span>
<span>Started <b>${timeAgo(info.startTimeMs)}</b></span>
${info.endTimeMs !== undefined && html`<span>Took <b>${duration(info.endTimeMs - info.startTimeMs)}</b></span>`}
${info.userId && html`<span>By <b>${info.userId}</b></span>`}
<span>Id <b>${info.runId}</b></span>
${info.lifecycleStage === "deleted" && html`<span class="tag">deleted</span>`}
</p>
${note && html`<p>${note}</p>`}
<div class="columns">
<section>${section("Metrics", content.metrics, metricTable(content.metrics))}</section>
<section>${section("Params", [...data.params], textTable(data.params, "Param"))}</section>
</div>
${artifactSection(content, prefix)}
${run.outputs.length > 0 && modelSection(run, prefix)}
${run.inputs.datasets.length > 0 && section("Data sets", run.inputs.datasets, datasetTable(run.inputs.datasets))}
${section("Tags", [...data.tags], textTable(data.tags, "Tag"))}`;
}

function section(title: string, items: readonly unknown[], content: Html): Html {
  const body =
    items.length === 0 ? html`<p class="quiet">None.</p>` : html`<div class="card">${content}</div>`;
  return html`<h2>${title} <span class="count">${items.length}</span></h2>${body}`;
}

function metricTable(metrics: readonly MetricCourse[]): Html {
  return html`<table>
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Last value</th><th scope="col" class="number">Step</th></tr></thead>
<tbody>${metrics.map(({ last, points }) => {
    const picture = sparkline(points);
    return html`<tr><td class="name">${last.key}${picture}</td><td class="number" title="${String(last.value)}">${shortNumber(last.value)}</td><td class="number">${last.step}</td></tr>
`;
  })}</tbody></table>`;
}

function textTable(texts: ReadonlyMap<string, string>, what: string): Html {
  return html`<table>
<thead><tr><th scope="col">${what}</th><th scope="col">Value</th></tr></thead>
<tbody>${[...texts].map(
    ([key, value]) => html`<tr><td class="name">${key}</td><td class="value">${value.slice(0, 2000)}</td></tr>
`,
  )}</tbody></table>`;
}

function artifactSection({ run, folder, artifacts, artifactFault }: RunContent, prefix: string): Html {
  const page = `${prefix}/runs/${run.info.runId}`;
  const download = (path: string): string =>
    `${prefix}/get-artifact?${new URLSearchParams({ run_id: run.info.runId, path })}`;
  const rows = artifacts.map(({ path, isFolder, sizeBytes }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const link = isFolder
      ? html`<a href="${page}?${new URLSearchParams({ path }).toString()}">${name}/</a>`
      : html`<a href="${download(path)}">${name}</a>`;
    return html`<tr><td class="name">${link}</td><td class="number">${sizeBytes !== undefined && fileSizeText(sizeBytes)}</td></tr>
`;
  });
  const pictures = artifacts
    .filter(({ path, isFolder }) => !isFolder && PICTURE.test(path))
    .slice(0, MAX_PICTURES);
  return html`<h2>Artifacts <span class="count">${folder === "" ? run.info.artifactUri : `${folder}/`}</span></h2>
${artifactFault && html`<div class="notice">${artifactFault}</div>`}
${folder !== "" && html`<p class="crumbs"><a href="${page}">All artifacts</a></p>`}
${!artifactFault && rows.length === 0 && html`<p class="quiet">None.</p>`}
${
  rows.length > 0 &&
  html`<div class="card"><table><thead><tr><th scope="col">Name</th><th scope="col" class="number">Size</th></tr></thead><tbody>${rows}</tbody></table>
${pictures.map(({ path }) => html`<figure><img src="${download(path)}" alt="${path}" loading="lazy"></figure>`)}</div>`
}`;
}

function modelSection({ outputs }: Run, prefix: string): Html {
  return html`<h2>Logged models <span class="count">${outputs.length}</span></h2>
<div class="card"><table>
<thead><tr><th scope="col">Model</th><th scope="col" class="number">Step</th></tr></thead>
<tbody>${outputs.map(
    ({
      modelId,
      step,
    }) => html`<tr><td class="value"><a href="${prefix}/logged-models/${modelId}">${modelId}</a></td><td class="number">${step}</td></tr>
`,
  )}</tbody></table></div>`;
}

function datasetTable(inputs: readonly DatasetInput[]): Html {
  return html`<table>
<thead><tr><th scope="col">Name</th><th scope="col">Digest</th><th scope="col">Used for</th><th scope="col">Source</th></tr></thead>
<tbody>${inputs.map(
    ({
      dataset,
      tags,
    }) => html`<tr><td class="name">${dataset.name}</td><td class="value">${dataset.digest}</td><td>${tags.get("mlflow.data.context")}</td><td class="value">${dataset.sourceType}</td></tr>
`,
  )}</tbody></table>`;
}
