// What is around a chart: its name, what can be done with it, and its values as a table.
import "./panel.css";
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { chartTexts } from "./chart-messages.ts";

const text = translator(chartTexts);

/** A chart with its frame. */
export function PanelFrame(props: {
  readonly title: string;
  readonly note?: string;
  readonly actions?: ComponentChildren;
  /** The values behind the chart, shown on demand. */
  readonly data?: VNode;
  readonly isLarge?: boolean;
  readonly onEnlarge?: (() => void) | undefined;
  readonly children: ComponentChildren;
}): VNode {
  const { title, note = "", isLarge = false, onEnlarge, data } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <section class={`panel chart-panel${isLarge ? " large" : ""}`} aria-label={title}>
      <header class="chart-head">
        <h3 title={title}>{title}</h3>
        <span class="chart-note quiet">{note}</span>
        <span class="chart-actions no-print">
          {props.actions}
          {data !== undefined && (
            <Button
              small
              kind="quiet"
              icon="columns"
              label={text("data")}
              pressed={isOpen}
              onClick={() => setOpen(!isOpen)}
            />
          )}
          {onEnlarge !== undefined && (
            <Button
              small
              kind="quiet"
              icon={isLarge ? "close" : "chart"}
              label={text(isLarge ? "reduce" : "enlarge")}
              onClick={onEnlarge}
            />
          )}
        </span>
      </header>
      {props.children}
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
        <section class="panel-data" tabIndex={0} aria-label={`${title}: ${text("data")}`}>
          {data}
        </section>
      )}
    </section>
  );
}
