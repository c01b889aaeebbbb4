// A metric in a line of text: its name and its value.
import type { VNode } from "preact";
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { exactNumber, formatNumber } from "../formats/number.ts";

/** The metric. */
export function MetricText({ name, value }: { readonly name: string; readonly value: WireNumber }): VNode {
  const number = numberOf(value);
  return (
    <span class="metric-text" title={number === undefined ? undefined : `${name} = ${exactNumber(number)}`}>
      <span class="quiet">{name}</span> {number === undefined ? value : formatNumber(number)}
    </span>
  );
}
