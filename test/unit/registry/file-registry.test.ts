import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFileRegistry } from "../../../src/registry/index.ts";
import { formatModelMeta, parseModelMeta } from "../../../src/registry/storage/model-meta.ts";
import { formatVersionMeta, parseVersionMeta } from "../../../src/registry/storage/version-meta.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** As MLflow 3.17.2 has written them over REST and straight into a store. */
const MODEL = `aliases:
  champion: '1'
creation_timestamp: 1700000617317
deployment_job_id: null
deployment_job_state: null
description: desc
last_updated_timestamp: 1700000637639
name: ElasticnetDiabetes
workspace: default
`;
const VERSION = `creation_timestamp: 1700000617367
current_stage: None
deployment_job_state: null
description: v1 desc
last_updated_timestamp: 1700000635649
model_id: m-b0000000000000000000000000000007
name: ElasticnetDiabetes
run_id: a0000000000000000000000000000005
run_link: ''
source: models:/m-b0000000000000000000000000000007
status: READY
status_message: null
storage_location: mlflow-artifacts:/100000000000000001/models/m-b0000000000000000000000000000007/artifacts
user_id: null
version: 1
workspace: default
`;

describe("the files of a registry", () => {
  it("are read and written as MLflow writes them, byte by byte", () => {
    expect(formatModelMeta("ElasticnetDiabetes", parseModelMeta(MODEL), MODEL)).toBe(MODEL);
    const rewritten = formatVersionMeta("ElasticnetDiabetes", 1, parseVersionMeta(VERSION), VERSION);
    expect(rewritten).toBe(VERSION.replace("run_link: ''", "run_link: null")); // as MLflow's direct writers have it
    expect(formatModelMeta("m", { creationTimeMs: 1, lastUpdateTimeMs: 2, description: undefined })).toBe(
      `aliases: {}\ncreation_timestamp: 1\ndeployment_job_id: null\ndeployment_job_state: null\ndescription: null\n` +
        `last_updated_timestamp: 2\nname: m\nworkspace: default\n`,
    );
  });

  it("lie where MLflow looks for them", () => {
    const root = temporaryFolder();
    const registry = openFileRegistry(root);
    registry.createRegisteredModel({ name: "m", tags: new Map([["a/b", "1"]]) });
    registry.createModelVersion({ name: "m", source: "s3://b/x", tags: new Map([["k", "v"]]) });
    registry.setAlias("m", "champion", 1);
    const read = (path: string): string => readFileSync(join(root, "models", "m", path), "utf8");
    expect(readdirSync(join(root, "models", "m")).sort()).toEqual([
      "aliases",
      "meta.yaml",
      "tags",
      "version-1",
    ]);
    expect(read("aliases/champion")).toBe("1");
    expect(read("tags/a/b")).toBe("1");
    expect(read("version-1/tags/k")).toBe("v");
    expect(read("version-1/meta.yaml")).toContain("current_stage: None\n");
    registry.deleteModelVersion("m", 1);
    expect(read("version-1/meta.yaml")).toContain("current_stage: Deleted_Internal\n");
    registry.deleteRegisteredModel("m");
    expect(readdirSync(join(root, "models"))).toEqual([]);
  });

  it("tell where the files of a version lie, if its source does not", () => {
    const registry = openFileRegistry(temporaryFolder());
    registry.createRegisteredModel({ name: "m" });
    const place = "mlflow-artifacts:/1/models/m-1/artifacts";
    registry.createModelVersion({ name: "m", source: "models:/m-1", modelId: "m-1", storageLocation: place });
    expect(registry.modelVersion("m", 1)).toMatchObject({ source: "models:/m-1", modelId: "m-1" });
    expect(registry.downloadUri("m", 1)).toBe(place);
  });

  it("are seen by another registry over the same folder at once", () => {
    const root = temporaryFolder();
    const [one, other] = [openFileRegistry(root), openFileRegistry(root)];
    one.createRegisteredModel({ name: "m" });
    one.createModelVersion({ name: "m", source: "s3://b/x" });
    expect(other.modelVersion("m", 1)).toMatchObject({ stage: "None" });
    one.transitionStage("m", 1, "Production", false);
    expect(other.modelVersion("m", 1)).toMatchObject({ stage: "Production" });
    other.setAlias("m", "champion", 1);
    expect(one.versionByAlias("m", "champion")).toMatchObject({ version: 1, aliases: ["champion"] });
  });

  it("that are damaged hide nothing but themselves", () => {
    const root = temporaryFolder();
    const registry = openFileRegistry(root);
    for (const name of ["good", "bad", "half"]) {
      registry.createRegisteredModel({ name });
      registry.createModelVersion({ name, source: "s3://b/x" });
    }
    writeFileSync(join(root, "models", "bad", "meta.yaml"), "creation_timestamp: [");
    writeFileSync(join(root, "models", "half", "version-1", "meta.yaml"), "");
    mkdirSync(join(root, "models", "half", "version-2"));
    mkdirSync(join(root, "models", "half", "version-x"));
    writeFileSync(join(root, "models", "half", "aliases", "odd"), "one");
    writeFileSync(join(root, "models", "stray.txt"), "");
    const { items } = registry.searchRegisteredModels() as { items: readonly { name: string }[] };
    expect(items.map(({ name }) => name)).toEqual(["good", "half"]);
    expect(registry.latestVersions("half")).toEqual([]);
    expect(registry.createModelVersion({ name: "half", source: "s3://b/y" })).toMatchObject({ version: 3 });
  });

  it("left by a removal that was killed do not keep the name", () => {
    const root = temporaryFolder();
    const registry = openFileRegistry(root);
    registry.createRegisteredModel({ name: "m", description: "old" });
    rmSync(join(root, "models", "m", "meta.yaml"));
    expect(() => registry.registeredModel("m")).toThrow("not found");
    expect(registry.createRegisteredModel({ name: "m" })).toMatchObject({ description: undefined });
  });

  it("of a renamed model count by the name of their folder, whatever stands in them", () => {
    const root = temporaryFolder();
    const registry = openFileRegistry(root);
    registry.createRegisteredModel({ name: "m" });
    registry.createModelVersion({ name: "m", source: "s3://b/x" });
    cpSync(join(root, "models", "m"), join(root, "models", "copy"), { recursive: true });

    expect(registry.modelVersion("copy", 1)).toMatchObject({ name: "copy" });
  });
});
