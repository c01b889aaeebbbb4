// Runs side by side: parameters, metrics and tags as rows, only those in which the runs differ unless all are wanted.
import "./compare-table.css";
import type { VNode } from "preact";
import type { RunColumns } from "../api/runs.ts";
import type { CellValue, ColumnRef, RunQuery } from "../api/shapes.ts";
import { numberOf } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo, queryValue, setQuery } from "../app/location.ts";
import { drawnRuns } from "../charts/drawn-runs.ts";
import { Button } from "../components/button.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { Status } from "../components/status.tsx";
import { exactNumber, formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { compareTexts } from "./compare-messages.ts";

const text = translator(compareTexts);

/** As many runs as can be read side by side. */
const MAX_COLUMNS = 100;
/** As many rows as the server gives at once. */
const MAX_ROWS = 600;

/** Runs side by side. */
export function CompareTable(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly columns: RunColumns;
  readonly version: number;
}): VNode {
  const { query, selected, columns } = props;
  const isAll = queryValue("all") === "1";
  const refs: readonly ColumnRef[] = [
    ...columns.params.map(({ key }): ColumnRef => ({ kind: "param", key })),
    ...columns.metrics.map(({ key }): ColumnRef => ({ kind: "metric", key })),
    ...columns.tags
      .filter(({ key }) => !key.startsWith("mlflow."))
      .map(({ key }): ColumnRef => ({ kind: "tag", key })),
  ].slice(0, MAX_ROWS);
  const loaded = useLoad(
    (signal) => drawnRuns(query, selected, refs, MAX_COLUMNS, signal),
    JSON.stringify([query, selected, refs.length, props.version]),
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  const runs = loaded.value;
  if (runs === undefined) return <LoadingState />;
  const rows = refs.flatMap((ref, i) => {
    const values = runs.rows.map((_, run) => runs.valueOf(run, i));
    const differs = new Set(values.map(String)).size > 1;
    return values.every((value) => value === null) || !(isAll || differs) ? [] : [{ ref, values, differs }];
  });
  return (
    <>
      <div class="row spread">
        <span class="quiet">{text("shown", { n: runs.rows.length, total: runs.total })}</span>
        <Button small pressed={!isAll} onClick={() => setQuery({ all: isAll ? undefined : "1" })}>
          {text("onlyDifferences")}
        </Button>
      </div>
      {rows.length === 0 ? (
        <p class="panel padded quiet">{text("allEqual")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
        <section class="panel compare-scroll" tabIndex={0} aria-label={text("table")}>
          <table class="compare-table">
            <thead>
              <tr>
                <th scope="col" />
                {runs.rows.map((run) => (
                  <th key={run.run_id} scope="col">
                    <span class="row">
                      <RunDot runId={run.run_id} />
                      <a href={linkTo(["runs", run.run_id])}>{run.run_name}</a>
                    </span>
                    <Status status={run.status} isStale={run.is_stale} />
                  </th>
                ))}
              </tr>
            </thead>
            {(["param", "metric", "tag"] as const).map((kind) => (
              <CompareRows
                key={kind}
                kind={kind}
                rows={rows.filter(({ ref }) => ref.kind === kind)}
                runIds={runs.rows.map(({ run_id }) => run_id)}
              />
            ))}
          </table>
        </section>
      )}
    </>
  );
}

const TITLES = { param: "parameters", metric: "metrics", tag: "tags" } as const;

function CompareRows(props: {
  readonly kind: keyof typeof TITLES;
  readonly runIds: readonly string[];
  readonly rows: readonly {
    readonly ref: ColumnRef;
    readonly values: readonly CellValue[];
    readonly differs: boolean;
  }[];
}): VNode | null {
  const { kind, rows, runIds } = props;
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="compare-title">
        <th colSpan={runIds.length + 1} scope="rowgroup">
          {text(TITLES[kind])}
        </th>
      </tr>
      {rows.map(({ ref, values, differs }) => (
        <tr key={ref.key} class={differs ? "differs" : ""}>
          <th scope="row" title={ref.key}>
            {ref.key}
          </th>
          {values.map((value, i) => (
            <td key={runIds[i]} class={kind === "metric" ? "number" : ""} {...cellTitle(kind, value)}>
              {kind === "metric" && <MetricBar value={value} values={values} />}
              {cellText(kind, value)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** How a value lies between the least and the most of its row, as a thin bar. */
function MetricBar(props: {
  readonly value: CellValue;
  readonly values: readonly CellValue[];
}): VNode | null {
  const numbers = props.values.map(numberOf).filter((value) => value !== undefined && Number.isFinite(value));
  const value = numberOf(props.value);
  const low = Math.min(...numbers.map(Number));
  const high = Math.max(...numbers.map(Number));
  if (value === undefined || !Number.isFinite(value) || !(high > low)) return null;
  return (
    <svg
      class="metric-bar"
      width="100%"
      height="3"
      viewBox="0 0 100 3"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={4 + (96 * (value - low)) / (high - low)} height="3" />
    </svg>
  );
}

function cellText(kind: string, value: CellValue): string {
  if (value === null) return "–";
  const number = kind === "metric" ? numberOf(value) : undefined;
  return number === undefined ? String(value) : formatNumber(number);
}

function cellTitle(kind: string, value: CellValue): { readonly title?: string } {
  const number = kind === "metric" ? numberOf(value) : undefined;
  return number === undefined ? { title: String(value ?? "") } : { title: exactNumber(number) };
}
