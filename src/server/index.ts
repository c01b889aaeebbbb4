// The tracking server.
export type { ArtifactSites } from "./artifacts/artifact-sites.ts";
export { clearServerMetrics } from "./metrics-files.ts";
export { openServerMetrics } from "./open-server-metrics.ts";
export { AccessTokens } from "./security/access-tokens.ts";
export {
  createTrackingServer,
  type TrackingServerOptions,
  type TrackingServerParts,
} from "./tracking-server.ts";
export type { ModelInsight, TreeInsight, TreeNode } from "./ui/model-insight.ts";
export type { ModelDescription, ModelDoor, StoreKeeper, UiParts } from "./ui/ui-parts.ts";
