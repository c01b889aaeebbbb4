// The parallel coordinates of an experiment: which axes, which colours, which ranges, and the runs that are left.
import "../charts/chart-toolbar.css";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RunColumns } from "../api/runs.ts";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import type { Extent } from "../charts/axis-ticks.ts";
import { Button } from "../components/button.tsx";
import { Menu } from "../components/menu.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { ColumnSelect } from "./column-select.tsx";
import { type AxisInAddress, axesInAddress, setAxes } from "./compare-address.ts";
import { compareTexts } from "./compare-messages.ts";
import { parallelAxis, prefersLog, withinRanges } from "./parallel-axis.ts";
import { ParallelPlot } from "./parallel-plot.tsx";
import { type ColumnName, columnOf, fetchPlotRuns, MAX_PLOTTED_RUNS } from "./plot-column.ts";
import { PlotRunList } from "./plot-run-list.tsx";
import { RangeFields } from "./range-fields.tsx";
import { usualAxes } from "./usual-axes.ts";

const text = translator(compareTexts);

/** Parallel coordinates of the chosen runs, or of all that match. */
export function ParallelView(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly columns: RunColumns;
  readonly names: readonly ColumnName[];
  readonly version: number;
}): VNode {
  const { query, selected, names } = props;
  const inAddress = axesInAddress();
  const wanted: readonly ColumnName[] = inAddress?.map(({ name }) => name) ?? usualAxes(props.columns);
  const colorName =
    queryValue("color") ?? wanted.findLast((name) => name.startsWith("metric.")) ?? wanted.at(-1);
  const [ranges, setRanges] = useState<ReadonlyMap<string, Extent>>(new Map());
  const [highlight, setHighlight] = useState<number | undefined>(undefined);
  const asked = [...new Set(colorName === undefined ? wanted : [...wanted, colorName])];
  const loaded = useLoad(
    (signal) => fetchPlotRuns(query, selected, asked, MAX_PLOTTED_RUNS, signal),
    JSON.stringify([query, selected, asked, props.version]),
  );
  const runs = loaded.value;
  const choices: readonly AxisInAddress[] = useMemo(
    () =>
      inAddress ??
      wanted.map((name) => ({
        name,
        isFlipped: false,
        isLog:
          name.startsWith("param.") && prefersLog(runs?.columns.get(name)?.numbers ?? new Float64Array()),
      })),
    [runs, queryValue("axes")],
  );
  const axes = useMemo(
    () =>
      choices.flatMap((choice) => {
        const column = runs?.columns.get(choice.name);
        return column === undefined ? [] : [parallelAxis(column, choice)];
      }),
    [runs, choices],
  );
  const colors = useMemo(() => {
    const column = colorName === undefined ? undefined : runs?.columns.get(colorName);
    return column === undefined
      ? new Float64Array()
      : parallelAxis(column, { isLog: false, isFlipped: false }).places;
  }, [runs, colorName]);
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (runs === undefined) return <LoadingState />;
  const change = (index: number, changes: Partial<AxisInAddress>): void =>
    setAxes(choices.map((choice, i) => (i === index ? { ...choice, ...changes } : choice)));
  const setRange = (name: string, range: Extent | undefined): void => {
    const next = new Map(ranges);
    if (range === undefined) next.delete(name);
    else next.set(name, range);
    setRanges(next);
  };
  const kept = withinRanges(axes, ranges, runs.runIds.length);
  const keptRuns = runs.runIds.map((_, run) => run).filter((run) => kept[run] === true);
  return (
    <div class="plot-split">
      <div class="chart-toolbar no-print">
        <Menu
          button={{ icon: "columns", children: text("columns"), small: true }}
          items={names.map((name) => ({
            label: columnOf(name).key,
            checked: wanted.includes(name),
            disabled: wanted.includes(name) && wanted.length <= 2,
            onSelect: () =>
              setAxes(
                wanted.includes(name)
                  ? choices.filter((choice) => choice.name !== name)
                  : [...choices, { name, isLog: false, isFlipped: false }],
              ),
          }))}
        />
        <ColumnSelect
          label={text("color")}
          columns={names}
          value={colorName}
          onChoose={(color) => setQuery({ color })}
        />
        <span class="quiet">
          {ranges.size === 0
            ? `${text("shown", { n: runs.runIds.length, total: runs.total })} · ${text("brushHelp")}`
            : text("brushed", { n: keptRuns.length, total: runs.runIds.length })}
        </span>
        {ranges.size > 0 && (
          <Button small onClick={() => setRanges(new Map())}>
            {text("clearAll")}
          </Button>
        )}
        <RangeFields axes={axes} ranges={ranges} onRange={setRange} />
      </div>
      <ParallelPlot
        axes={axes}
        colors={colors}
        ranges={ranges}
        onRange={setRange}
        highlight={highlight}
        actions={{
          onLog: (i) => change(i, { isLog: choices[i]?.isLog !== true }),
          onFlip: (i) => change(i, { isFlipped: choices[i]?.isFlipped !== true }),
          onMove: (i, by) => setAxes(moved(choices, i, by)),
          onRemove: (i) => setAxes(choices.filter((_, other) => other !== i)),
        }}
      />
      <PlotRunList runs={runs} shown={keptRuns} columns={wanted} onPoint={setHighlight} />
    </div>
  );
}

function moved<T>(items: readonly T[], index: number, by: number): readonly T[] {
  const next = [...items];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
}
