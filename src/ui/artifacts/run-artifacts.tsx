// RunArtifacts: a placeholder until its part of the app is there.
import type { VNode } from "preact";

/** Placeholder. */
export function RunArtifacts(_: { readonly runId: string }): VNode {
  return <div />;
}
