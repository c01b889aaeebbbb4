// The tags of a run: each filters the experiment, can be changed and taken away.
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { type BulkAction, changeRuns, type KeyValue } from "../api/runs.ts";
import { linkTo } from "../app/location.ts";
import { Button } from "../components/button.tsx";
import { Chip } from "../components/chip.tsx";
import { Popover } from "../components/popover.tsx";
import { notify } from "../components/toast.tsx";
import { quoteName, quoteValue } from "../experiment/filter/completion.ts";
import { translator } from "../i18n/translator.ts";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

/** The tags that people set; those that trackers set stand elsewhere on the page. */
export function RunTags(props: {
  readonly runId: string;
  readonly experimentId: string;
  readonly tags: readonly KeyValue[];
  readonly reload: () => void;
}): VNode {
  const { runId, experimentId, tags, reload } = props;
  const own = tags.filter(({ key }) => !key.startsWith("mlflow."));
  const change = async (action: BulkAction, message: string, undo?: () => void): Promise<void> => {
    try {
      const { failures } = await changeRuns([runId], action);
      if (failures[0] !== undefined) notify(failures[0].message, { isFault: true });
      else notify(message, undo === undefined ? {} : { undo });
    } catch (error) {
      notify(errorText(error), { isFault: true });
    }
    reload();
  };
  const set = (tag: KeyValue): void => void change({ action: "set_tags", tags: [tag] }, text("tagSaved"));
  return (
    <div class="row section-pad">
      {own.length === 0 && <span class="quiet">{text("noTags")}</span>}
      {own.map((tag) => (
        <TagChip
          key={tag.key}
          tag={tag}
          href={linkTo(["experiments", experimentId], {
            q: `tags.${quoteName(tag.key)} = ${quoteValue(tag.value)}`,
          })}
          onRemove={() =>
            void change(
              { action: "delete_tags", keys: [tag.key] },
              text("tagRemoved", { key: tag.key }),
              () => set(tag),
            )
          }
        />
      ))}
      <Popover label={text("addTag")} button={{ small: true, icon: "add", children: text("addTag") }}>
        {(close) => (
          <TagForm
            onSet={(tag) => {
              close();
              set(tag);
            }}
          />
        )}
      </Popover>
    </div>
  );
}

function TagChip(props: {
  readonly tag: KeyValue;
  readonly href: string;
  readonly onRemove: () => void;
}): VNode {
  const { key, value } = props.tag;
  const isLink = /^https?:\/\//.test(value);
  return (
    <Chip
      title={`${key} = ${value}`}
      name={key}
      onRemove={props.onRemove}
      {...(isLink ? {} : { href: props.href })}
    >
      <span class="quiet">{key}</span>{" "}
      {isLink ? (
        <a href={value} target="_blank" rel="noreferrer noopener">
          {value}
        </a>
      ) : (
        value
      )}
    </Chip>
  );
}

function TagForm({ onSet }: { readonly onSet: (tag: KeyValue) => void }): VNode {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const id = useId();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSet({ key: key.trim(), value });
      }}
    >
      <div class="field">
        <label for={`${id}-key`}>{text("tagKey")}</label>
        <input
          id={`${id}-key`}
          class="input"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-value`}>{text("tagValue")}</label>
        <input
          id={`${id}-value`}
          class="input"
          autocomplete="off"
          value={value}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
      </div>
      <Button kind="primary" type="submit" disabled={key.trim() === ""}>
        {text("save")}
      </Button>
    </form>
  );
}
