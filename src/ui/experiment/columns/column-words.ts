// What columns are called.
import type { ColumnRef, MetricStat } from "../../api/shapes.ts";
import { translator } from "../../i18n/translator.ts";
import { experimentTexts } from "../messages.ts";

const text = translator(experimentTexts);

const ATTRIBUTE_WORDS = {
  run_name: "run",
  run_id: "runId",
  status: "status",
  start_time: "startTime",
  end_time: "endTime",
  duration: "duration",
  user_id: "user",
  source: "source",
  dataset: "dataset",
  models: "models",
  note: "note",
  n_children: "nChildren",
} as const;

const STAT_WORDS = {
  last: "last",
  min: "min",
  max: "max",
  mean: "mean",
  first: "first",
  count: "count",
  step: "step",
  min_step: "minStep",
  max_step: "maxStep",
  time: "time",
} as const satisfies Record<MetricStat, keyof (typeof experimentTexts)["en"]>;

/** The word for a number of a metric's history. */
export function statWord(stat: MetricStat): string {
  return text(STAT_WORDS[stat]);
}

/** The name of a column, as its head shows it. */
export function columnName({ kind, key, stat }: ColumnRef): string {
  if (kind === "attribute") {
    const word = Object.entries(ATTRIBUTE_WORDS).find(([name]) => name === key)?.[1];
    return word === undefined ? key : text(word);
  }
  if (kind === "metric" && stat !== undefined && stat !== "last")
    return `${key} · ${statWord(stat).toLowerCase()}`;
  // MLflow's own tags are known by what stands behind its name.
  return kind === "tag" ? key.replace(/^mlflow\./, "") : key;
}
