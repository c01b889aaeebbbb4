// The runs or groups of all charts of a page: pointing at one brings it forward, its eye takes it away.
import "./chart-legend.css";
import type { ComponentChildren, VNode } from "preact";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { chartTexts } from "./chart-messages.ts";

const text = translator(chartTexts);

/** One line of the legend. */
export interface LegendItem {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly href?: string;
  readonly note?: string;
}

/** A legend. */
export function ChartLegend(props: {
  readonly items: readonly LegendItem[];
  readonly hidden: ReadonlySet<string>;
  readonly onFocus: (id: string | undefined) => void;
  readonly onToggle: (id: string) => void;
  /** More for a line, before its eye. */
  readonly extra?: (item: LegendItem) => ComponentChildren;
}): VNode {
  const { items, hidden, onFocus, onToggle } = props;
  return (
    <ul class="chart-legend panel" aria-label={text("legend")} onMouseLeave={() => onFocus(undefined)}>
      {items.map((item) => {
        const isHidden = hidden.has(item.id);
        return (
          <li
            key={item.id}
            class={isHidden ? "hidden" : ""}
            onMouseEnter={() => onFocus(isHidden ? undefined : item.id)}
          >
            <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
              <circle cx="5" cy="5" r="4.5" fill={item.color} />
            </svg>
            {item.href === undefined ? (
              <span class="legend-name" title={item.name}>
                {item.name}
              </span>
            ) : (
              <a class="legend-name" href={item.href} title={item.name} onFocus={() => onFocus(item.id)}>
                {item.name}
              </a>
            )}
            {item.note !== undefined && <span class="quiet">{item.note}</span>}
            {props.extra?.(item)}
            <Button
              small
              kind="quiet"
              icon="eye"
              pressed={isHidden}
              label={text(isHidden ? "show" : "hide", { name: item.name })}
              onClick={() => onToggle(item.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
