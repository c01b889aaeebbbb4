// The runs that a plot shows, with the values it shows them by; pointing at one brings it forward in the plot.
import "./parallel-plot.css";
import type { VNode } from "preact";
import { linkTo } from "../app/location.ts";
import { RunDot } from "../components/run-dot.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { compareTexts } from "./compare-messages.ts";
import { type ColumnName, columnOf, type PlotRuns } from "./plot-column.ts";

const text = translator(compareTexts);

const MAX_LISTED = 200;

/** A list of runs by their numbers in `runs`. */
export function PlotRunList(props: {
  readonly runs: PlotRuns;
  readonly shown: readonly number[];
  readonly columns: readonly ColumnName[];
  readonly onPoint: (run: number | undefined) => void;
}): VNode {
  const { runs, shown, columns } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
    <section class="panel plot-runs" tabIndex={0} aria-label={text("pointList")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text("nRuns", { n: shown.length })}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {columnOf(name).key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onMouseLeave={() => props.onPoint(undefined)}>
          {shown.slice(0, MAX_LISTED).map((run) => {
            const id = runs.runIds[run] ?? "";
            return (
              <tr key={id} onMouseEnter={() => props.onPoint(run)}>
                <th scope="row">
                  <span class="row">
                    <RunDot runId={id} />
                    <a href={linkTo(["runs", id])} onFocus={() => props.onPoint(run)}>
                      {runs.names[run]}
                    </a>
                  </span>
                </th>
                {columns.map((name) => (
                  <td key={name}>{valueText(runs, name, run)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function valueText(runs: PlotRuns, name: ColumnName, run: number): string {
  const column = runs.columns.get(name);
  const value = column?.texts[run] ?? null;
  if (column === undefined || value === null) return "–";
  return name.startsWith("metric.") ? formatNumber(column.numbers[run] ?? Number.NaN) : value;
}
