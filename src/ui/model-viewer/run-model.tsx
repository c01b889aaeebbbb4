// RunModel: a placeholder until its part of the app is there.
import type { VNode } from "preact";
import type { RunDetail } from "../api/runs.ts";

/** Placeholder. */
export function RunModel(_: { readonly detail: RunDetail }): VNode {
  return <div />;
}
