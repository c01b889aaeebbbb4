// What stands in the cells of the table of runs.
import type { ComponentChildren, VNode } from "preact";
import type { GroupStat, SparklinePoints } from "../api/runs.ts";
import { type CellValue, type ColumnRef, numberOf, type RunRow, type WireNumber } from "../api/shapes.ts";
import { linkTo } from "../app/location.ts";
import { Ago } from "../components/ago.tsx";
import { Icon } from "../components/icon.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { Sparkline } from "../components/sparkline.tsx";
import { Status } from "../components/status.tsx";
import { exactNumber, formatNumber } from "../formats/number.ts";
import { formatDuration } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { colorOf } from "../theme/chosen-colors.ts";
import { experimentTexts } from "./messages.ts";
import type { RunEntry } from "./rows/row-model.ts";
import type { Band } from "./table-settings.ts";

const text = translator(experimentTexts);

/** The run itself: selection, what is below it, colour, status, name and note. */
export function RunNameCell(props: {
  readonly entry: RunEntry;
  readonly isSelected: boolean;
  readonly onSelect: (isRange: boolean) => void;
  readonly onExpand: (isExpanded: boolean) => void;
}): VNode {
  const { run, depth, isExpanded } = props.entry;
  const name = run.run_name || run.run_id.slice(0, 8);
  return (
    <>
      <input
        type="checkbox"
        class="run-check"
        tabIndex={-1}
        aria-label={text("selectRun", { name })}
        checked={props.isSelected}
        onClick={(event) => {
          event.stopPropagation();
          props.onSelect(event.shiftKey);
        }}
      />
      {depth > 0 && <span class="run-indent" style={{ width: `${depth * 16}px` }} />}
      {isExpanded !== undefined && (
        <ExpandButton name={name} isExpanded={isExpanded} onExpand={props.onExpand} />
      )}
      <RunDot runId={run.run_id} />
      <Status status={run.status} isStale={run.is_stale} />
      <a class="run-name" href={linkTo(["runs", run.run_id])} tabIndex={-1} title={run.note ?? name}>
        {name}
      </a>
      {run.n_children > 0 && <span class="run-children">{run.n_children}</span>}
      {run.note !== null && <span class="run-note">{run.note}</span>}
    </>
  );
}

/** The button that shows or hides what is below a row. */
export function ExpandButton(props: {
  readonly name: string;
  readonly isExpanded: boolean;
  readonly onExpand: (isExpanded: boolean) => void;
}): VNode {
  const { name, isExpanded, onExpand } = props;
  return (
    <button
      type="button"
      class="run-expand"
      tabIndex={-1}
      aria-label={text(isExpanded ? "collapse" : "expand", { name })}
      onClick={() => onExpand(!isExpanded)}
    >
      <Icon name={isExpanded ? "chevron-down" : "chevron-right"} size={14} />
    </button>
  );
}

/** The value of a column; of metrics also the course. */
export function ValueCell(props: {
  readonly column: ColumnRef;
  readonly run: RunRow;
  readonly value: CellValue | undefined;
  readonly course: SparklinePoints | null | undefined;
}): ComponentChildren {
  const { column, run, value, course } = props;
  if (value === undefined) return <span class="cell-wait" />;
  if (value === null) return <span class="cell-none">–</span>;
  const number = numberOf(value);
  if (column.kind === "metric") {
    return (
      <>
        {course != null && course.count > 1 && (
          <Sparkline xs={course.steps} ys={course.values} color={colorOf(run.run_id)} />
        )}
        {column.stat === "time" && number !== undefined ? (
          <Ago timeMs={number} />
        ) : (
          <NumberText value={value} />
        )}
      </>
    );
  }
  if (column.kind === "attribute") return attributeCell(column.key, run, value);
  return (
    <span class="cell-text" title={String(value)}>
      {String(value)}
    </span>
  );
}

function attributeCell(key: string, run: RunRow, value: WireNumber): ComponentChildren {
  const number = numberOf(value);
  if (key === "status") return <Status status={run.status} isStale={run.is_stale} word />;
  if (number !== undefined && (key === "start_time" || key === "end_time")) return <Ago timeMs={number} />;
  if (number !== undefined && key === "duration") {
    return <span class="cell-text">{formatDuration(number, language.value)}</span>;
  }
  return (
    <span class={`cell-text${key === "run_id" ? " mono" : ""}`} title={String(value)}>
      {String(value)}
    </span>
  );
}

/** A number in few digits, with all of them behind it. */
function NumberText({ value }: { readonly value: WireNumber }): VNode {
  const number = numberOf(value);
  if (number === undefined) return <span class="cell-text">{value}</span>;
  return (
    <span class="cell-text" title={exactNumber(number)}>
      {formatNumber(number)}
    </span>
  );
}

/** The mean of a group, and the band around it. */
export function GroupCell({
  stat,
  band,
}: {
  readonly stat: GroupStat | null | undefined;
  readonly band: Band;
}): VNode {
  if (stat == null) return <span class="cell-none">–</span>;
  const mean = numberOf(stat.mean);
  if (mean === undefined) return <span class="cell-text">{stat.mean}</span>;
  const edge = numberOf(band === "ci" ? stat.ci95 : stat.std);
  const low = numberOf(stat.min);
  const high = numberOf(stat.max);
  const title = [
    `${text("mean")} ${exactNumber(mean)}`,
    `${formatCellRange(low, high)}`,
    `n = ${stat.count}`,
  ].join("\n");
  return (
    <span class="cell-text group-stat" title={title}>
      {formatNumber(mean)}
      <span class="group-band">
        {band === "range"
          ? ` ${formatCellRange(low, high)}`
          : edge === undefined || edge === 0
            ? ""
            : ` ± ${Number(edge.toPrecision(2))}`}
      </span>
    </span>
  );
}

function formatCellRange(low: number | undefined, high: number | undefined): string {
  if (low === undefined || high === undefined) return "";
  return `[${formatNumber(low)}, ${formatNumber(high)}]`;
}
