// Runs as a table: who, when, how it went, and their params and metrics side by side.
import type { Run } from "../../tracking/index.ts";
import { duration, shortNumber, timeAgo } from "./format.ts";
import { type Html, html } from "./html.ts";

const MAX_COLUMNS = 12;

/** How a run table is drawn. */
export interface RunTableOptions {
  /** What stands before every path of this server. */
  readonly prefix: string;
  /** The names of experiments by id, to show which a run belongs to; absent: the column is left out. */
  readonly experimentNames?: ReadonlyMap<string, string> | undefined;
  /** The address of the same page in another order; absent: the heads are no links. */
  readonly sortedBy?: ((orderBy: string) => string) | undefined;
}

/** The table of some runs, in their order. */
export function runTable(runs: readonly Run[], { prefix, experimentNames, sortedBy }: RunTableOptions): Html {
  const params = commonKeys(runs.map(({ data }) => data.params));
  const metrics = commonKeys(runs.map(({ data }) => data.metrics));
  const head = (text: string, field: string, classes = ""): Html => {
    const content = sortedBy === undefined ? text : html`<a href="${sortedBy(field)}">${text}</a>`;
    return html`<th scope="col" class="${classes}">${content}</th>`;
  };
  return html`<div class="card"><table>
<thead>
${
  (params.length > 0 || metrics.length > 0) &&
  html`<tr><th colspan="${experimentNames === undefined ? 4 : 5}" class="group-space"></th>${group("Metrics", metrics)}${group("Params", params)}</tr>`
}
<tr>${head("Run", "run_name ASC")}${experimentNames && html`<th scope="col">Experiment</th>`}${head("Started", "start_time DESC")}<th scope="col">Duration</th>${head("Status", "status ASC")}
${metrics.map((key, i) => head(key, `metrics.\`${key}\` ASC`, i === 0 ? "number first" : "number"))}
${params.map((key, i) => head(key, `params.\`${key}\` ASC`, i === 0 ? "first" : ""))}</tr>
</thead>
<tbody>
${runs.map((run) => runRow(run, params, metrics, prefix, experimentNames))}
</tbody>
</table></div>`;
}

function group(title: string, keys: readonly string[]): Html | undefined {
  if (keys.length === 0) return undefined;
  return html`<th scope="colgroup" colspan="${keys.length}" class="group">${title}</th>`;
}

function runRow(
  { info, data }: Run,
  params: readonly string[],
  metrics: readonly string[],
  prefix: string,
  experimentNames: ReadonlyMap<string, string> | undefined,
): Html {
  const experiment =
    experimentNames &&
    html`<td><a href="${prefix}/experiments/${info.experimentId}">${experimentNames.get(info.experimentId) ?? info.experimentId}</a></td>`;
  return html`<tr>
<td class="name"><a href="${prefix}/runs/${info.runId}">${info.runName || info.runId}</a></td>${experiment}
<td class="quiet">${timeAgo(info.startTimeMs)}</td>
<td class="quiet">${info.endTimeMs === undefined ? "–" : duration(info.endTimeMs - info.startTimeMs)}</td>
<td><span class="status ${info.status}">${info.status.toLowerCase()}</span></td>
${metrics.map((key, i) => {
  const metric = data.metrics.get(key);
  return html`<td class="number ${i === 0 && "first"}" ${metric && html`title="${String(metric.value)}"`}>${metric && shortNumber(metric.value)}</td>`;
})}
${params.map((key, i) => html`<td class="value ${i === 0 && "first"}">${data.params.get(key)?.slice(0, 200)}</td>`)}
</tr>
`;
}

/** The keys most of the maps have, by name: at most so many that the table can be read. */
function commonKeys(maps: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const map of maps) for (const key of map.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, MAX_COLUMNS)
    .map(([key]) => key)
    .sort();
}
