// The coefficients of a linear model as bars to both sides of nought.
import "./model-viewer.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ModelInsight } from "../api/model-insight.ts";
import { Button } from "../components/button.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { modelViewTexts } from "./messages.ts";

const text = translator(modelViewTexts);

const MAX_BARS = 200;

/** Coefficients, for each output on its own. */
export function CoefficientView({ insight }: { readonly insight: ModelInsight }): VNode | null {
  const [isSorted, setSorted] = useState(false);
  const { linear, feature_names, classes } = insight;
  if (linear === null) return null;
  return (
    <section class="panel padded stack" aria-label={text("coefficients")}>
      <div class="row spread">
        <h2>{text("coefficients")}</h2>
        <Button small pressed={isSorted} onClick={() => setSorted(!isSorted)}>
          {text("sortBySize")}
        </Button>
      </div>
      {linear.coefficients.map((row, output) => {
        const most = Math.max(...row.map(Math.abs), Number.MIN_VALUE);
        const order = row.map((_, i) => i);
        if (isSorted) order.sort((a, b) => Math.abs(row[b] ?? 0) - Math.abs(row[a] ?? 0));
        return (
          <div key={output}>
            {linear.coefficients.length > 1 && (
              <h3>{text("output", { name: classes?.[output] ?? output })}</h3>
            )}
            <ul class="signed-bars">
              {order.slice(0, MAX_BARS).map((i) => (
                <li key={i}>
                  <span class="bar-name">{feature_names?.[i] ?? `x${i}`}</span>
                  <SignedBar share={(row[i] ?? 0) / most} />
                  <span class="number" title={String(row[i])}>
                    {formatNumber(row[i] ?? 0)}
                  </span>
                </li>
              ))}
            </ul>
            <p class="quiet">{text("intercept", { value: formatNumber(linear.intercepts[output] ?? 0) })}</p>
          </div>
        );
      })}
    </section>
  );
}

function SignedBar({ share }: { readonly share: number }): VNode {
  return (
    <svg
      class="signed-bar"
      width="100%"
      height="12"
      viewBox="-100 0 200 12"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect
        class={share < 0 ? "below" : "above"}
        x={Math.min(0, share * 100)}
        y="1"
        width={Math.abs(share) * 100}
        height="10"
      />
      <line x1="0" x2="0" y1="0" y2="12" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
