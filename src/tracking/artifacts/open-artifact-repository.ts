// From the URI in a run or logged model to the place where its artifacts are.
import { invalidValue, quote } from "../../errors/index.ts";
import type { ServerConnection } from "../http/server-connection.ts";
import type { ArtifactRepository } from "./artifact-repository.ts";
import { localPathOf, schemeOf } from "./file-uri.ts";
import { HttpArtifactRepository } from "./http-artifact-repository.ts";
import { LocalArtifactRepository } from "./local-artifact-repository.ts";

/**
 * Opens the artifacts of a run or a logged model.
 *
 * @param artifactUri Its artifact URI: a `file:` URI, a local path, or `mlflow-artifacts:/…`.
 * @param server The tracking server it is of, if it is of one.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a place that cannot be reached.
 */
export function openArtifactRepository(artifactUri: string, server?: ServerConnection): ArtifactRepository {
  const scheme = schemeOf(artifactUri);
  if (scheme === undefined || scheme === "file") return new LocalArtifactRepository(localPathOf(artifactUri));
  if (scheme !== "mlflow-artifacts") {
    throw invalidValue(
      `Cannot reach the artifacts at ${quote(artifactUri)}: storage behind ${scheme}: is not supported`,
    );
  }
  if (server !== undefined) return new HttpArtifactRepository(artifactUri, server);
  throw invalidValue(
    `Cannot reach the artifacts at ${quote(artifactUri)}: they are behind a tracking server; set its address as the tracking URI`,
  );
}
