// RunCharts: a placeholder until its part of the app is there.
import type { VNode } from "preact";

/** Placeholder. */
export function RunCharts(_: { readonly runId: string; readonly keys: readonly string[] }): VNode {
  return <div />;
}
