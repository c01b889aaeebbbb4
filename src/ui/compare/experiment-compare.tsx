// The comparison of an experiment's runs, in six ways; the chosen runs, or all that match when none is chosen.
import "../charts/chart-toolbar.css";
import "../charts/panel.css";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { fetchColumns } from "../api/runs.ts";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { setQuery } from "../app/location.ts";
import { chosen } from "../charts/drawn-runs.ts";
import { Button } from "../components/button.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { BarView } from "./bar-view.tsx";
import { BoxView } from "./box-view.tsx";
import { COMPARE_VIEWS, compareView } from "./compare-address.ts";
import { compareTexts } from "./compare-messages.ts";
import { CompareTable } from "./compare-table.tsx";
import { ParallelView } from "./parallel-view.tsx";
import type { ColumnName } from "./plot-column.ts";
import { ScatterView } from "./scatter-view.tsx";

const text = translator(compareTexts);

/** Compares runs. */
export function ExperimentCompare(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly version: number;
}): VNode {
  const { query, selected, version } = props;
  const view = compareView();
  const base = selected.length === 0 ? query : chosen(query, selected);
  const loaded = useLoad((signal) => fetchColumns(base, signal), JSON.stringify([base, version]));
  const columns = loaded.value;
  const names: readonly ColumnName[] = useMemo(
    () => [
      ...(columns?.params ?? []).map(({ key }) => `param.${key}`),
      ...(columns?.metrics ?? []).map(({ key }) => `metric.${key}`),
      ...(columns?.tags ?? []).filter(({ key }) => !key.startsWith("mlflow.")).map(({ key }) => `tag.${key}`),
    ],
    [columns],
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (columns === undefined) return <LoadingState />;
  if (columns.n_runs === 0) {
    return (
      <EmptyState icon="compare" title={text("noRuns")}>
        <p>{text("noRunsWhy")}</p>
      </EmptyState>
    );
  }
  const common = { query, selected, version };
  const plain = names.filter((name) => !name.startsWith("tag.") && !name.startsWith("metric.system/"));
  return (
    <div class="charts-page">
      <nav class="row no-print compare-views" aria-label={text("views")}>
        {COMPARE_VIEWS.map((one) => (
          <Button
            key={one}
            small
            kind={one === view ? "plain" : "quiet"}
            pressed={one === view}
            onClick={() => setQuery({ by: one === "table" ? undefined : one }, { push: true })}
          >
            {text(one)}
          </Button>
        ))}
      </nav>
      {view === "table" && <CompareTable {...common} columns={columns} />}
      {view === "parallel" && <ParallelView {...common} columns={columns} names={names} />}
      {view === "scatter" && <ScatterView key="scatter" {...common} names={plain} hasContours={false} />}
      {view === "contour" && <ScatterView key="contour" {...common} names={plain} hasContours />}
      {view === "box" && <BoxView {...common} names={names} />}
      {view === "bar" && <BarView {...common} names={plain} />}
    </div>
  );
}
