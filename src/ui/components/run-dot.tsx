// The colour of a run as a dot, the same in table, charts and legends.
import type { VNode } from "preact";
import { colorOf } from "../theme/chosen-colors.ts";

/** A dot in the colour of a run. */
export function RunDot({ runId }: { readonly runId: string }): VNode {
  return (
    <svg class="run-dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="4.5" fill={colorOf(runId)} />
    </svg>
  );
}
