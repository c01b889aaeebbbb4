// The artifacts tab of a run.
import type { VNode } from "preact";
import { ArtifactBrowser } from "./artifact-browser.tsx";

/** The artifacts of a run. */
export function RunArtifacts({ runId }: { readonly runId: string }): VNode {
  return <ArtifactBrowser owner={{ run_id: runId }} />;
}
