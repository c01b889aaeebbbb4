// Bars, one a run or group, the longest first; what has no value is left out.
import "./bar-chart.css";
import type { VNode } from "preact";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { chartTexts } from "./chart-messages.ts";

const text = translator(chartTexts);

/** A bar. */
export interface Bar {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly color: string;
  readonly href?: string;
}

const MAX_BARS = 100;

/** Bars with their values; they begin at nought, so that lengths can be compared. */
export function BarChart(props: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly focusId?: string | undefined;
}): VNode {
  const bars = props.bars.filter(({ value }) => Number.isFinite(value)).sort((a, b) => b.value - a.value);
  const shown = bars.slice(0, MAX_BARS);
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  const length = high - low || 1;
  return (
    <div class="bars">
      <ul aria-label={props.label}>
        {shown.map(({ id, name, value, color, href }) => (
          <li
            key={id}
            class={props.focusId === undefined || props.focusId === id ? "value-bar" : "value-bar faded"}
          >
            <span class="bar-name" title={name}>
              {href === undefined ? name : <a href={href}>{name}</a>}
            </span>
            <svg
              class="bar-track"
              width="100%"
              height="12"
              aria-hidden="true"
              preserveAspectRatio="none"
              viewBox="0 0 100 12"
            >
              <rect
                x={((Math.min(0, value) - low) / length) * 100}
                y="1"
                width={(Math.abs(value) / length) * 100}
                height="10"
                fill={color}
              />
            </svg>
            <span class="number">{formatNumber(value)}</span>
          </li>
        ))}
      </ul>
      {bars.length > shown.length && (
        <p class="quiet">{text("moreLines", { n: bars.length - shown.length })}</p>
      )}
    </div>
  );
}
