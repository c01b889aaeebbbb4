// What a model answered, large enough to read from afar; or why it did not.
import "./playground.css";
import type { VNode } from "preact";
import type { ModelAnswer } from "../api/model-insight.ts";
import { formatNumber } from "../formats/number.ts";
import { formatDuration } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { playgroundTexts } from "./messages.ts";
import { predictionTable } from "./prediction-rows.ts";

const text = translator(playgroundTexts);

const MAX_SHOWN = 100;

/** An answer, or a problem in the server's own words. */
export function PredictionView(props: {
  readonly answer: ModelAnswer | undefined;
  readonly problem: string;
}): VNode {
  const { answer, problem } = props;
  const table = answer === undefined ? undefined : predictionTable(answer.predictions);
  const only = table?.rows.length === 1 && table.columns.length === 1 ? table.rows[0]?.[0] : undefined;
  return (
    <section class="panel padded prediction" aria-label={text("answer")} aria-live="polite">
      <span class="field-label">{text("answer")}</span>
      {problem !== "" && <p class="prediction-problem">{problem}</p>}
      {only !== undefined && (
        <output class="prediction-value" title={only}>
          {only.trim() === "" || Number.isNaN(Number(only)) ? only : formatNumber(Number(only))}
        </output>
      )}
      {table !== undefined && only === undefined && (
        <table class="panel-table">
          <thead>
            <tr>
              {table.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, MAX_SHOWN).map((row, i) => (
              <tr key={i}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answer !== undefined && table !== undefined && (
        <span class="quiet">
          {text("took", { n: table.rows.length, time: formatDuration(answer.timeMs, language.value) })}
        </span>
      )}
    </section>
  );
}
