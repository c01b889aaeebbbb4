// The part that many requests of the user interface share: which runs, in which order, which columns.
import { invalidValue } from "../../errors/index.ts";
import {
  type ColumnOrder,
  METRIC_STATS,
  type RunColumn,
  type RunQuery,
  type ViewType,
} from "../../tracking/index.ts";
import { MAX_UI_EXPERIMENTS } from "../limits.ts";
import { choice, type Field, fallback, flag, integer, list, required, text } from "../requests/fields.ts";
import { type RequestOf, record } from "../requests/request-schema.ts";
import { VIEW_TYPES } from "../routes/experiment-routes.ts";

const COLUMN_KINDS = ["attribute", "metric", "param", "tag"] as const;

const columnFields = {
  kind: required(choice(COLUMN_KINDS)),
  key: required(text),
  stat: choice(METRIC_STATS),
};

/** One column. */
export const column: Field<RunColumn> = required(record(columnFields));

/** A metric of a run. */
export const metricCell: Field<{ readonly runId: string; readonly key: string }> = required(
  record({ runId: required(text), key: required(text) }),
);

const order: Field<ColumnOrder> = {
  read(raw, name, origin) {
    const { descending, ...of } = required(
      record({ ...columnFields, descending: fallback(flag, false) }),
    ).read(raw, name, origin);
    return { ...of, isDescending: descending };
  },
};

/** The fields of a query, to be spread into a request's schema. */
export const queryFields: {
  readonly experimentIds: Field<readonly string[]>;
  readonly filter: Field<string | undefined>;
  readonly view: Field<ViewType | undefined>;
  readonly order: Field<readonly ColumnOrder[]>;
  readonly parentId: Field<string | undefined>;
  readonly rootsOnly: Field<boolean>;
} = {
  experimentIds: atMost(MAX_UI_EXPERIMENTS, list(required(text))),
  filter: text,
  view: choice(VIEW_TYPES),
  order: atMost(16, list(order)),
  parentId: text,
  rootsOnly: fallback(flag, false),
};

/** The query that a request asks for. */
export function queryOf(request: RequestOf<typeof queryFields>): RunQuery {
  const { experimentIds, filter, view, order, parentId, rootsOnly } = request;
  return { experimentIds, filter, viewType: view, orders: order, parentId, rootsOnly };
}

/** A list with a limit of its own. */
export function atMost<T>(most: number, items: Field<readonly T[]>): Field<readonly T[]> {
  return {
    read(raw, name, origin) {
      if (Array.isArray(raw) && raw.length > most) {
        throw invalidValue(
          `Invalid value for parameter '${name}': it has ${raw.length} items, at most ${most} are allowed`,
        );
      }
      return items.read(raw, name, origin);
    },
  };
}

/** A whole number from `least` to `most`. */
export function within(least: number, most: number, byDefault: number): Field<number> {
  return {
    read(raw, name, origin) {
      const value = fallback(integer, byDefault).read(raw, name, origin);
      if (value >= least && value <= most) return value;
      throw invalidValue(`Invalid value ${value} for parameter '${name}': it must be ${least} to ${most}`);
    },
  };
}
