// How much each feature counts in an ensemble of trees.
import "./model-viewer.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ModelInsight } from "../api/model-insight.ts";
import { BarChart } from "../charts/bar-chart.tsx";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { modelViewTexts } from "./messages.ts";

const text = translator(modelViewTexts);

/** Importances of one kind at a time. */
export function ImportanceView({ insight }: { readonly insight: ModelInsight }): VNode | null {
  const [type, setType] = useState("gain");
  const { trees, feature_names } = insight;
  if (trees === null) return null;
  const values = trees.importances[type] ?? [];
  return (
    <section class="panel padded stack" aria-label={text("importances", { type })}>
      <div class="row spread">
        <h2>{text("importances", { type })}</h2>
        <div class="row">
          {Object.keys(trees.importances).map((one) => (
            <Button
              key={one}
              small
              kind={one === type ? "plain" : "quiet"}
              pressed={one === type}
              onClick={() => setType(one)}
            >
              {one.replace("_", " ")}
            </Button>
          ))}
        </div>
      </div>
      <BarChart
        label={text("importances", { type })}
        bars={values.map((value, i) => ({
          id: String(i),
          name: feature_names?.[i] ?? `f${i}`,
          value,
          color: "var(--accent)",
        }))}
      />
    </section>
  );
}
