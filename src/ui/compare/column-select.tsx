// Chooses one column of the runs, by kind.
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { compareTexts } from "./compare-messages.ts";
import { type ColumnName, columnOf } from "./plot-column.ts";

const text = translator(compareTexts);

/** A choice among columns. */
export function ColumnSelect(props: {
  readonly label: string;
  readonly columns: readonly ColumnName[];
  readonly value: ColumnName | undefined;
  /** What stands for no column; without it one must be chosen. */
  readonly none?: string;
  readonly onChoose: (name: ColumnName | undefined) => void;
}): VNode {
  const groups = [
    ["metrics", props.columns.filter((name) => name.startsWith("metric."))],
    ["parameters", props.columns.filter((name) => name.startsWith("param."))],
    ["tags", props.columns.filter((name) => name.startsWith("tag."))],
  ] as const;
  return (
    <label class="toolbar-field">
      {props.label}
      <select
        class="select"
        value={props.value ?? ""}
        onChange={({ currentTarget: { value } }) => props.onChoose(value === "" ? undefined : value)}
      >
        {props.none !== undefined && <option value="">{props.none}</option>}
        {groups.map(
          ([kind, names]) =>
            names.length > 0 && (
              <optgroup key={kind} label={text(kind)}>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {columnOf(name).key}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
    </label>
  );
}
