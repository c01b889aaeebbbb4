// Chooses the metric whose best value stands beside an experiment.
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { deleteExperimentTag, type ExperimentSummary, setExperimentTag } from "../api/experiments.ts";
import { errorText } from "../api/request-error.ts";
import { fetchColumns } from "../api/runs.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { homeTexts } from "./messages.ts";

const text = translator(homeTexts);
const TAG = "traintracks.home_metric";

/** The dialog that chooses it; the choice is a tag of the experiment, so it is everybody's. */
export function HomeMetric(props: {
  readonly experiment: ExperimentSummary;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}): VNode {
  const { experiment, onClose, onSaved } = props;
  const id = experiment.experiment_id;
  const [direction = "min", ...rest] = (experiment.tags[TAG] ?? "min").split(" ");
  const [key, setKey] = useState(rest.join(" "));
  const [best, setBest] = useState(direction);
  const { value } = useLoad((signal) => fetchColumns({ experiment_ids: [id] }, signal), id);
  const keyId = useId();
  const bestId = useId();
  const save = async (): Promise<void> => {
    try {
      if (key === "") await deleteExperimentTag(id, TAG);
      else await setExperimentTag(id, TAG, `${best} ${key}`);
      onSaved();
      onClose();
    } catch (error) {
      notify(errorText(error), { isFault: true });
    }
  };
  const keys = new Set([...(key === "" ? [] : [key]), ...(value?.metrics ?? []).map(({ key }) => key)]);
  return (
    <Dialog
      title={text("chooseMetric").replace("…", "")}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={() => void save()}>
          {text("save")}
        </Button>
      }
    >
      <div class="row">
        <div class="field">
          <label for={keyId}>{text("metric")}</label>
          <select
            id={keyId}
            class="select"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          >
            <option value="">{text("noMetric")}</option>
            {[...keys].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={bestId}>{text("direction")}</label>
          <select
            id={bestId}
            class="select"
            value={best}
            onChange={(event) => setBest(event.currentTarget.value)}
          >
            <option value="min">{text("minimum")}</option>
            <option value="max">{text("maximum")}</option>
          </select>
        </div>
      </div>
    </Dialog>
  );
}
