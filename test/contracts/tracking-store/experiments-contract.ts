// What every tracking store must do with experiments.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import { passTime, type StoreMaker } from "./store-maker.ts";

const DAY_MS = 86_400_000;

/** Runs this part of the contract against one kind of store. */
export function testExperiments(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  const newRun = async (experimentId = "0") => (await store.createRun({ experimentId })).info.runId;
  const namesOf = async (filter: string, orderBy?: readonly string[]) =>
    (await store.searchExperiments({ filter, orderBy })).items.map(({ name }) => name);

  describe("experiments", () => {
    it("are found by id and by name as they were made", async () => {
      const tags = new Map([["team", "ts"]]);
      const experimentId = await store.createExperiment("Wine é", { tags });
      const experiment = await store.experiment(experimentId);
      expect(experiment).toMatchObject({ experimentId, name: "Wine é", lifecycleStage: "active" });
      expect([...experiment.tags]).toEqual([["team", "ts"]]);
      expect(experiment.creationTimeMs).toBeGreaterThan(Date.now() - DAY_MS);
      expect(await store.experimentByName("Wine é")).toEqual(experiment);
      expect(await store.experimentByName("wine é")).toBeUndefined();
    });

    it("always include the default one", async () => {
      expect(await store.experiment("0")).toMatchObject({ name: "Default", lifecycleStage: "active" });
      expect((await store.searchExperiments()).items.map(({ experimentId }) => experimentId)).toEqual(["0"]);
      await newRun();
      expect(await store.experimentByName("Default")).toMatchObject({ experimentId: "0" });
      await expect(async () => store.deleteExperiment("0")).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("keep the artifact location they are given", async () => {
      const experimentId = await store.createExperiment("a", { artifactLocation: "s3://bucket/a?x=1" });
      expect((await store.experiment(experimentId)).artifactLocation).toBe("s3://bucket/a?x=1");
      const { info } = await store.createRun({ experimentId });
      expect(info.artifactUri).toBe(`s3://bucket/a/${info.runId}/artifacts?x=1`);
    });

    it.each([
      "runs:/1/a",
      "http:///#/../etc",
      "/a/../b",
      "/%252e%252e/etc",
      "s3:/a;/../b",
      "a\\..\\b",
      "a\0b",
    ])("refuse the artifact location %j", async (artifactLocation) => {
      await expect(async () => store.createExperiment("a", { artifactLocation })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("take an artifact location with dots that climb nowhere", async () => {
      const experimentId = await store.createExperiment("a", { artifactLocation: "file:///a%2e%2e" });
      expect((await store.experiment(experimentId)).artifactLocation).toBe("file:///a%2e%2e");
    });

    it("have names of 1 to 500 characters that none shares", async () => {
      await store.createExperiment("x".repeat(500));
      await expect(async () => store.createExperiment("x".repeat(501))).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: "'name' exceeds the maximum length of 500 characters",
      });
      await expect(async () => store.createExperiment("")).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
      await store.createExperiment("twice");
      await expect(async () => store.createExperiment("twice")).rejects.toMatchObject({
        code: "RESOURCE_ALREADY_EXISTS",
        message: "Experiment 'twice' already exists.",
      });
    });

    it("can be called what JavaScript objects have by themselves", async () => {
      for (const name of ["__proto__", "constructor", "toString"]) {
        const experimentId = await store.createExperiment(name, { tags: new Map([[name, name]]) });
        expect([...(await store.experiment(experimentId)).tags]).toEqual([[name, name]]);
        expect(await store.experimentByName(name)).toMatchObject({ experimentId });
      }
      expect(await namesOf("tags.constructor != 'x'")).toEqual(["constructor"]);
    });

    it("can be renamed, but not to a name that is taken", async () => {
      const a = await store.createExperiment("a");
      await store.createExperiment("b");
      await store.renameExperiment(a, "c");
      expect((await store.experiment(a)).name).toBe("c");
      await expect(async () => store.renameExperiment(a, "b")).rejects.toMatchObject({
        code: "RESOURCE_ALREADY_EXISTS",
      });
      await store.renameExperiment(a, "c");
    });

    it("keep tags apart: set, set anew, removed", async () => {
      const a = await store.createExperiment("a");
      await store.setExperimentTag(a, "k", "1");
      await store.setExperimentTag(a, "k", "2");
      await store.setExperimentTag(a, "nested/key", "é\n");
      expect([...(await store.experiment(a)).tags]).toEqual([
        ["k", "2"],
        ["nested/key", "é\n"],
      ]);
      await store.deleteExperimentTag(a, "k");
      expect([...(await store.experiment(a)).tags.keys()]).toEqual(["nested/key"]);
      await expect(async () => store.deleteExperimentTag(a, "k")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
    });

    it("are searched by attribute and tag, the newest first", async () => {
      const tagged = await store.createExperiment("probe", { tags: new Map([["team", "ts"]]) });
      await store.createExperiment("probe2");
      expect(await namesOf("name LIKE 'probe%'", ["name"])).toEqual(["probe", "probe2"]);
      expect(await namesOf("tags.team = 'ts'")).toEqual(["probe"]);
      expect(await namesOf("tags.team IS NULL", ["name DESC"])).toEqual(["probe2", "Default"]);
      expect(await namesOf(`experiment_id IN ('${tagged}')`)).toEqual(["probe"]);
      expect(await namesOf("", ["name"])).toEqual(["Default", "probe", "probe2"]);
    });

    it("come page by page", async () => {
      for (const name of ["a", "b", "c"]) await store.createExperiment(name);
      const first = await store.searchExperiments({ maxResults: 3, orderBy: ["name"] });
      expect(first.items.map(({ name }) => name)).toEqual(["Default", "a", "b"]);
      const second = await store.searchExperiments({
        maxResults: 3,
        orderBy: ["name"],
        pageToken: first.nextPageToken,
      });
      expect(second.items.map(({ name }) => name)).toEqual(["c"]);
      expect(second.nextPageToken).toBeUndefined();
    });

    it("go to the trash with their runs and come back with those that went with them", async () => {
      const a = await store.createExperiment("a");
      const early = await newRun(a);
      await store.deleteRun(early);
      await passTime();
      const late = await newRun(a);
      await store.deleteExperiment(a);

      expect(await store.experiment(a)).toMatchObject({ lifecycleStage: "deleted" });
      expect((await store.run(late)).info.lifecycleStage).toBe("deleted");
      expect(await namesOf("name = 'a'")).toEqual([]);
      const deleted = await store.searchExperiments({ viewType: "DELETED_ONLY" });
      expect(deleted.items.map(({ name }) => name)).toEqual(["a"]);
      await expect(async () => store.createExperiment("a")).rejects.toMatchObject({
        code: "RESOURCE_ALREADY_EXISTS",
        message: expect.stringContaining("already exists in deleted state"),
      });
      await expect(async () => newRun(a)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      await expect(async () => store.setExperimentTag(a, "k", "v")).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
      await expect(async () => store.deleteExperiment(a)).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });

      await store.restoreExperiment(a);
      expect(await store.experiment(a)).toMatchObject({ lifecycleStage: "active" });
      expect((await store.run(late)).info.lifecycleStage).toBe("active");
      expect((await store.run(early)).info.lifecycleStage).toBe("deleted");
      await expect(async () => store.restoreExperiment(a)).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: `Could not find deleted experiment with ID ${a}`,
      });
    });

    it.each(["999", "a/b", "..", ""])("are not found under the id %j", async (experimentId) => {
      const code = experimentId === "999" ? "RESOURCE_DOES_NOT_EXIST" : "INVALID_PARAMETER_VALUE";
      await expect(async () => store.experiment(experimentId)).rejects.toMatchObject({ code });
      await expect(async () => newRun(experimentId)).rejects.toMatchObject({ code });
    });
  });
}
