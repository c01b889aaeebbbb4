// The first page: the experiments, what goes on in them, and the best run of each.
import "./home-page.css";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ExperimentSummary, fetchExperiments } from "../api/experiments.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { Button } from "../components/button.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { formatCount } from "../formats/number.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { ExperimentTable } from "./experiment-table.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { homeTexts } from "./messages.ts";
import { NewExperiment } from "./new-experiment.tsx";

const text = translator(homeTexts);
/** So many are drawn at first. */
const FIRST_SHOWN = 200;
const LOOK_AGAIN_MS = 5_000;

/** The list of experiments. */
export function HomePage(): VNode {
  usePageTitle(text("title"));
  const isTrash = queryValue("view") === "deleted";
  const filter = queryValue("q") ?? "";
  const [isCreating, setCreating] = useState(false);
  const { value, error, reload } = useLoad((signal) => fetchExperiments("ALL", signal), "experiments");
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  useShortcuts([
    {
      keys: "/",
      label: text("filter"),
      scope: "here",
      run: () => document.getElementById("filter")?.focus(),
    },
    { keys: "n", label: text("newExperiment"), scope: "here", run: () => setCreating(true) },
  ]);

  const inView = (value?.experiments ?? []).filter(
    ({ lifecycle_stage }) => (lifecycle_stage === "deleted") === isTrash,
  );
  const matching = inView
    .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
    .sort((a, b) => (b.last_activity ?? 0) - (a.last_activity ?? 0) || a.name.localeCompare(b.name));
  return (
    <div class="page">
      <div class="page-head">
        <h1>{text("title")}</h1>
        <div class="row">
          {inView.length > 0 && (
            <span class="quiet" role="status">
              {text("shown", {
                n: formatCount(matching.length, language.value),
                m: formatCount(inView.length, language.value),
              })}
            </span>
          )}
          <input
            id="filter"
            class="input home-filter"
            type="search"
            placeholder={text("filter")}
            aria-label={text("filter")}
            value={filter}
            onInput={(event) => setQuery({ q: event.currentTarget.value || undefined })}
          />
          <Button
            icon="trash"
            pressed={isTrash}
            label={text("showDeleted")}
            onClick={() => setQuery({ view: isTrash ? undefined : "deleted" }, { push: true })}
          />
          <Button kind="primary" icon="add" onClick={() => setCreating(true)}>
            {text("newExperiment")}
          </Button>
        </div>
      </div>
      {error !== undefined && value === undefined && <ErrorState error={error} onRetry={reload} />}
      {error === undefined && value === undefined && <LoadingState />}
      {value !== undefined && (
        <Experiments all={inView} matching={matching} filter={filter} isTrash={isTrash} reload={reload} />
      )}
      {isCreating && <NewExperiment onClose={() => setCreating(false)} />}
    </div>
  );
}

function Experiments(props: {
  readonly all: readonly ExperimentSummary[];
  readonly matching: readonly ExperimentSummary[];
  readonly filter: string;
  readonly isTrash: boolean;
  readonly reload: () => void;
}): VNode {
  const { all, matching, filter, isTrash, reload } = props;
  const [isWhole, setWhole] = useState(false);
  if (all.length === 0 && isTrash) return <EmptyState icon="trash" title={text("noDeleted")} />;
  if (all.length === 0) return <FirstSteps />;
  if (matching.length === 0) return <EmptyState icon="search" title={text("noneMatch", { filter })} />;
  const isFresh = !isTrash && all.every(({ n_runs }) => n_runs === 0);
  const shown = isWhole ? matching : matching.slice(0, FIRST_SHOWN);
  return (
    <>
      <ExperimentTable experiments={shown} reload={reload} />
      {shown.length < matching.length && (
        <p class="home-more">
          <Button onClick={() => setWhole(true)}>{text("showAll", { n: matching.length })}</Button>
        </p>
      )}
      {isFresh && <FirstSteps />}
    </>
  );
}
