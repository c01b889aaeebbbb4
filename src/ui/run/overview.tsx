// What a run logged, at one glance: metrics with their courses, parameters, tags, note, data, children.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { changeRuns, type MetricSummary, type RunDetail } from "../api/runs.ts";
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { linkTo } from "../app/location.ts";
import { Ago } from "../components/ago.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { Sparkline } from "../components/sparkline.tsx";
import { Status } from "../components/status.tsx";
import { exactNumber, formatCount, formatNumber } from "../formats/number.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { NoteEditor } from "../notes/note-editor.tsx";
import { colorOf } from "../theme/chosen-colors.ts";
import { DatasetList } from "./dataset-list.tsx";
import { runTexts } from "./messages.ts";
import { RunTags } from "./run-tags.tsx";

const text = translator(runTexts);
/** The tag that MLflow keeps notes in. */
const NOTE = "mlflow.note.content";
/** From so many lines on, a list can be searched. */
const SEARCHABLE = 12;

/** The tab. */
export function Overview({
  detail,
  reload,
}: {
  readonly detail: RunDetail;
  readonly reload: () => void;
}): VNode {
  const { run, params, tags, datasets, children, n_children } = detail;
  const metrics = detail.metrics.filter(({ is_system }) => !is_system);
  const note = tags.find(({ key }) => key === NOTE)?.value ?? "";
  return (
    <div class="overview">
      <Section title={text("metrics")} count={metrics.length} find={metrics.length >= SEARCHABLE}>
        {(word) => <Metrics runId={run.run_id} metrics={metrics.filter(({ key }) => has(key, word))} />}
      </Section>
      <Section title={text("params")} count={params.length} find={params.length >= SEARCHABLE}>
        {(word) =>
          params.length === 0 ? (
            <p class="quiet section-empty">{text("noParams")}</p>
          ) : (
            <dl class="pairs">
              {params
                .filter(({ key, value }) => has(`${key} ${value}`, word))
                .map(({ key, value }) => (
                  <div key={key}>
                    <dt>{key}</dt>
                    <dd title={value}>{value}</dd>
                  </div>
                ))}
            </dl>
          )
        }
      </Section>
      <Section title={text("note")}>
        {() => (
          <div class="section-pad">
            <NoteEditor
              key={run.run_id}
              note={note}
              onSave={async (text) => {
                await changeRuns([run.run_id], { action: "set_tags", tags: [{ key: NOTE, value: text }] });
                reload();
              }}
            />
          </div>
        )}
      </Section>
      <Section title={text("tags")}>
        {() => <RunTags runId={run.run_id} experimentId={run.experiment_id} tags={tags} reload={reload} />}
      </Section>
      {datasets.length > 0 && (
        <Section title={text("datasets")} count={datasets.length}>
          {() => <DatasetList datasets={datasets} />}
        </Section>
      )}
      {n_children > 0 && (
        <Section title={text("children")} count={n_children} isWhole>
          {() => (
            <ul class="child-runs">
              {children.map((child) => (
                <li key={child.run_id}>
                  <RunDot runId={child.run_id} />
                  <Status status={child.status} isStale={child.is_stale} />
                  <a href={linkTo(["runs", child.run_id])}>{child.run_name || child.run_id.slice(0, 8)}</a>
                  <span class="quiet">
                    <Ago timeMs={child.start_time} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </div>
  );
}

function Section(props: {
  readonly title: string;
  readonly count?: number;
  readonly find?: boolean;
  readonly isWhole?: boolean;
  readonly children: (word: string) => ComponentChildren;
}): VNode {
  const { title, count, find, isWhole, children } = props;
  const [word, setWord] = useState("");
  return (
    <section class={`panel section${isWhole === true ? " whole" : ""}`}>
      <header>
        <h2>
          {title}
          {count !== undefined && (
            <span class="quiet section-count">{formatCount(count, language.value)}</span>
          )}
        </h2>
        {find === true && (
          <input
            class="input section-find no-print"
            type="search"
            placeholder={text("find")}
            aria-label={`${text("find")}: ${title}`}
            value={word}
            onInput={(event) => setWord(event.currentTarget.value)}
          />
        )}
      </header>
      {children(word)}
    </section>
  );
}

function Metrics({
  runId,
  metrics,
}: {
  readonly runId: string;
  readonly metrics: readonly MetricSummary[];
}): VNode {
  if (metrics.length === 0) return <p class="quiet section-empty">{text("noMetrics")}</p>;
  return (
    <div class="scroll-x">
      <table class="list metrics">
        <thead>
          <tr>
            <th scope="col">{text("metric")}</th>
            <th scope="col">
              <span class="visually-hidden">{text("course")}</span>
            </th>
            <th scope="col" class="number">
              {text("last")}
            </th>
            <th scope="col" class="number">
              {text("min")}
            </th>
            <th scope="col" class="number">
              {text("max")}
            </th>
            <th scope="col" class="number wide-only">
              {text("mean")}
            </th>
            <th scope="col" class="number wide-only">
              {text("points")}
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <tr key={metric.key}>
              <th scope="row">
                <a href={linkTo(["runs", runId, "charts"], { y: metric.key })}>{metric.key}</a>
              </th>
              <td>
                {metric.sparkline !== null && (metric.count ?? 0) > 1 && (
                  <Sparkline
                    xs={metric.sparkline.steps}
                    ys={metric.sparkline.values}
                    color={colorOf(runId)}
                    width={96}
                    height={20}
                  />
                )}
              </td>
              <td class="number">
                <b>
                  <Value value={metric.last} />
                </b>
              </td>
              <Extreme value={metric.min} step={metric.min_step} isAlone={metric.count === 1} />
              <Extreme value={metric.max} step={metric.max_step} isAlone={metric.count === 1} />
              <td class="number wide-only">
                {metric.count === 1 ? <span class="quiet">–</span> : <Value value={metric.mean} />}
              </td>
              <td class="number quiet wide-only">
                {metric.count === null ? "…" : formatCount(metric.count, language.value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A minimum or maximum with its step; of a single point there is nothing to say. */
function Extreme(props: {
  readonly value: WireNumber | null;
  readonly step: number | null;
  readonly isAlone: boolean;
}): VNode {
  const { value, step, isAlone } = props;
  if (isAlone) return <td class="number quiet">–</td>;
  return (
    <td class="number">
      <Value value={value} />
      {step !== null && (
        <span class="quiet metric-step" title={text("atStep", { step })}>
          @{formatCount(step, language.value)}
        </span>
      )}
    </td>
  );
}

function Value({ value }: { readonly value: WireNumber | null }): VNode {
  const number = numberOf(value);
  if (number === undefined) return <span>{value ?? "–"}</span>;
  return <span title={exactNumber(number)}>{formatNumber(number)}</span>;
}

function has(line: string, word: string): boolean {
  return line.toLowerCase().includes(word.toLowerCase());
}
