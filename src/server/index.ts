// The tracking server.
export type { ArtifactSites } from "./artifacts/artifact-sites.ts";
export { AccessTokens } from "./security/access-tokens.ts";
export {
  createTrackingServer,
  MLFLOW_VERSION,
  type TrackingServerOptions,
  type TrackingServerParts,
} from "./tracking-server.ts";
