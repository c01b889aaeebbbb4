// What every registry must do, wherever it keeps things.
import { beforeEach, describe, expect, it } from "vitest";
import type { RegistryStore } from "../../src/registry/index.ts";

/**
 * Runs the contract against one kind of registry.
 *
 * @param open Gives an empty registry for one test.
 */
export function testRegistryStore(open: () => RegistryStore | Promise<RegistryStore>): void {
  let registry: RegistryStore;
  beforeEach(async () => {
    registry = await open();
  });

  describe("a registered model", () => {
    it("is found again as it was made", async () => {
      await registry.createRegisteredModel({
        name: "Wine é",
        description: "reds",
        tags: new Map([["team", "ts"]]),
      });
      const model = await registry.registeredModel("Wine é");
      expect(model).toMatchObject({ name: "Wine é", description: "reds", latestVersions: [] });
      expect([...model.tags]).toEqual([["team", "ts"]]);
      expect(model.aliases.size).toBe(0);
      expect(model.creationTimeMs).toBe(model.lastUpdateTimeMs);
    });

    it("cannot be made twice", async () => {
      await registry.createRegisteredModel({ name: "m" });
      await expect(async () => registry.createRegisteredModel({ name: "m" })).rejects.toMatchObject({
        code: "RESOURCE_ALREADY_EXISTS",
        message: "Registered Model (name=m) already exists.",
      });
    });

    it.each([
      ["a/b", "Invalid model name 'a/b'. Names cannot contain '/' or ':'."],
      ["a:b", "Invalid model name 'a:b'. Names cannot contain '/' or ':'."],
      ["a%b", "Invalid name: 'a%b'. Registered model name cannot contain '%' character"],
      ["  ", "Registered model name cannot be empty."],
      ["x".repeat(256), "'name' exceeds the maximum length of 255 bytes"],
    ])("cannot be called %j", async (name, message) => {
      await expect(async () => registry.createRegisteredModel({ name })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message,
      });
    });

    it.each(["..", ".", ".hidden", "a\\b", "a\nb", "\ud800"])("cannot be called %j either", async (name) => {
      await expect(async () => registry.createRegisteredModel({ name })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("can be called what JavaScript objects have by themselves", async () => {
      for (const name of ["__proto__", "constructor", "toString"]) {
        await registry.createRegisteredModel({ name, tags: new Map([["__proto__", name]]) });
        const { tags } = await registry.registeredModel(name);
        expect([...tags]).toEqual([["__proto__", name]]);
      }
    });

    it("is described anew, and tells when it changed", async () => {
      const made = await registry.createRegisteredModel({ name: "m", description: "old" });
      const changed = await registry.describeRegisteredModel("m", "new");
      expect(changed.description).toBe("new");
      expect(changed.creationTimeMs).toBe(made.creationTimeMs);
      expect(changed.lastUpdateTimeMs).toBeGreaterThanOrEqual(made.lastUpdateTimeMs);
    });

    it("takes versions, tags and aliases along when it gets another name", async () => {
      await registry.createRegisteredModel({ name: "m", tags: new Map([["a", "1"]]) });
      await registry.createModelVersion({ name: "m", source: "s3://b/x", tags: new Map([["v", "2"]]) });
      await registry.setAlias("m", "champion", 1);
      const renamed = await registry.renameRegisteredModel("m", "n");
      expect(renamed.name).toBe("n");
      expect([...renamed.tags]).toEqual([["a", "1"]]);
      expect([...renamed.aliases]).toEqual([["champion", 1]]);
      expect(renamed.latestVersions).toMatchObject([{ name: "n", version: 1, aliases: ["champion"] }]);
      expect([...(await registry.modelVersion("n", 1)).tags]).toEqual([["v", "2"]]);
      await expect(async () => registry.registeredModel("m")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: "Registered Model with name=m not found",
      });
    });

    it("does not take a name that is taken", async () => {
      await registry.createRegisteredModel({ name: "m" });
      await registry.createRegisteredModel({ name: "n" });
      await expect(async () => registry.renameRegisteredModel("m", "n")).rejects.toMatchObject({
        code: "RESOURCE_ALREADY_EXISTS",
      });
    });

    it("is gone with its versions when it is deleted, and its name is free again", async () => {
      await registry.createRegisteredModel({ name: "m" });
      await registry.createModelVersion({ name: "m", source: "s3://b/x" });
      await registry.deleteRegisteredModel("m");
      await expect(async () => registry.deleteRegisteredModel("m")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await registry.createRegisteredModel({ name: "m" });
      expect(await registry.latestVersions("m")).toEqual([]);
    });

    it("has tags that are set, overwritten and removed; removing a missing one is no error", async () => {
      await registry.createRegisteredModel({ name: "m" });
      await registry.setRegisteredModelTag("m", "deep/key", "1");
      await registry.setRegisteredModelTag("m", "deep/key", "2");
      await registry.deleteRegisteredModelTag("m", "missing");
      expect([...(await registry.registeredModel("m")).tags]).toEqual([["deep/key", "2"]]);
      await registry.deleteRegisteredModelTag("m", "deep/key");
      expect((await registry.registeredModel("m")).tags.size).toBe(0);
      await expect(async () => registry.setRegisteredModelTag("m", "../x", "1")).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });
  });

  describe("a model version", () => {
    beforeEach(async () => {
      await registry.createRegisteredModel({ name: "m" });
    });

    it("counts from 1, and a number that was deleted is not given again", async () => {
      const numbers: number[] = [];
      for (let i = 0; i < 3; i++) {
        numbers.push((await registry.createModelVersion({ name: "m", source: `s3://b/${i}` })).version);
      }
      expect(numbers).toEqual([1, 2, 3]);
      await registry.deleteModelVersion("m", 3);
      expect((await registry.createModelVersion({ name: "m", source: "s3://b/4" })).version).toBe(4);
    });

    it("is found again as it was made", async () => {
      await registry.createModelVersion({
        name: "m",
        source: "s3://b/x",
        runId: "r",
        runLink: "http://r",
        description: "first",
        tags: new Map([["k", ""]]),
      });
      const version = await registry.modelVersion("m", 1);
      expect(version).toMatchObject({
        name: "m",
        version: 1,
        stage: "None",
        source: "s3://b/x",
        runId: "r",
        runLink: "http://r",
        description: "first",
        status: "READY",
        aliases: [],
      });
      expect([...version.tags]).toEqual([["k", ""]]);
    });

    it("lies where its source says", async () => {
      await registry.createModelVersion({ name: "m", source: "s3://b/x" });
      expect(await registry.downloadUri("m", 1)).toBe("s3://b/x");
    });

    it("is not found when it was never there or was deleted, and neither is one of a model that does not exist", async () => {
      await registry.createModelVersion({ name: "m", source: "s3://b/x" });
      await registry.deleteModelVersion("m", 1);
      for (const number of [1, 99]) {
        await expect(async () => registry.modelVersion("m", number)).rejects.toMatchObject({
          code: "RESOURCE_DOES_NOT_EXIST",
          message: `Model Version (name=m, version=${number}) not found`,
        });
      }
      await expect(async () =>
        registry.createModelVersion({ name: "nope", source: "s3://b/x" }),
      ).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
    });

    it("is described and tagged", async () => {
      await registry.createModelVersion({ name: "m", source: "s3://b/x" });
      await registry.describeModelVersion("m", 1, "better");
      await registry.setModelVersionTag("m", 1, "k", "v");
      await registry.setModelVersionTag("m", 1, "l", "w");
      await registry.deleteModelVersionTag("m", 1, "k");
      await registry.deleteModelVersionTag("m", 1, "missing");
      const version = await registry.modelVersion("m", 1);
      expect(version.description).toBe("better");
      expect([...version.tags]).toEqual([["l", "w"]]);
    });
  });

  describe("a stage", () => {
    beforeEach(async () => {
      await registry.createRegisteredModel({ name: "m" });
      for (const source of ["s3://b/1", "s3://b/2", "s3://b/3"]) {
        await registry.createModelVersion({ name: "m", source });
      }
    });

    it("is written in any case and told in one", async () => {
      expect((await registry.transitionStage("m", 1, "stAGing", false)).stage).toBe("Staging");
      await expect(async () => registry.transitionStage("m", 1, "Prod", false)).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message:
          "Invalid Model Version stage: Prod. Value must be one of None, Staging, Production, Archived.",
      });
    });

    it("is emptied for a new version when that is asked for", async () => {
      await registry.transitionStage("m", 1, "Production", false);
      await registry.transitionStage("m", 2, "Production", true);
      expect((await registry.modelVersion("m", 1)).stage).toBe("Archived");
      expect((await registry.modelVersion("m", 2)).stage).toBe("Production");
      await expect(async () => registry.transitionStage("m", 3, "Archived", true)).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("has a latest version: the highest", async () => {
      await registry.transitionStage("m", 1, "Production", false);
      const all = await registry.latestVersions("m");
      expect(all.map(({ version, stage }) => [version, stage])).toEqual([
        [3, "None"],
        [1, "Production"],
      ]);
      const some = await registry.latestVersions("m", ["production"]);
      expect(some.map(({ version }) => version)).toEqual([1]);
    });
  });

  describe("an alias", () => {
    beforeEach(async () => {
      await registry.createRegisteredModel({ name: "m" });
      await registry.createModelVersion({ name: "m", source: "s3://b/1" });
      await registry.createModelVersion({ name: "m", source: "s3://b/2" });
    });

    it("stands for one version at a time", async () => {
      await registry.setAlias("m", "champion", 1);
      expect((await registry.versionByAlias("m", "champion")).version).toBe(1);
      await registry.setAlias("m", "champion", 2);
      const version = await registry.versionByAlias("m", "champion");
      expect(version).toMatchObject({ version: 2, aliases: ["champion"] });
      expect((await registry.modelVersion("m", 1)).aliases).toEqual([]);
      await registry.deleteAlias("m", "champion");
      await registry.deleteAlias("m", "champion");
      await expect(async () => registry.versionByAlias("m", "champion")).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: "Registered model alias champion not found.",
      });
    });

    it("of the name latest stands for the highest version", async () => {
      expect((await registry.versionByAlias("m", "latest")).version).toBe(2);
    });

    it("goes with the version it stood for", async () => {
      await registry.setAlias("m", "champion", 2);
      await registry.deleteModelVersion("m", 2);
      expect((await registry.registeredModel("m")).aliases.size).toBe(0);
    });

    it.each([
      ["latest", "'latest' alias name (case insensitive) is reserved."],
      ["LATEST", "'latest' alias name (case insensitive) is reserved."],
      ["v1", "Version alias name 'v1' is reserved."],
      [
        "a b",
        "Invalid alias name: 'a b'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
      ],
      ["", "Registered model alias name cannot be empty."],
    ])("cannot be called %j", async (alias, message) => {
      await expect(async () => registry.setAlias("m", alias, 1)).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message,
      });
    });

    it("cannot stand for a version that is not there", async () => {
      await expect(async () => registry.setAlias("m", "ok", 9)).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: "Model Version (name=m, version=9) not found",
      });
    });
  });

  describe("a search", () => {
    beforeEach(async () => {
      await registry.createRegisteredModel({ name: "alpha", tags: new Map([["team", "red"]]) });
      await registry.createRegisteredModel({ name: "Beta" });
      await registry.createRegisteredModel({
        name: "prompt",
        tags: new Map([["mlflow.prompt.is_prompt", "true"]]),
      });
      await registry.createModelVersion({ name: "alpha", source: "s3://b/1", runId: "r1" });
      await registry.createModelVersion({ name: "alpha", source: "s3://b/2", runId: "r2" });
      await registry.createModelVersion({ name: "Beta", source: "s3://b/3", runId: "r1" });
    });

    it.each([
      [undefined, ["Beta", "alpha", "prompt"]],
      ["name = 'alpha'", ["alpha"]],
      ["name ILIKE 'AL%'", ["alpha"]],
      ["name LIKE 'b%'", []],
      ["tags.team = 'red'", ["alpha"]],
      ["tag.`mlflow.prompt.is_prompt` != 'true'", ["Beta", "alpha"]],
    ])("of models by %j", async (filter, names) => {
      const { items } = await registry.searchRegisteredModels({ filter });
      expect(items.map(({ name }) => name)).toEqual(names);
    });

    it.each([
      ["name = 'alpha'", [1, 2]],
      ["run_id = 'r1'", [1, 1]],
      ["run_id IN ('r2', 'x')", [2]],
      ["source_path = 's3://b/3'", [1]],
      ["version_number > 1", [2]],
      ["name = 'alpha' and version_number >= 1", [1, 2]],
    ])("of versions by %j", async (filter, versions) => {
      const { items } = await registry.searchModelVersions({ filter, orderBy: ["version_number ASC"] });
      expect(items.map(({ version }) => version)).toEqual(versions);
    });

    it("tells what cannot be searched or ordered by", async () => {
      await expect(async () =>
        registry.searchRegisteredModels({ filter: "foo = 'x'" }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: "Invalid attribute key 'foo' specified. Valid keys are '{'name'}'",
      });
      await expect(async () => registry.searchModelVersions({ orderBy: ["foo"] })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("comes in pages", async () => {
      const names: string[] = [];
      let pageToken: string | undefined;
      do {
        const page = await registry.searchRegisteredModels({
          maxResults: 2,
          orderBy: ["name DESC"],
          pageToken,
        });
        names.push(...page.items.map(({ name }) => name));
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined);
      expect(names).toEqual(["prompt", "alpha", "Beta"]);
    });
  });
}
