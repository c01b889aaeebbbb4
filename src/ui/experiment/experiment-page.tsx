// The page of an experiment: table, charts, comparison, notes and trash.
import "./experiment-page.css";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { type ExperimentSummary, fetchExperiment, restoreExperiment } from "../api/experiments.ts";
import { useLoad } from "../api/use-load.ts";
import { address, go, linkTo, setQuery } from "../app/location.ts";
import type { PageProps } from "../app/page-props.ts";
import { usePageTitle } from "../app/page-title.ts";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { lazy } from "../components/lazy.tsx";
import { ErrorState } from "../components/states.tsx";
import { Tabs } from "../components/tabs.tsx";
import { translator } from "../i18n/translator.ts";
import { experimentTexts } from "./messages.ts";
import { RunsTab } from "./runs-tab.tsx";
import { selectionOf } from "./selection/selection.ts";
import { tabLink } from "./tab-link.ts";
import { readSettings, runQuery, settingsQuery, type TableSettings } from "./table-settings.ts";
import { useKnownColumns } from "./use-known-columns.ts";
import { type Live, useLive } from "./use-live.ts";
import { resolveView, savedViews } from "./views/saved-view.ts";

const text = translator(experimentTexts);
const Charts = lazy(async () => (await import("../charts/experiment-charts.tsx")).ExperimentCharts);
const Compare = lazy(async () => (await import("../compare/experiment-compare.tsx")).ExperimentCompare);
const Notes = lazy(async () => (await import("./notes-tab.tsx")).NotesTab);
const Trash = lazy(async () => (await import("./trash-tab.tsx")).TrashTab);

const NO_SETTINGS = readSettings(new Map());
const TABS = ["table", "charts", "compare", "notes", "trash"] as const;

/** The page. */
export function ExperimentPage({ params }: PageProps): VNode {
  const id = params["experimentId"] ?? "";
  const tab = TABS.find((known) => known === params["tab"]) ?? "table";
  const live = useLive(id);
  const { value: experiment, error, reload } = useLoad((signal) => fetchExperiment(id, signal), id);
  usePageTitle(experiment?.name);
  const { query: place } = address.value;
  const resolved = experiment && resolveView(id, place, savedViews(experiment.tags));
  useEffect(() => {
    if (resolved !== undefined) go(resolved, { replace: true });
  }, [resolved]);
  useEffect(() => {
    if (live.version > 0) reload();
  }, [live.version]);
  if (error !== undefined && experiment === undefined) return <ErrorState error={error} onRetry={reload} />;
  return (
    <div class="experiment-page">
      <header class="experiment-head no-print">
        <a class="experiment-up" href={linkTo(["experiments"])} aria-label={text("allExperiments")}>
          <Icon name="back" />
        </a>
        <h1>{experiment?.name ?? "…"}</h1>
        <Tabs
          label={text("parts")}
          tabs={TABS.map((name) => ({
            label: text(name),
            href: tabLink(id, tab, name, place),
            isCurrent: name === tab,
            count: name === "trash" && experiment?.n_deleted ? experiment.n_deleted : undefined,
          }))}
        />
      </header>
      {experiment?.lifecycle_stage === "deleted" && <DeletedNotice id={id} reload={reload} />}
      <Part tab={tab} id={id} experiment={experiment} live={live} reload={reload} />
    </div>
  );
}

function Part(props: {
  readonly tab: (typeof TABS)[number];
  readonly id: string;
  readonly experiment: ExperimentSummary | undefined;
  readonly live: Live;
  readonly reload: () => void;
}): VNode {
  const { tab, id, experiment, live, reload } = props;
  const settings = readSettings(address.value.query);
  const query = runQuery(id, settings, "ACTIVE_ONLY");
  // What is worth showing does not change with the filter; what differs does.
  const known = useKnownColumns(runQuery(id, NO_SETTINGS, "ACTIVE_ONLY"), live.version);
  const filtered = useKnownColumns(settings.filter === "" ? undefined : query, live.version);
  const matching = settings.filter === "" ? known : filtered;
  const selection = selectionOf(id);
  const selected = [...selection.ids.value];
  const change = (changes: Partial<TableSettings>): void => setQuery(settingsQuery(changes), { push: true });
  const shared = { query, selected, version: live.version };
  switch (tab) {
    case "table":
      return (
        <RunsTab
          key={id}
          {...{ experiment, experimentId: id, query, settings, change, known, matching, selection, live }}
        />
      );
    case "charts":
      return <Charts {...shared} />;
    case "compare":
      return <Compare {...shared} />;
    case "notes":
      return <Notes experimentId={id} experiment={experiment} onChange={reload} />;
    case "trash":
      return <Trash experimentId={id} version={live.version} onChange={live.touch} />;
    default:
      return tab satisfies never;
  }
}

function DeletedNotice({ id, reload }: { readonly id: string; readonly reload: () => void }): VNode {
  return (
    <div class="experiment-deleted">
      <span>{text("experimentDeleted")}</span>
      <Button small onClick={() => void restoreExperiment(id).then(reload)}>
        {text("restoreExperiment")}
      </Button>
    </div>
  );
}
