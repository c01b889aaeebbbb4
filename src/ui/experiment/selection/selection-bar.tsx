// What can be done with the selected runs, at the foot of the table.
import "./selection-bar.css";
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { go, linkTo } from "../../app/location.ts";
import { Button } from "../../components/button.tsx";
import { Popover } from "../../components/popover.tsx";
import { formatCount } from "../../formats/number.ts";
import { language } from "../../i18n/language.ts";
import { translator } from "../../i18n/translator.ts";
import { experimentTexts } from "../messages.ts";
import { deleteRuns, tagRuns } from "./change-runs.ts";
import type { Selection } from "./selection.ts";

const text = translator(experimentTexts);

/** The bar; it is there while something is selected. */
export function SelectionBar(props: {
  readonly experimentId: string;
  readonly selection: Selection;
  readonly onChange: () => void;
}): VNode | null {
  const { experimentId, selection, onChange } = props;
  const ids = [...selection.ids.value];
  if (ids.length === 0) return null;
  return (
    <div class="selection-bar no-print" role="toolbar" aria-label={text("selected", { n: ids.length })}>
      <span class="selection-count" role="status">
        {text("selected", { n: formatCount(ids.length, language.value) })}
      </span>
      <Button
        kind="quiet"
        icon="compare"
        onClick={() => go(linkTo(["experiments", experimentId, "compare"]))}
      >
        {text("compare")}
      </Button>
      <Button kind="quiet" icon="chart" onClick={() => go(linkTo(["experiments", experimentId, "charts"]))}>
        {text("charts")}
      </Button>
      <Popover label={text("tagRuns")} button={{ kind: "quiet", icon: "tag", children: text("tagRuns") }}>
        {(close) => <TagForm runIds={ids} onChange={onChange} onClose={close} />}
      </Popover>
      <Button
        kind="quiet"
        icon="trash"
        onClick={() => {
          selection.replace([]);
          void deleteRuns(ids, onChange);
        }}
      >
        {text("deleteRuns")}
      </Button>
      <Button
        kind="quiet"
        icon="close"
        label={text("clearSelection")}
        onClick={() => selection.replace([])}
      />
    </div>
  );
}

function TagForm(props: {
  readonly runIds: readonly string[];
  readonly onChange: () => void;
  readonly onClose: () => void;
}): VNode {
  const { runIds, onChange, onClose } = props;
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const keyId = useId();
  const valueId = useId();
  const submit = (newValue: string | undefined): void => {
    onClose();
    void tagRuns(runIds, key.trim(), newValue, onChange);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit(value);
      }}
    >
      <div class="field">
        <label for={keyId}>{text("tagKey")}</label>
        <input
          id={keyId}
          class="input"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={valueId}>{text("tagValue")}</label>
        <input
          id={valueId}
          class="input"
          autocomplete="off"
          value={value}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
      </div>
      <div class="row row-end">
        <Button disabled={key.trim() === ""} onClick={() => submit(undefined)}>
          {text("removeTag")}
        </Button>
        <Button kind="primary" type="submit" disabled={key.trim() === ""}>
          {text("setTag")}
        </Button>
      </div>
    </form>
  );
}
