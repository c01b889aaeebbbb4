// The names by which commands find models: paths, runs, logged models, registered versions.
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { logModel } from "../../../src/autolog/index.ts";
import { openModel } from "../../../src/cli/open-model.ts";
import { ElasticNet } from "../../../src/estimators/index.ts";
import { openRegistry, registerModelVersion } from "../../../src/registry/index.ts";
import { setTrackingUri, trackingClient, withRun } from "../../../src/tracking/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const model = new ElasticNet({ alpha: 0.1 }).fit({ age: [1, 2, 3, 4], bmi: [4, 1, 3, 2] }, [3, 5, 4, 8]);

afterEach(() => setTrackingUri(""));

describe("openModel", () => {
  it("finds a model by every name it has", async () => {
    const store = temporaryFolder();
    setTrackingUri(store);
    const logged = await withRun(async (run) => ({ ...(await logModel(model)), runId: run.runId }));
    const registry = openRegistry(store);
    await registry.createRegisteredModel({ name: "net" });
    await registerModelVersion({ name: "net", source: logged.modelUri }, trackingClient().store, registry);
    await registry.setAlias("net", "champion", 1);
    await registry.transitionStage("net", 1, "Production", false);
    const folder = new URL(logged.artifactUri);
    const uris = [
      folder.pathname,
      folder.href,
      `runs:/${logged.runId}/model`,
      logged.modelUri,
      "models:/net/1",
      "models:/net/latest",
      "models:/net/production",
      "models:/net@champion",
    ];
    for (const uri of uris) {
      const opened = await openModel(uri);
      expect(opened.info.modelId, uri).toBe(logged.modelId);
      expect(opened.predict({ age: [1], bmi: [2] })).toEqual(model.predict({ age: [1], bmi: [2] }));
    }
  });

  it("says what is not there", async () => {
    const store = temporaryFolder();
    setTrackingUri(store);
    await openRegistry(store).createRegisteredModel({ name: "net" });
    const absent = [
      store,
      pathToFileURL(store).href,
      "models:/net/1",
      "models:/net@champion",
      "models:/net/Staging",
      "models:/none/1",
    ];
    for (const uri of absent) await expect(openModel(uri), uri).rejects.toHaveProperty("code");
  });
});
