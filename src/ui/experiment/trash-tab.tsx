// The trash of an experiment: deleted runs, how much room they take, and the way back or out.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { fetchTrash, purgeTrash } from "../api/server.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo } from "../app/location.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { notify } from "../components/toast.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { experimentTexts } from "./messages.ts";
import { restoreRuns } from "./selection/change-runs.ts";

const text = translator(experimentTexts);
const MAX_DRAWN = 500;

/** The tab. */
export function TrashTab(props: {
  readonly experimentId: string;
  readonly version: number;
  readonly onChange: () => void;
}): VNode {
  const { experimentId, version, onChange } = props;
  const { value, error, reload } = useLoad(fetchTrash, "trash");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isSure, setSure] = useState(false);
  useEffect(() => {
    if (version > 0) reload();
  }, [version]);
  if (error !== undefined && value === undefined) return <ErrorState error={error} onRetry={reload} />;
  if (value === undefined) return <LoadingState />;
  const runs = value.items.filter(
    ({ kind, experiment_id }) => kind === "run" && experiment_id === experimentId,
  );
  if (runs.length === 0) return <EmptyState icon="trash" title={text("trashEmpty")} />;
  const picked = runs.filter(({ id }) => chosen.has(id));
  const meant = picked.length > 0 ? picked : runs;
  const ids = meant.map(({ id }) => id);
  const changed = (): void => {
    setChosen(new Set());
    reload();
    onChange();
  };
  const purge = async (): Promise<void> => {
    setSure(false);
    try {
      const { size_bytes } = await purgeTrash({ run_ids: ids });
      notify(text("purged", { size: formatBytes(size_bytes) }));
    } catch (reason) {
      notify(errorText(reason), { isFault: true });
    }
    changed();
  };
  const toggle = (runId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(runId)) next.add(runId);
    setChosen(next);
  };
  return (
    <div class="page">
      <div class="page-head">
        <p class="quiet">{text("trashHint")}</p>
        <div class="row">
          {picked.length > 0 && <span class="quiet">{text("selected", { n: picked.length })}</span>}
          <Button
            icon="restore"
            disabled={picked.length === 0}
            onClick={() => void restoreRuns(ids, changed)}
          >
            {text("restoreRuns")}
          </Button>
          <Button kind="danger" icon="trash" onClick={() => setSure(true)}>
            {text(picked.length > 0 ? "purgeRuns" : "emptyTrash")}
          </Button>
        </div>
      </div>
      <div class="panel scroll-x">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={text("selectAll")}
                  checked={picked.length === runs.length}
                  onChange={(event) =>
                    setChosen(new Set(event.currentTarget.checked ? runs.map(({ id }) => id) : []))
                  }
                />
              </th>
              <th scope="col">{text("run")}</th>
              <th scope="col" class="number">
                {text("size")}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.slice(0, MAX_DRAWN).map(({ id, name, size_bytes }) => (
              <tr key={id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={text("selectRun", { name })}
                    checked={chosen.has(id)}
                    onChange={() => toggle(id)}
                  />
                </td>
                <th scope="row">
                  <span class="row">
                    <RunDot runId={id} />
                    <a href={linkTo(["runs", id])}>{name || id}</a>
                  </span>
                </th>
                <td class="number">{formatBytes(size_bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isSure && (
        <Dialog
          title={text("purge")}
          onClose={() => setSure(false)}
          actions={
            <>
              <Button onClick={() => setSure(false)}>{text("cancel")}</Button>
              <Button kind="danger" icon="trash" onClick={() => void purge()}>
                {text("purge")}
              </Button>
            </>
          }
        >
          <p>{text("purgeSure", { n: ids.length })}</p>
        </Dialog>
      )}
    </div>
  );
}
