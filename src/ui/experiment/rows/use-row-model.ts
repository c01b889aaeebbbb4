// The rows of the table as its settings ask for them. While other rows are being fetched, the old ones stay.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ColumnRef, RunQuery } from "../../api/shapes.ts";
import type { Range } from "../../table/virtual-range.ts";
import { GroupList } from "./group-list.ts";
import type { RowListener, RowModel } from "./row-model.ts";
import { RunList } from "./run-list.ts";

/** The rows that are shown. */
export interface ShownRows {
  /** Undefined before the first answer. */
  readonly model: RowModel | undefined;
  /** Changes whenever anything of the rows does. */
  readonly turn: number;
  /** Changes when these are other rows than before, which begin at the top. */
  readonly start: number;
  /** By how much the rows in sight have moved. */
  readonly shift: { readonly rows: number; readonly id: number };
  /** The other rows have not come yet. */
  readonly isWaiting: boolean;
  readonly see: (rows: Range, columns: readonly ColumnRef[]) => void;
  readonly refresh: () => void;
}

/** The rows for a query; with `groupBy` they are groups. */
export function useRowModel(query: RunQuery, groupBy: readonly ColumnRef[]): ShownRows {
  const [state, setState] = useState<{
    readonly model: RowModel | undefined;
    readonly turn: number;
    readonly start: number;
  }>({ model: undefined, turn: 0, start: 0 });
  const [shift, setShift] = useState({ rows: 0, id: 0 });
  const newest = useRef<RowModel | undefined>(undefined);
  const sight = useRef<{ readonly rows: Range; readonly columns: readonly ColumnRef[] }>({
    rows: { start: 0, end: 0 },
    columns: [],
  });
  const key = JSON.stringify([query, groupBy]);

  useEffect(() => {
    const listener: RowListener = {
      onChange: () =>
        setState((old) => {
          if (old.model === model) return { ...old, turn: old.turn + 1 };
          old.model?.close();
          return { model, turn: old.turn + 1, start: old.start + 1 };
        }),
      onShift: (rows) => setShift(({ id }) => ({ rows, id: id + 1 })),
    };
    const model: RowModel =
      groupBy.length > 0 ? new GroupList(query, groupBy, listener) : new RunList(query, listener);
    newest.current = model;
    model.see(
      { start: 0, end: Math.max(1, sight.current.rows.end - sight.current.rows.start) },
      sight.current.columns,
    );
    return () => {
      // A model that is shown goes on being shown until the next one has an answer.
      if (newest.current === model) newest.current = undefined;
    };
  }, [key]);
  useEffect(() => () => state.model?.close(), []);

  return {
    ...state,
    shift,
    isWaiting: newest.current !== state.model,
    see: (rows, columns) => {
      sight.current = { rows, columns };
      newest.current?.see(rows, columns);
    },
    refresh: () => newest.current?.refresh(),
  };
}
