// The note of an experiment.
import type { VNode } from "preact";
import { type ExperimentSummary, setExperimentTag } from "../api/experiments.ts";
import { LoadingState } from "../components/states.tsx";
import { NoteEditor } from "../notes/note-editor.tsx";

/** The tag that MLflow keeps notes in. */
const NOTE = "mlflow.note.content";

/** The tab. */
export function NotesTab(props: {
  readonly experimentId: string;
  readonly experiment: ExperimentSummary | undefined;
  readonly onChange: () => void;
}): VNode {
  const { experimentId, experiment, onChange } = props;
  if (experiment === undefined) return <LoadingState />;
  return (
    <div class="page">
      <NoteEditor
        key={experimentId}
        note={experiment.tags[NOTE] ?? ""}
        onSave={async (note) => {
          await setExperimentTag(experimentId, NOTE, note);
          onChange();
        }}
      />
    </div>
  );
}
