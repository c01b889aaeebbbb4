// Every artifact repository against the one contract.
import { join } from "node:path";
import { LocalArtifactRepository } from "../../src/tracking/artifacts/local-artifact-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { artifactRepositoryContract } from "./artifact-repository-contract.ts";

artifactRepositoryContract(
  "local folder",
  () => new LocalArtifactRepository(join(temporaryFolder(), "artifacts")),
);
