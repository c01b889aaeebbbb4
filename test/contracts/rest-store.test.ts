// The store over REST against the contract: our client, our server, and each store behind it.
import { join } from "node:path";
import { describe } from "vitest";
import {
  HttpArtifactRepository,
  openFileStore,
  openMemoryStore,
  RestStore,
  ServerConnection,
  type TrackingStore,
} from "../../src/tracking/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { servedStore } from "../support/tracking-server.ts";
import { artifactRepositoryContract } from "./artifact-repository-contract.ts";
import { testTrackingStore } from "./tracking-store-contract.ts";

async function overRest(store: TrackingStore): Promise<TrackingStore> {
  return new RestStore(new ServerConnection(await servedStore(store)));
}

describe("a store over REST, in memory behind it", () => {
  testTrackingStore(() => overRest(openMemoryStore()));
});

describe("a store over REST, in files behind it", () => {
  testTrackingStore(() => overRest(openFileStore(join(temporaryFolder(), "mlruns"))));
});

artifactRepositoryContract("behind a tracking server", async () => {
  const url = await servedStore(openMemoryStore());
  return new HttpArtifactRepository("mlflow-artifacts:/0/run/artifacts", new ServerConnection(url));
});
