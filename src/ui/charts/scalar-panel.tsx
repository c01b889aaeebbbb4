// A metric of which every run has one value: a bar a run.
import type { VNode } from "preact";
import { fetchRuns } from "../api/runs.ts";
import { numberOf, type RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo } from "../app/location.ts";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { BarChart } from "./bar-chart.tsx";
import { chosen } from "./drawn-runs.ts";
import { PanelFrame } from "./panel-frame.tsx";
import type { RunStyle } from "./panel-lines.ts";

/** A metric as bars. */
export function ScalarPanel(props: {
  readonly metric: string;
  readonly runs: readonly RunStyle[];
  readonly query: RunQuery;
  readonly focusId?: string | undefined;
  readonly version: number;
  readonly isLarge: boolean;
  readonly onEnlarge: () => void;
}): VNode {
  const { metric, runs, query } = props;
  const ids = runs.map(({ runId }) => runId);
  const loaded = useLoad(
    (signal) =>
      fetchRuns(
        { ...chosen(query, ids), columns: [{ kind: "metric", key: metric }], rows: false, limit: ids.length },
        signal,
      ),
    ids.length === 0 ? undefined : JSON.stringify([metric, ids, props.version]),
  );
  const values = new Map(loaded.value?.run_ids.map((id, i) => [id, numberOf(loaded.value?.values[0]?.[i])]));
  return (
    <PanelFrame title={metric} isLarge={props.isLarge} onEnlarge={props.onEnlarge}>
      {loaded.error !== undefined ? (
        <ErrorState error={loaded.error} onRetry={loaded.reload} />
      ) : loaded.value === undefined && ids.length > 0 ? (
        <LoadingState />
      ) : (
        <BarChart
          label={metric}
          focusId={props.focusId}
          bars={runs.flatMap(({ runId, name, color }) => {
            const value = values.get(runId);
            return value === undefined
              ? []
              : [{ id: runId, name, color, value, href: linkTo(["runs", runId]) }];
          })}
        />
      )}
    </PanelFrame>
  );
}
