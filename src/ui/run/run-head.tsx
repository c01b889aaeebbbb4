// The head of the page of a run: which one it is, where it stands, and what can be done with it.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { registerVersion } from "../api/models.ts";
import { errorText } from "../api/request-error.ts";
import { changeRuns, type RunDetail, renameRun } from "../api/runs.ts";
import { go, linkTo } from "../app/location.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { Ago, now } from "../components/ago.tsx";
import { Button } from "../components/button.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { Menu, type MenuItem } from "../components/menu.tsx";
import { NameDialog } from "../components/name-dialog.tsx";
import { Popover } from "../components/popover.tsx";
import { Status } from "../components/status.tsx";
import { notify } from "../components/toast.tsx";
import { formatAgo, formatDuration } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { ColorChoice } from "./color-choice.tsx";
import { LoadCode } from "./load-code.tsx";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

/** The head. */
export function RunHead({
  detail,
  reload,
}: {
  readonly detail: RunDetail;
  readonly reload: () => void;
}): VNode {
  const { run, experiment, ancestors } = detail;
  const name = run.run_name || run.run_id;
  const [dialog, setDialog] = useState<"rename" | "register" | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  const step = (runId: string | null): void => {
    if (runId !== null) go(linkTo(["runs", runId]));
  };
  useShortcuts([
    { keys: "j", label: text("next"), scope: "here", run: () => step(detail.older_run_id) },
    { keys: "k", label: text("previous"), scope: "here", run: () => step(detail.newer_run_id) },
  ]);
  return (
    <header class="run-head">
      <nav class="crumbs no-print" aria-label={text("experiments")}>
        <a href={linkTo(["experiments"])}>{text("experiments")}</a>
        <span aria-hidden="true">/</span>
        <a href={linkTo(["experiments", experiment.experiment_id])}>{experiment.name}</a>
        {ancestors.map(({ run_id, run_name }) => (
          <span key={run_id} class="row">
            <span aria-hidden="true">/</span>
            <a href={linkTo(["runs", run_id])}>{run_name || run_id.slice(0, 8)}</a>
          </span>
        ))}
      </nav>
      <div class="run-title">
        <ColorChoice runId={run.run_id} />
        <h1>{name}</h1>
        <span class="mono quiet run-id">{run.run_id.slice(0, 8)}</span>
        <CopyButton text={run.run_id} label={text("copyId")} />
        <span class="run-actions no-print">
          <Button
            kind="quiet"
            icon="back"
            label={text("previous")}
            disabled={detail.newer_run_id === null}
            onClick={() => step(detail.newer_run_id)}
          />
          <Button
            kind="quiet"
            icon="chevron-right"
            label={text("next")}
            disabled={detail.older_run_id === null}
            onClick={() => step(detail.older_run_id)}
          />
          <Popover label={text("useInCode")} button={{ icon: "link", children: text("useInCode") }}>
            {() => <LoadCode detail={detail} />}
          </Popover>
          <Menu button={{ icon: "more", label: text("more") }} items={actions(detail, reload, setDialog)} />
        </span>
      </div>
      <Facts detail={detail} />
      <Notices detail={detail} reload={reload} />
      {dialog === "rename" && (
        <NameDialog
          title={text("rename").replace("…", "")}
          label={text("name")}
          start={run.run_name}
          action={text("save")}
          onClose={close}
          onSubmit={async (newName) => {
            await renameRun(run.run_id, newName);
            notify(text("renamed", { name: newName }), {
              undo: () => void attempt(renameRun(run.run_id, run.run_name), reload),
            });
            reload();
          }}
        />
      )}
      {dialog === "register" && (
        <NameDialog
          title={text("register").replace("…", "")}
          label={text("modelName")}
          start={experiment.name}
          action={text("save")}
          onClose={close}
          onSubmit={async (model) => {
            const source = detail.output_models[0]?.artifact_uri ?? `${run.artifact_uri}/model`;
            const version = await registerVersion(model, source, run.run_id);
            notify(text("registered", { name: model, version }));
            reload();
          }}
        />
      )}
    </header>
  );
}

function Facts({ detail: { run, is_stale } }: { readonly detail: RunDetail }): VNode {
  const end = run.end_time ?? (run.status === "RUNNING" ? Math.max(now.value, run.start_time) : undefined);
  return (
    <p class="run-facts">
      <Status status={run.status} isStale={is_stale} word />
      <span>
        {text("started")} <Ago timeMs={run.start_time} />
      </span>
      {end !== undefined && (
        <span>
          {text("duration")} {formatDuration(end - run.start_time, language.value)}
        </span>
      )}
      {run.user_id !== "" && <span>{text("createdBy", { user: run.user_id })}</span>}
      {run.source_name !== null && <span class="mono">{run.source_name}</span>}
      {run.git_commit !== null && <span class="mono">{run.git_commit.slice(0, 8)}</span>}
    </p>
  );
}

function Notices({
  detail,
  reload,
}: {
  readonly detail: RunDetail;
  readonly reload: () => void;
}): VNode | null {
  const { run, is_stale, last_activity } = detail;
  if (run.lifecycle_stage === "deleted") {
    return (
      <div class="run-notice">
        <span>{text("inTrash")}</span>
        <Button small onClick={() => void restore(detail, reload)}>
          {text("restore")}
        </Button>
      </div>
    );
  }
  if (!is_stale) return null;
  const ago = formatAgo(last_activity ?? run.start_time, now.value, language.value);
  return (
    <div class="run-notice">
      <span>{text("stale", { ago })}</span>
      <Button
        small
        onClick={() =>
          void attempt(changeRuns([run.run_id], { action: "finish", status: "FAILED" }), () => {
            notify(text("marked"));
            reload();
          })
        }
      >
        {text("markFailed")}
      </Button>
    </div>
  );
}

function actions(
  detail: RunDetail,
  reload: () => void,
  open: (dialog: "rename" | "register") => void,
): readonly MenuItem[] {
  const { run, output_models } = detail;
  const name = run.run_name || run.run_id;
  const remove = async (): Promise<void> => {
    await changeRuns([run.run_id], { action: "delete" });
    notify(text("deleted", { name }), { undo: () => void restore(detail, reload) });
  };
  return [
    { label: text("rename"), icon: "edit", onSelect: () => open("rename") },
    {
      label: text("register"),
      icon: "model",
      disabled: output_models.length === 0,
      onSelect: () => open("register"),
    },
    { label: text("exportHtml"), icon: "download", separate: true, onSelect: () => void exportRun(detail) },
    { label: text("print"), icon: "print", onSelect: () => print() },
    run.lifecycle_stage === "deleted"
      ? {
          label: text("restore"),
          icon: "restore",
          separate: true,
          onSelect: () => void restore(detail, reload),
        }
      : {
          label: text("delete"),
          icon: "trash",
          danger: true,
          separate: true,
          onSelect: () => void attempt(remove(), reload),
        },
  ];
}

async function exportRun(detail: RunDetail): Promise<void> {
  notify(text("exporting"));
  try {
    const { exportRunPage } = await import("../export/export-run-page.ts");
    notify(text("exported", { name: await exportRunPage(detail) }));
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
}

async function restore({ run }: RunDetail, reload: () => void): Promise<void> {
  await attempt(changeRuns([run.run_id], { action: "restore" }), () => {
    notify(text("restored", { name: run.run_name || run.run_id }));
    reload();
  });
}

async function attempt(work: Promise<unknown>, onDone: () => void): Promise<void> {
  try {
    await work;
    onDone();
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
}
