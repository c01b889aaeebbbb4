// One experiment: its runs, filtered and ordered as asked.
import type { Experiment, Run } from "../../tracking/index.ts";
import { timeAgo } from "./format.ts";
import { firstSteps } from "./home-page.ts";
import { type Html, html } from "./html.ts";
import { runTable } from "./run-table.ts";

/** What an experiment's page shows. */
export interface ExperimentContent {
  readonly experiment: Experiment;
  readonly runs: readonly Run[];
  readonly nextPageToken: string | undefined;
  readonly filter: string;
  readonly orderBy: string;
  /** Why the filter or the order could not be followed. */
  readonly fault: string | undefined;
  readonly serverUrl: string;
}

/** The page of an experiment. */
export function experimentPage(content: ExperimentContent, prefix: string): Html {
  const { experiment, runs, nextPageToken, filter, orderBy, fault } = content;
  const path = `${prefix}/experiments/${experiment.experimentId}`;
  const address = (changes: Readonly<Record<string, string>>): string => {
    const query = new URLSearchParams({ filter, order_by: orderBy, ...changes });
    for (const [name, value] of [...query]) if (value === "") query.delete(name);
    return query.size === 0 ? path : `${path}?${query}`;
  };
  const note = experiment.tags.get("mlflow.note.content");
  return html`<p class="crumbs"><a href="${prefix}/">Experiments</a> /</p>
<h1>${experiment.name}</h1>
<p class="facts">
<span>Id <b>${experiment.experimentId}</b></span>
${experiment.creationTimeMs !== undefined && html`<span>Created <b>${timeAgo(experiment.creationTimeMs)}</b></span>`}
<span>Artifacts <b>${experiment.artifactLocation}</b></span>
${experiment.lifecycleStage === "deleted" && html`<span class="tag">deleted</span>`}
</p>
${note && html`<p>${note}</p>`}
<form class="search" method="get" action="${path}" role="search">
<input name="filter" value="${filter}" aria-label="Filter runs" placeholder="metrics.rmse &lt; 0.8 AND params.alpha = '0.01'" spellcheck="false" autocomplete="off">
<input name="order_by" value="${orderBy}" aria-label="Order" placeholder="metrics.rmse ASC" spellcheck="false" autocomplete="off">
<button type="submit">Search</button>
</form>
${fault && html`<div class="notice" role="alert">${fault}</div>`}
${runsOrWhyNone(content, address, prefix, runs)}
${nextPageToken && html`<p class="more"><a href="${address({ page_token: nextPageToken })}">Next page</a></p>`}`;
}

function runsOrWhyNone(
  { filter, fault, serverUrl }: ExperimentContent,
  address: (changes: Readonly<Record<string, string>>) => string,
  prefix: string,
  runs: readonly Run[],
): Html | undefined {
  if (runs.length > 0) {
    return runTable(runs, { prefix, sortedBy: (orderBy) => address({ order_by: orderBy }) });
  }
  if (fault !== undefined) return undefined;
  if (filter !== "") return html`<div class="card padded"><p>No run matches this filter.</p></div>`;
  return firstSteps(serverUrl);
}
