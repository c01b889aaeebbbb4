// The menu in the head of a column.
import type { VNode } from "preact";
import type { ColumnRef } from "../../api/shapes.ts";
import { Menu, type MenuItem } from "../../components/menu.tsx";
import { translator } from "../../i18n/translator.ts";
import { columnText, METRIC_STATS } from "../../table/column-text.ts";
import { experimentTexts } from "../messages.ts";
import type { TableSettings } from "../table-settings.ts";
import { columnName, statWord } from "./column-words.ts";

const text = translator(experimentTexts);

/** What a column can be told. */
export function ColumnMenu(props: {
  readonly column: ColumnRef;
  readonly shown: readonly ColumnRef[];
  readonly settings: TableSettings;
  readonly change: (changes: Partial<TableSettings>) => void;
  /** Begins a filter about the column. */
  readonly onFilter: (column: ColumnRef) => void;
}): VNode {
  const { column, shown, settings, change, onFilter } = props;
  const id = columnText(column);
  const isPinned = settings.pinned.has(id);
  const pins = new Set(settings.pinned);
  if (isPinned) pins.delete(id);
  else pins.add(id);
  const put = (replacement: readonly ColumnRef[]): readonly ColumnRef[] =>
    shown.flatMap((other) => (columnText(other) === id ? replacement : [other]));
  const items: MenuItem[] = [
    {
      label: text("sortUp"),
      icon: "arrow-up",
      onSelect: () => change({ order: [{ ...column, descending: false }] }),
    },
    {
      label: text("sortDown"),
      icon: "arrow-down",
      onSelect: () => change({ order: [{ ...column, descending: true }] }),
    },
  ];
  if (column.kind === "metric") {
    METRIC_STATS.forEach((stat, i) => {
      items.push({
        label: statWord(stat),
        separate: i === 0,
        checked: (column.stat ?? "last") === stat,
        onSelect: () => change({ columns: put([withStat(column, stat)]) }),
      });
    });
  }
  items.push({
    label: text("filterByThis"),
    icon: "filter",
    separate: true,
    onSelect: () => onFilter(column),
  });
  if (column.kind !== "metric") {
    items.push({ label: text("groupByThis"), icon: "group", onSelect: () => change({ groupBy: [column] }) });
  }
  items.push(
    {
      label: text(isPinned ? "unpin" : "pin"),
      icon: "pin",
      onSelect: () => change({ pinned: pins, columns: shown }),
    },
    { label: text("hide"), icon: "close", onSelect: () => change({ columns: put([]) }) },
  );
  return (
    <span class="grid-head-menu">
      <Menu
        button={{
          kind: "quiet",
          small: true,
          icon: "chevron-down",
          label: text("columnMenu", { name: columnName(column) }),
        }}
        items={items}
      />
    </span>
  );
}

function withStat(column: ColumnRef, stat: (typeof METRIC_STATS)[number]): ColumnRef {
  const { kind, key } = column;
  return stat === "last" ? { kind, key } : { kind, key, stat };
}
