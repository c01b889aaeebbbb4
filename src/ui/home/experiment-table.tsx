// The experiments as a table.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import {
  deleteExperiment,
  type ExperimentSummary,
  renameExperiment,
  restoreExperiment,
} from "../api/experiments.ts";
import { errorText } from "../api/request-error.ts";
import { numberOf } from "../api/shapes.ts";
import { linkTo } from "../app/location.ts";
import { Ago } from "../components/ago.tsx";
import { Menu, type MenuItem } from "../components/menu.tsx";
import { NameDialog } from "../components/name-dialog.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { Status, statusText } from "../components/status.tsx";
import { notify } from "../components/toast.tsx";
import { formatCount, formatNumber } from "../formats/number.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { HomeMetric } from "./home-metric.tsx";
import { homeTexts } from "./messages.ts";

const text = translator(homeTexts);

/** Experiments, one a line. */
export function ExperimentTable(props: {
  readonly experiments: readonly ExperimentSummary[];
  readonly reload: () => void;
}): VNode {
  return (
    <div class="panel scroll-x">
      <table class="list experiments">
        <thead>
          <tr>
            <th scope="col">{text("name")}</th>
            <th scope="col" class="number">
              {text("runs")}
            </th>
            <th scope="col" class="wide-only" />
            <th scope="col">{text("best")}</th>
            <th scope="col" class="wide-only">
              {text("lastActivity")}
            </th>
            <th scope="col">
              <span class="visually-hidden">{text("actions", { name: "" })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.experiments.map((experiment) => (
            <Line key={experiment.experiment_id} experiment={experiment} reload={props.reload} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({
  experiment,
  reload,
}: {
  readonly experiment: ExperimentSummary;
  readonly reload: () => void;
}): VNode {
  const { experiment_id: id, name, n_runs, n_running, last_activity, recent } = experiment;
  const [dialog, setDialog] = useState<"rename" | "metric" | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  return (
    <tr>
      <th scope="row" class="experiment-name">
        <a href={linkTo(["experiments", id])}>{name}</a>
        {n_running > 0 && (
          <span class="experiment-running" title={text("running")}>
            <Status status="RUNNING" />
            {n_running}
          </span>
        )}
      </th>
      <td class="number">{formatCount(n_runs, language.value)}</td>
      <td class="wide-only">{recent.length > 0 && <RecentRuns statuses={recent} />}</td>
      <td>
        <Best experiment={experiment} />
      </td>
      <td class="quiet wide-only nowrap">
        {last_activity === null ? text("never") : <Ago timeMs={last_activity} />}
      </td>
      <td class="experiment-actions">
        <Menu
          button={{ kind: "quiet", icon: "more", label: text("actions", { name }) }}
          items={actions(experiment, reload, setDialog)}
        />
        {dialog === "rename" && (
          <NameDialog
            title={text("rename")}
            label={text("name")}
            start={name}
            action={text("save")}
            onClose={close}
            onSubmit={async (newName) => {
              await renameExperiment(id, newName);
              notify(text("renamed", { name: newName }), {
                undo: () => void attempt(() => renameExperiment(id, name), reload),
              });
              reload();
            }}
          />
        )}
        {dialog === "metric" && <HomeMetric experiment={experiment} onClose={close} onSaved={reload} />}
      </td>
    </tr>
  );
}

function actions(
  { experiment_id: id, name, lifecycle_stage }: ExperimentSummary,
  reload: () => void,
  open: (dialog: "rename" | "metric") => void,
): readonly MenuItem[] {
  const restore = async (): Promise<void> => {
    await restoreExperiment(id);
    notify(text("restored", { name }));
  };
  const remove = async (): Promise<void> => {
    await deleteExperiment(id);
    notify(text("deleted", { name }), { undo: () => void attempt(restore, reload) });
  };
  if (lifecycle_stage === "deleted") {
    return [{ label: text("restore"), icon: "restore", onSelect: () => void attempt(restore, reload) }];
  }
  return [
    { label: text("chooseMetric"), icon: "chart", onSelect: () => open("metric") },
    { label: text("rename"), icon: "edit", onSelect: () => open("rename") },
    {
      label: text("delete"),
      icon: "trash",
      danger: true,
      separate: true,
      // The experiment that runs go to by default is always there.
      disabled: id === "0",
      onSelect: () => void attempt(remove, reload),
    },
  ];
}

async function attempt(work: () => Promise<unknown>, reload: () => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
  reload();
}

function Best({ experiment: { best } }: { readonly experiment: ExperimentSummary }): VNode {
  if (best === null || best.run_id === null) return <span class="quiet">–</span>;
  const value = numberOf(best.value);
  return (
    <a class="experiment-best" href={linkTo(["runs", best.run_id])}>
      <RunDot runId={best.run_id} />
      <span class="quiet">{best.key}</span>
      <b>{value === undefined ? best.value : formatNumber(value)}</b>
    </a>
  );
}

/** The newest runs as a strip, the newest to the right. */
function RecentRuns({ statuses }: { readonly statuses: readonly string[] }): VNode {
  const words = new Map<string, number>();
  for (const status of statuses) words.set(status, (words.get(status) ?? 0) + 1);
  const label = Array.from(words, ([status, count]) => `${statusText(status)} ${count}`).join(", ");
  return (
    <span class="recent" role="img" aria-label={label} title={label}>
      {statuses.toReversed().map((status, i) => (
        <span key={`${i}`} class={`recent-run ${status.toLowerCase()}`} />
      ))}
    </span>
  );
}
