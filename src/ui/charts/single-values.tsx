// Metrics that have one value: a list says more than a chart of one point.
import "./single-values.css";
import type { VNode } from "preact";
import type { MetricSummary } from "../api/runs.ts";
import { numberOf } from "../api/shapes.ts";
import { exactNumber, formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { chartTexts } from "./chart-messages.ts";

const text = translator(chartTexts);

/** Names and values; nothing at all for no metrics. */
export function SingleValues({ metrics }: { readonly metrics: readonly MetricSummary[] }): VNode | null {
  if (metrics.length === 0) return null;
  return (
    <section class="panel padded single-values" aria-label={text("finalValues")}>
      <h3>{text("finalValues")}</h3>
      <dl>
        {metrics.map(({ key, last }) => {
          const value = numberOf(last);
          return (
            <div key={key}>
              <dt title={key}>{key}</dt>
              <dd title={value === undefined ? undefined : exactNumber(value)}>
                {value === undefined ? String(last) : formatNumber(value)}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
