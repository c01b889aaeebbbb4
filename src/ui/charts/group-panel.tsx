// One metric over groups of runs: the mean of each with a band around it, and its members on demand.
import "./panel.css";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { fetchHistories } from "../api/histories.ts";
import { useLoad } from "../api/use-load.ts";
import { ErrorState } from "../components/states.tsx";
import type { Extent } from "./axis-ticks.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { numbersOf } from "./line-points.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { groupLines } from "./panel-lines.ts";
import { bucketsFor } from "./use-histories.ts";
import { XyPlot } from "./xy-plot.tsx";

/** Runs that are drawn as one line. */
export interface DrawnGroup {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly runIds: readonly string[];
  /** Whether its members are drawn too. */
  readonly isOpen: boolean;
}

/** A metric over groups. */
export function GroupPanel(props: {
  readonly metric: string;
  readonly groups: readonly DrawnGroup[];
  readonly settings: ChartSettings;
  readonly focusId?: string | undefined;
  readonly version: number;
  readonly range: Extent | undefined;
  readonly onZoom: (range: Extent | undefined) => void;
  readonly isLarge: boolean;
  readonly onEnlarge: () => void;
}): VNode {
  const { metric, groups, settings, range } = props;
  const x = settings.x === "step" || settings.x === "time" || settings.x === "relative" ? settings.x : "step";
  const loaded = useLoad(
    (signal) =>
      Promise.all(
        groups.map(({ runIds }) =>
          fetchHistories(
            {
              series: runIds.map((run_id) => ({ run_id, key: metric })),
              x,
              ...(range === undefined ? {} : { from: range[0], to: range[1] }),
              buckets: bucketsFor(groups.length),
              band: true,
            },
            signal,
          ),
        ),
      ),
    JSON.stringify([metric, groups.map(({ runIds }) => runIds), x, range, props.version]),
  );
  const drawn = useMemo(
    () =>
      (loaded.value ?? []).flatMap(({ band, series }, i) => {
        const group = groups[i];
        if (group === undefined || band === undefined) return [];
        const members = group.isOpen
          ? series.map((one) => ({
              id: one.run_id,
              name: group.name,
              color: group.color,
              isGhost: true,
              xs: Float64Array.from(one.x),
              ys: numbersOf(one.y),
            }))
          : [];
        return [{ ...groupLines(group, band, settings), members }];
      }),
    [loaded.value, groups, settings.smoothing, settings.band],
  );
  return (
    <PanelFrame title={metric} isLarge={props.isLarge} onEnlarge={props.onEnlarge}>
      {loaded.error !== undefined ? (
        <ErrorState error={loaded.error} onRetry={loaded.reload} />
      ) : (
        <XyPlot
          label={metric}
          lines={useMemo(() => drawn.flatMap(({ line, members }) => [...members, line]), [drawn])}
          bands={useMemo(() => drawn.map(({ band }) => band), [drawn])}
          x={x === "time" ? "time" : x === "relative" ? "duration" : "number"}
          range={range}
          isLogX={settings.isLogX && x !== "time"}
          isLogY={settings.isLogY}
          height={props.isLarge ? 420 : 220}
          syncKey={`x-${x}`}
          focusId={props.focusId}
          onZoom={props.onZoom}
        />
      )}
    </PanelFrame>
  );
}
