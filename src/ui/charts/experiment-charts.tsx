// ExperimentCharts: a placeholder until its part of the app is there.
import type { VNode } from "preact";
import type { RunQuery } from "../api/shapes.ts";

/** Placeholder. */
export function ExperimentCharts(_: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly version: number;
}): VNode {
  return <div />;
}
