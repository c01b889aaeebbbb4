// From the URI in a run or logged model to the place where its artifacts are.
import { invalidValue, quote } from "../../errors/index.ts";
import type { ArtifactRepository } from "./artifact-repository.ts";
import { localPathOf, schemeOf } from "./file-uri.ts";
import { LocalArtifactRepository } from "./local-artifact-repository.ts";

/**
 * Opens the artifacts of a run or a logged model.
 *
 * @param artifactUri Its artifact URI: a `file:` URI or a local path.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a place that cannot be reached.
 */
export function openArtifactRepository(artifactUri: string): ArtifactRepository {
  const scheme = schemeOf(artifactUri);
  if (scheme === undefined || scheme === "file") return new LocalArtifactRepository(localPathOf(artifactUri));
  throw invalidValue(
    `Cannot reach the artifacts at ${quote(artifactUri)}: storage behind ${scheme}: is not supported`,
  );
}
