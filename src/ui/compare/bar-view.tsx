// A metric or numeric parameter of the runs as bars, the longest first.
import "../charts/panel.css";
import type { VNode } from "preact";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo, queryValue, setQuery } from "../app/location.ts";
import { BarChart } from "../charts/bar-chart.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { colorOf } from "../theme/chosen-colors.ts";
import { ColumnSelect } from "./column-select.tsx";
import { compareTexts } from "./compare-messages.ts";
import { type ColumnName, columnOf, fetchPlotRuns } from "./plot-column.ts";

const text = translator(compareTexts);

const MAX_RUNS = 1000;

/** Bars of one column. */
export function BarView(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly names: readonly ColumnName[];
  readonly version: number;
}): VNode {
  const { query, selected, names } = props;
  const name = queryValue("py") ?? names.find((one) => one.startsWith("metric.")) ?? names[0] ?? "";
  const loaded = useLoad(
    (signal) => fetchPlotRuns(query, selected, [name], MAX_RUNS, signal),
    JSON.stringify([query, selected, name, props.version]),
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  const runs = loaded.value;
  return (
    <div class="plot-split">
      <div class="chart-toolbar no-print">
        <ColumnSelect
          label={text("value")}
          columns={names}
          value={name}
          onChoose={(py) => setQuery({ py })}
        />
        {runs !== undefined && (
          <span class="quiet">{text("shown", { n: runs.runIds.length, total: runs.total })}</span>
        )}
      </div>
      {runs === undefined ? (
        <LoadingState />
      ) : (
        <div class="panel tall-bars">
          <BarChart
            label={columnOf(name).key}
            bars={runs.runIds.map((id, i) => ({
              id,
              name: runs.names[i] ?? id,
              value: runs.columns.get(name)?.numbers[i] ?? Number.NaN,
              color: colorOf(id),
              href: linkTo(["runs", id]),
            }))}
          />
        </div>
      )}
    </div>
  );
}
