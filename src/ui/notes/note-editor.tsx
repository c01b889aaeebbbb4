// A note in Markdown: shown, and written with a preview.
import "./note-editor.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { Button } from "../components/button.tsx";
import { lazy } from "../components/lazy.tsx";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { noteTexts } from "./messages.ts";

const text = translator(noteTexts);
const Markdown = lazy(async () => (await import("../components/markdown.tsx")).Markdown);

/** A note. */
export function NoteEditor(props: {
  readonly note: string;
  readonly onSave: (note: string) => Promise<void>;
}): VNode {
  const { note, onSave } = props;
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const [isPreview, setPreview] = useState(false);
  if (draft === undefined) {
    return (
      <div class="note">
        {note === "" ? <p class="quiet">{text("empty")}</p> : <Markdown text={note} />}
        <Button small icon="edit" onClick={() => setDraft(note)}>
          {text(note === "" ? "write" : "edit")}
        </Button>
      </div>
    );
  }
  const save = async (): Promise<void> => {
    try {
      await onSave(draft);
      setDraft(undefined);
      notify(text("saved"));
    } catch (error) {
      notify(errorText(error), { isFault: true });
    }
  };
  return (
    <div class="note">
      <div class="row spread">
        <div class="row">
          <Button kind="quiet" small pressed={!isPreview} onClick={() => setPreview(false)}>
            {text("text")}
          </Button>
          <Button kind="quiet" small pressed={isPreview} onClick={() => setPreview(true)}>
            {text("preview")}
          </Button>
        </div>
        <span class="quiet">{text("hint")}</span>
      </div>
      {isPreview ? (
        <div class="note-preview">
          <Markdown text={draft} />
        </div>
      ) : (
        <textarea
          class="input note-text"
          rows={12}
          aria-label={text("note")}
          value={draft}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
          }}
        />
      )}
      <div class="row row-end">
        <Button onClick={() => setDraft(undefined)}>{text("cancel")}</Button>
        <Button kind="primary" onClick={() => void save()}>
          {text("save")}
        </Button>
      </div>
    </div>
  );
}
