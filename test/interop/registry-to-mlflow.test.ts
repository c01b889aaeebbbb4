// Our registry client at the real MLflow server, over both of its stores.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRegistry, type RegistryStore } from "../../src/registry/index.ts";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { type PythonServer, startMlflowServer } from "../support/python.ts";

describe.each([
  ["a file store", "mlruns"],
  ["SQLite", "sqlite:///mlflow.db"],
])("our registry client at MLflow's server over %s", (_, backend) => {
  let folder: DisposableFolder;
  let server: PythonServer;
  let registry: RegistryStore;

  beforeAll(async () => {
    folder = disposableFolder();
    const uri = backend === "mlruns" ? join(folder.path, backend) : backend;
    server = await startMlflowServer(["--backend-store-uri", uri], { cwd: folder.path });
    registry = openRegistry(server.url);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it("registers a model with versions, and finds them", async () => {
    await registry.createRegisteredModel({
      name: "wine",
      description: "reds",
      tags: new Map([["team", "ts"]]),
    });
    const first = await registry.createModelVersion({
      name: "wine",
      source: "s3://b/1",
      tags: new Map([["k", "v"]]),
    });
    await registry.createModelVersion({ name: "wine", source: "s3://b/2" });
    expect(first).toMatchObject({
      name: "wine",
      version: 1,
      stage: "None",
      status: "READY",
      source: "s3://b/1",
    });
    expect([...first.tags]).toEqual([["k", "v"]]);
    const model = await registry.registeredModel("wine");
    expect(model).toMatchObject({ description: "reds", latestVersions: [{ version: 2 }] });
    expect([...model.tags]).toEqual([["team", "ts"]]);
    const { items } = await registry.searchModelVersions({
      filter: "name = 'wine'",
      orderBy: ["version_number ASC"],
    });
    expect(items.map(({ version }) => version)).toEqual([1, 2]);
    expect(await registry.downloadUri("wine", 2)).toBe("s3://b/2");
  });

  it("moves aliases and stages", async () => {
    await registry.setAlias("wine", "champion", 1);
    await registry.setAlias("wine", "champion", 2);
    expect(await registry.versionByAlias("wine", "champion")).toMatchObject({
      version: 2,
      aliases: ["champion"],
    });
    expect([...(await registry.registeredModel("wine")).aliases]).toEqual([["champion", 2]]);
    await registry.transitionStage("wine", 1, "production", false);
    expect((await registry.latestVersions("wine", ["Production"])).map(({ version }) => version)).toEqual([
      1,
    ]);
    await registry.deleteAlias("wine", "champion");
    await expect(async () => registry.versionByAlias("wine", "champion")).rejects.toMatchObject({
      code: "INVALID_PARAMETER_VALUE",
    });
  });

  it("describes, tags, renames and deletes", async () => {
    expect((await registry.describeModelVersion("wine", 1, "better")).description).toBe("better");
    await registry.setModelVersionTag("wine", 1, "a", "b");
    await registry.deleteModelVersionTag("wine", 1, "k");
    expect([...(await registry.modelVersion("wine", 1)).tags]).toEqual([["a", "b"]]);
    // MLflow's file store fails with 500 when it renames a model that has tags.
    const name = backend === "mlruns" ? "wine" : "red wine";
    if (name !== "wine") expect((await registry.renameRegisteredModel("wine", name)).name).toBe(name);
    await registry.deleteModelVersion(name, 2);
    await expect(async () => registry.modelVersion(name, 2)).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
    });
    await registry.deleteRegisteredModel(name);
    await expect(async () => registry.registeredModel(name)).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
    });
  });
});
