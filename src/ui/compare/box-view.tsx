// How a metric is spread over the values of a parameter: a box for each.
import "./plot-area.css";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import { axisTicks, extentOf, shareOf, widened } from "../charts/axis-ticks.ts";
import { type BoxStatistics, boxStatistics } from "../charts/box-statistics.ts";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { ColumnSelect } from "./column-select.tsx";
import { compareTexts } from "./compare-messages.ts";
import { type ColumnName, columnOf, fetchPlotRuns, MAX_PLOTTED_RUNS } from "./plot-column.ts";

const text = translator(compareTexts);

const MAX_BOXES = 40;
const HEIGHT = 380;
const LEFT = 64;
const FOOT = 40;
const TOP = 12;
const STEP = 76;
const WIDTH = 38;

/** Boxes of a metric by a column. */
export function BoxView(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly names: readonly ColumnName[];
  readonly version: number;
}): VNode {
  const { query, selected, names } = props;
  const yName = queryValue("py") ?? names.find((name) => name.startsWith("metric.")) ?? "";
  const byName = queryValue("cat") ?? names.find((name) => name.startsWith("param.")) ?? "";
  const asked = [...new Set([yName, byName])].filter((name) => name !== "");
  const loaded = useLoad(
    (signal) => fetchPlotRuns(query, selected, asked, MAX_PLOTTED_RUNS, signal),
    JSON.stringify([query, selected, asked, props.version]),
  );
  const boxes = useMemo(() => {
    const numbers = loaded.value?.columns.get(yName)?.numbers;
    const texts = loaded.value?.columns.get(byName)?.texts ?? [];
    const groups = new Map<string, number[]>();
    numbers?.forEach((number, run) => {
      const name = texts[run] ?? text("noValue");
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [number]);
      else group.push(number);
    });
    return [...groups]
      .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
      .flatMap(([name, values]) => {
        const box = boxStatistics(values);
        return box === undefined ? [] : [{ name, box }];
      });
  }, [loaded.value, yName, byName]);
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <LoadingState />;
  const shown = boxes.slice(0, MAX_BOXES);
  return (
    <div class="plot-split">
      <div class="chart-toolbar no-print">
        <ColumnSelect
          label={text("y")}
          columns={names.filter((name) => name.startsWith("metric."))}
          value={yName}
          onChoose={(py) => setQuery({ py })}
        />
        <ColumnSelect
          label={text("category")}
          columns={names.filter((name) => !name.startsWith("metric."))}
          value={byName}
          onChoose={(cat) => setQuery({ cat })}
        />
        <span class="quiet">
          {shown.length} / {boxes.length}
        </span>
      </div>
      <Boxes label={`${columnOf(yName).key} / ${columnOf(byName).key}`} boxes={shown} />
      <table class="panel-table panel">
        <thead>
          <tr>
            <th scope="col">{columnOf(byName).key}</th>
            <th scope="col">n</th>
            {["min", "25 %", "50 %", "75 %", "max"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, box }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{box.count}</td>
              {[
                Math.min(box.lowWhisker, ...box.outliers),
                box.lowQuartile,
                box.median,
                box.highQuartile,
                Math.max(box.highWhisker, ...box.outliers),
              ].map((value, i) => (
                <td key={i}>{formatNumber(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Boxes(props: {
  readonly label: string;
  readonly boxes: readonly { readonly name: string; readonly box: BoxStatistics }[];
}): VNode {
  const { boxes } = props;
  const values = boxes.flatMap(({ box }) => [box.lowWhisker, box.highWhisker, ...box.outliers]);
  const extent = widened(extentOf(values) ?? [0, 1], 0.05, false);
  const top = (value: number): number => TOP + (1 - shareOf(value, extent, false)) * (HEIGHT - TOP - FOOT);
  const width = LEFT + STEP * boxes.length + 16;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
    <section class="panel compare-scroll" tabIndex={0} aria-label={props.label}>
      <svg class="box-plot" width={width} height={HEIGHT} aria-hidden="true">
        {axisTicks(extent, 6, false).map(({ value, label }) => (
          <g key={label}>
            <line class="grid-line" x1={LEFT} x2={width} y1={top(value)} y2={top(value)} />
            <text x={LEFT - 8} y={top(value) + 4} text-anchor="end">
              {label}
            </text>
          </g>
        ))}
        {boxes.map(({ name, box }, i) => (
          <g key={name} transform={`translate(${LEFT + STEP * (i + 0.5)} 0)`}>
            <line y1={top(box.lowWhisker)} y2={top(box.highWhisker)} />
            <line x1={-10} x2={10} y1={top(box.lowWhisker)} y2={top(box.lowWhisker)} />
            <line x1={-10} x2={10} y1={top(box.highWhisker)} y2={top(box.highWhisker)} />
            <rect
              x={-WIDTH / 2}
              width={WIDTH}
              y={top(box.highQuartile)}
              height={Math.max(1, top(box.lowQuartile) - top(box.highQuartile))}
            />
            <line x1={-WIDTH / 2} x2={WIDTH / 2} y1={top(box.median)} y2={top(box.median)} />
            {box.outliers.map((value, n) => (
              <circle key={n} r="2.5" cy={top(value)} />
            ))}
            <text y={HEIGHT - FOOT + 18} text-anchor="middle">
              {name.length > 11 ? `${name.slice(0, 10)}…` : name}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}
