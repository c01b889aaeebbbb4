// The trash of all experiments, and how to empty it.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { fetchTrash, purgeTrash } from "../api/server.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { SureDialog } from "../components/sure-dialog.tsx";
import { notify } from "../components/toast.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { settingsTexts } from "./messages.ts";

const text = translator(settingsTexts);

/** The trash. */
export function TrashFacts(): VNode {
  const { value, error, reload } = useLoad(fetchTrash, "trash");
  const [isSure, setSure] = useState(false);
  if (value === undefined) {
    return error === undefined ? <LoadingState rows={1} /> : <ErrorState error={error} onRetry={reload} />;
  }
  const { n_items, size_bytes } = value;
  if (n_items === 0) return <p class="quiet">{text("trashEmpty")}</p>;
  const purge = async (): Promise<void> => {
    try {
      const answer = await purgeTrash({ all: true });
      notify(text("purged", { size: formatBytes(answer.size_bytes) }));
    } catch (reason) {
      notify(errorText(reason), { isFault: true });
    }
    reload();
  };
  return (
    <div class="setting">
      <span>{text("trashText", { n: n_items, size: formatBytes(size_bytes) })}</span>
      <span>
        <Button kind="danger" icon="trash" onClick={() => setSure(true)}>
          {text("emptyTrash")}
        </Button>
      </span>
      {isSure && (
        <SureDialog
          title={text("emptyTrash")}
          question={text("purgeSure")}
          onClose={() => setSure(false)}
          onSure={() => void purge()}
        />
      )}
    </div>
  );
}
