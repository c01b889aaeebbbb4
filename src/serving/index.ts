// Serving: a loaded model answers predictions over HTTP.
export {
  createScoringServer,
  type ListenOptions,
  type ScoringServer,
  type ScoringServerOptions,
} from "./scoring-server.ts";
