// Chooses the columns of the table.
import "./column-chooser.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { RunColumns } from "../../api/runs.ts";
import type { ColumnRef } from "../../api/shapes.ts";
import { Button } from "../../components/button.tsx";
import { translator } from "../../i18n/translator.ts";
import { columnText } from "../../table/column-text.ts";
import { experimentTexts } from "../messages.ts";
import { columnName } from "./column-words.ts";
import { ATTRIBUTES } from "./shown-columns.ts";

const text = translator(experimentTexts);
/** So many boxes of one kind are drawn; the rest is found by typing. */
const MAX_DRAWN = 200;

/** The list of every column there is, each with a box to tick. */
export function ColumnChooser(props: {
  readonly known: RunColumns | undefined;
  readonly shown: readonly ColumnRef[];
  /** Undefined: back to those that the table chooses. */
  readonly onChange: (columns: readonly ColumnRef[] | undefined) => void;
}): VNode {
  const { known, shown, onChange } = props;
  const [word, setWord] = useState("");
  const chosen = new Set(shown.map(columnText));
  const sections: readonly (readonly [string, readonly ColumnRef[]])[] = [
    [text("metrics"), (known?.metrics ?? []).map(({ key }) => ({ kind: "metric", key }))],
    [text("params"), (known?.params ?? []).map(({ key }) => ({ kind: "param", key }))],
    [text("attributes"), ATTRIBUTES.map((key) => ({ kind: "attribute", key }))],
    [text("tags"), (known?.tags ?? []).map(({ key }) => ({ kind: "tag", key }))],
  ];
  const toggle = (columns: readonly ColumnRef[], isOn: boolean): void => {
    const names = new Set(columns.map(columnText));
    const kept = shown.filter((column) => !names.has(columnText(column)));
    onChange(isOn ? [...kept, ...columns] : kept);
  };
  return (
    <div class="column-chooser">
      <div class="row spread">
        <input
          class="input"
          type="search"
          placeholder={text("findColumn")}
          aria-label={text("findColumn")}
          value={word}
          onInput={(event) => setWord(event.currentTarget.value)}
        />
        <Button kind="quiet" small onClick={() => onChange(undefined)}>
          {text("resetColumns")}
        </Button>
      </div>
      <div class="column-list">
        {sections.map(([title, columns]) => (
          <Section key={title} {...{ title, columns, word, chosen, toggle }} />
        ))}
      </div>
    </div>
  );
}

function Section(props: {
  readonly title: string;
  readonly columns: readonly ColumnRef[];
  readonly word: string;
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (columns: readonly ColumnRef[], isOn: boolean) => void;
}): VNode | null {
  const { title, columns, word, chosen, toggle } = props;
  const found = columns.filter((column) =>
    `${column.key} ${columnName(column)}`.toLowerCase().includes(word.toLowerCase()),
  );
  if (found.length === 0) return null;
  const drawn = found.slice(0, MAX_DRAWN);
  return (
    <fieldset class="column-section">
      <legend>
        {title}
        <span class="quiet"> {found.length}</span>
        <Button kind="quiet" small onClick={() => toggle(found, true)}>
          {text("all")}
        </Button>
        <Button kind="quiet" small onClick={() => toggle(found, false)}>
          {text("none")}
        </Button>
      </legend>
      {drawn.map((column) => {
        const id = columnText(column);
        return (
          <label key={id} class="column-line">
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={(event) => toggle([column], event.currentTarget.checked)}
            />
            <span>{columnName(column)}</span>
          </label>
        );
      })}
      {drawn.length < found.length && <p class="quiet">+ {found.length - drawn.length}</p>}
    </fieldset>
  );
}
