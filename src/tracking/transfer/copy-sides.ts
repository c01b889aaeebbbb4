// What the steps of a copy share: the two stores, and the ids that things have in each.
import type { ArtifactRepository } from "../artifacts/artifact-repository.ts";
import type { TrackingClient } from "../client/tracking-client.ts";
import type { IdTranslation } from "./id-translation.ts";

/** What the steps of a copy share. */
export interface CopySides {
  readonly source: TrackingClient;
  readonly target: TrackingClient;
  readonly ids: IdTranslation;
  readonly openSourceArtifacts: (artifactUri: string) => ArtifactRepository;
  readonly onFile: (sizeBytes: number) => void;
}
