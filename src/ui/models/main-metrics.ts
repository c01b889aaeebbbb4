// The few metrics of a model that are shown where there is little room.
import type { WireNumber } from "../api/shapes.ts";

/** What people look at first, by the words in its name. */
const TELLING = /(?:^|_)(?:rmse|mae|r2|r2_score|accuracy|auc|roc_auc|f1|f1_score|log_loss|loss)(?:$|_)/i;

/** The most telling metrics first; those about the machine never. */
export function mainMetrics(
  metrics: Readonly<Record<string, WireNumber>>,
  count: number,
): readonly (readonly [string, WireNumber])[] {
  const known = Object.entries(metrics).filter(([key]) => !key.startsWith("system/"));
  const telling = known.filter(([key]) => TELLING.test(key));
  const others = known.filter(([key]) => !TELLING.test(key));
  return [...telling, ...others].slice(0, count);
}
