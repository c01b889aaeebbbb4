// What a search looks at: what is in use, what lies in the trash, or both.
import type { LifecycleStage, ViewType } from "../entities.ts";

/** Whether a thing is in view. */
export function isInView(
  { lifecycleStage }: { readonly lifecycleStage: LifecycleStage },
  viewType: ViewType = "ACTIVE_ONLY",
): boolean {
  return viewType === "ALL" || lifecycleStage === (viewType === "ACTIVE_ONLY" ? "active" : "deleted");
}
