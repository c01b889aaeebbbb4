// The page of a run.
import "./run-page.css";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { followChanges } from "../api/live-changes.ts";
import { fetchRun, type RunDetail } from "../api/runs.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo } from "../app/location.ts";
import type { PageProps } from "../app/page-props.ts";
import { usePageTitle } from "../app/page-title.ts";
import { lazy } from "../components/lazy.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { Tabs } from "../components/tabs.tsx";
import { translator } from "../i18n/translator.ts";
import { runTexts } from "./messages.ts";
import { Overview } from "./overview.tsx";
import { RunHead } from "./run-head.tsx";

const text = translator(runTexts);
const Charts = lazy(async () => (await import("../charts/run-charts.tsx")).RunCharts);
const Artifacts = lazy(async () => (await import("../artifacts/run-artifacts.tsx")).RunArtifacts);
const Model = lazy(async () => (await import("../model-viewer/run-model.tsx")).RunModel);
const Code = lazy(async () => (await import("./code-tab.tsx")).CodeTab);

const TABS = ["overview", "charts", "artifacts", "model", "system", "code"] as const;
/** A run that goes on is read anew at most this often. */
const SHOWN_EVERY_MS = 1_000;

/** The page. */
export function RunPage({ params }: PageProps): VNode {
  const id = params["runId"] ?? "";
  const tab = TABS.find((known) => known === params["tab"]) ?? "overview";
  const { value: detail, error, reload } = useLoad((signal) => fetchRun(id, signal), id);
  useRunChanges(id, detail?.run.experiment_id, reload);
  usePageTitle(detail?.run.run_name);
  if (detail === undefined) {
    return error === undefined ? <LoadingState rows={10} /> : <ErrorState error={error} onRetry={reload} />;
  }
  return (
    <div class="run-page">
      <RunHead detail={detail} reload={reload} />
      <div class="run-tabs no-print">
        <Tabs
          label={text("parts")}
          tabs={TABS.map((name) => ({
            label: text(name),
            href: linkTo(["runs", id, ...(name === "overview" ? [] : [name])]),
            isCurrent: name === tab,
          }))}
        />
      </div>
      <Part tab={tab} detail={detail} reload={reload} />
    </div>
  );
}

function Part(props: {
  readonly tab: (typeof TABS)[number];
  readonly detail: RunDetail;
  readonly reload: () => void;
}): VNode {
  const { tab, detail, reload } = props;
  const id = detail.run.run_id;
  switch (tab) {
    case "overview":
      return <Overview detail={detail} reload={reload} />;
    case "charts":
      return (
        <Charts
          key={id}
          runId={id}
          keys={detail.metrics.filter(({ is_system }) => !is_system).map(({ key }) => key)}
        />
      );
    case "artifacts":
      return <Artifacts key={id} runId={id} />;
    case "model":
      return <Model key={id} detail={detail} />;
    case "system":
      return detail.system_metric_keys.length === 0 ? (
        <EmptyState icon="chart" title={text("noSystem")}>
          <p>{text("noSystemHint")}</p>
        </EmptyState>
      ) : (
        <Charts key={`${id} system`} runId={id} keys={detail.system_metric_keys} />
      );
    case "code":
      return <Code detail={detail} />;
    default:
      return tab satisfies never;
  }
}

function useRunChanges(runId: string, experimentId: string | undefined, reload: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (experimentId === undefined) return undefined;
    const stop = followChanges([experimentId], {
      onRuns: ({ changed, removed, more }) => {
        if (!more && !changed.includes(runId) && !removed.includes(runId)) return;
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          reload();
        }, SHOWN_EVERY_MS);
      },
    });
    return () => {
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [runId, experimentId]);
}
