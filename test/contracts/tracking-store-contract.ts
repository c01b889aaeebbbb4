// What every tracking store must do, wherever it keeps things.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../src/tracking/index.ts";

const DAY_MS = 86_400_000;

/**
 * Runs the contract against one kind of store.
 *
 * @param open Gives an empty store for one test.
 */
export function testTrackingStore(open: () => TrackingStore | Promise<TrackingStore>): void {
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

  describe("runs", () => {
    it("are found again as they were made", async () => {
      const { info } = await store.createRun({
        experimentId: "0",
        userId: "alice",
        runName: "first é",
        startTimeMs: 1_700_000_000_000,
        tags: new Map([["a", "1"]]),
      });
      expect(info).toMatchObject({
        experimentId: "0",
        userId: "alice",
        runName: "first é",
        startTimeMs: 1_700_000_000_000,
        endTimeMs: undefined,
        status: "RUNNING",
        lifecycleStage: "active",
      });
      expect(info.runId).toMatch(/^[0-9a-f]{32}$/);
      const run = await store.run(info.runId);
      expect(run.info).toEqual(info);
      expect([...run.data.tags]).toEqual([
        ["a", "1"],
        ["mlflow.runName", "first é"],
      ]);
      expect(run.data.params.size).toBe(0);
      expect(run.data.metrics.size).toBe(0);
    });

    it("get a name if they are given none, and keep name and tag alike", async () => {
      const { info, data } = await store.createRun({ experimentId: "0" });
      expect(info.runName).toMatch(/^[a-z]+-[a-z]+-\d{1,4}$/);
      expect(data.tags.get("mlflow.runName")).toBe(info.runName);
      await store.updateRun(info.runId, { runName: "new" });
      expect((await store.run(info.runId)).data.tags.get("mlflow.runName")).toBe("new");
      await store.logBatch(info.runId, { tags: new Map([["mlflow.runName", "newer"]]) });
      expect((await store.run(info.runId)).info.runName).toBe("newer");
      const tags = new Map([["mlflow.runName", "by tag"]]);
      expect((await store.createRun({ experimentId: "0", tags })).info.runName).toBe("by tag");
      await expect(async () =>
        store.createRun({ experimentId: "0", runName: "other", tags }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("change status and end time, and keep the rest", async () => {
      const runId = await newRun();
      const before = (await store.run(runId)).info;
      const after = await store.updateRun(runId, { status: "FAILED", endTimeMs: before.startTimeMs + 5 });
      expect(after).toEqual({ ...before, status: "FAILED", endTimeMs: before.startTimeMs + 5 });
      expect((await store.run(runId)).info).toEqual(after);
      expect(await store.updateRun(runId, {})).toEqual(after);
    });

    it("can be deleted and restored any number of times", async () => {
      const runId = await newRun();
      for (let round = 0; round < 2; round++) {
        await store.deleteRun(runId);
        await store.deleteRun(runId);
        expect((await store.run(runId)).info.lifecycleStage).toBe("deleted");
        await store.restoreRun(runId);
        await store.restoreRun(runId);
        expect((await store.run(runId)).info.lifecycleStage).toBe("active");
      }
    });

    it("take nothing while they are deleted", async () => {
      const runId = await newRun();
      await store.logBatch(runId, { tags: new Map([["t", "1"]]) });
      await store.deleteRun(runId);
      const refused = {
        code: "INVALID_PARAMETER_VALUE",
        message: `The run ${runId} must be in 'active' lifecycle_stage.`,
      };
      const metric = { key: "m", value: 1, timestampMs: 1, step: 0 };
      await expect(async () => store.logBatch(runId, { metrics: [metric] })).rejects.toMatchObject(refused);
      await expect(async () =>
        store.logBatch(runId, { params: new Map([["p", "1"]]) }),
      ).rejects.toMatchObject(refused);
      await expect(async () => store.logBatch(runId, { tags: new Map([["t", "2"]]) })).rejects.toMatchObject(
        refused,
      );
      await expect(async () => store.deleteTag(runId, "t")).rejects.toMatchObject(refused);
      await expect(async () => store.updateRun(runId, { status: "FINISHED" })).rejects.toMatchObject(refused);
      await expect(async () => store.logInputs(runId, {})).rejects.toMatchObject(refused);
      await expect(async () => store.logOutputs(runId, [])).rejects.toMatchObject(refused);
      expect((await store.run(runId)).data.tags.get("t")).toBe("1");
    });

    it("take more after they are finished", async () => {
      const runId = await newRun();
      await store.updateRun(runId, { status: "FINISHED", endTimeMs: 1 });
      await store.logBatch(runId, { metrics: [{ key: "m", value: 1, timestampMs: 1, step: 0 }] });
      expect((await store.run(runId)).data.metrics.get("m")?.value).toBe(1);
    });

    it("are not found under an unknown or malformed id", async () => {
      const unknown = "0".repeat(32);
      const missing = { code: "RESOURCE_DOES_NOT_EXIST", message: `Run '${unknown}' not found` };
      await expect(async () => store.run(unknown)).rejects.toMatchObject(missing);
      await expect(async () => store.logBatch(unknown, {})).rejects.toMatchObject(missing);
      await expect(async () => store.deleteRun(unknown)).rejects.toMatchObject(missing);
      for (const runId of ["../..", "", "a/b", ".trash", "a\0b"]) {
        await expect(async () => store.run(runId)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      }
    });
  });

  describe("logging", () => {
    it("keeps a metric's history in the order logged and shows the last point by step, time and value", async () => {
      const runId = await newRun();
      const points = [
        { value: 0.5, timestampMs: 20, step: 1 },
        { value: 0.25, timestampMs: 10, step: 2 },
        { value: 9, timestampMs: 99, step: -1 },
        { value: 0.125, timestampMs: 10, step: 2 },
      ];
      for (const point of points) await store.logBatch(runId, { metrics: [{ key: "loss", ...point }] });
      const history = await store.metricHistory(runId, "loss");
      expect(history.items.map(({ value, timestampMs, step }) => ({ value, timestampMs, step }))).toEqual(
        points,
      );
      expect((await store.run(runId)).data.metrics.get("loss")).toMatchObject(points[1]!);
      expect((await store.metricHistory(runId, "other")).items).toEqual([]);
    });

    it("keeps every double to the last bit", async () => {
      const runId = await newRun();
      const values = [0, -0, 1, 0.1, 1 / 3, 1e16, 1e-5, 5e-324, Number.MAX_VALUE, -1e300, Number.NaN];
      values.push(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 123456789012345680);
      await store.logBatch(runId, {
        metrics: values.map((value, step) => ({ key: "m", value, timestampMs: 1, step })),
      });
      const history = await store.metricHistory(runId, "m");
      expect(history.items.map(({ value }) => value)).toEqual(values);
    });

    it("takes the same point twice, for clients repeat them", async () => {
      const runId = await newRun();
      const metric = { key: "m", value: 1, timestampMs: 1, step: 0 };
      await store.logBatch(runId, { metrics: [metric, metric] });
      await store.logBatch(runId, { metrics: [metric] });
      expect((await store.metricHistory(runId, "m")).items).toHaveLength(3);
    });

    it("gives histories page by page", async () => {
      const runId = await newRun();
      const metrics = Array.from({ length: 25 }, (_, step) => ({
        key: "m",
        value: step,
        timestampMs: 1,
        step,
      }));
      await store.logBatch(runId, { metrics });
      const steps: number[] = [];
      let pageToken: string | undefined;
      let pages = 0;
      do {
        const page = await store.metricHistory(runId, "m", { maxResults: 10, pageToken });
        steps.push(...page.items.map(({ step }) => step));
        pageToken = page.nextPageToken;
        pages++;
      } while (pageToken !== undefined);
      expect(steps).toEqual(metrics.map(({ step }) => step));
      expect(pages).toBe(3);
    });

    it("keeps a param's first value: the same again is fine, another is refused", async () => {
      const runId = await newRun();
      await store.logBatch(runId, { params: new Map([["alpha", "0.5"]]) });
      await store.logBatch(runId, { params: new Map([["alpha", "0.5"]]) });
      await expect(async () =>
        store.logBatch(runId, {
          params: new Map([
            ["beta", "1"],
            ["alpha", "0.6"],
          ]),
        }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: `Changing param values is not allowed. Param with key='alpha' was already logged with value='0.5' for run ID='${runId}'. Attempted logging new value '0.6'.`,
      });
      expect([...(await store.run(runId)).data.params]).toEqual([["alpha", "0.5"]]);
    });

    it("overwrites tags and removes them", async () => {
      const runId = await newRun();
      await store.logBatch(runId, { tags: new Map([["t", "1"]]) });
      await store.logBatch(runId, { tags: new Map([["t", ""]]) });
      expect((await store.run(runId)).data.tags.get("t")).toBe("");
      await store.deleteTag(runId, "t");
      expect((await store.run(runId)).data.tags.has("t")).toBe(false);
      await expect(async () => store.deleteTag(runId, "t")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: `No tag with name: t in run with id ${runId}`,
      });
    });

    it("keeps values of any text, newlines and all scripts included", async () => {
      const runId = await newRun();
      const values = [
        "",
        " ",
        "a\nb\n",
        "\r\n",
        "é가😀",
        "'\"\\",
        "null",
        "{}",
        "#",
        "\t",
        "\u0000",
        "\ufeffx",
      ];
      const params = new Map(values.map((value, i) => [`p${i}`, value]));
      await store.logBatch(runId, { params, tags: params });
      const { data } = await store.run(runId);
      for (const [key, value] of params) {
        expect(data.params.get(key)).toBe(value);
        expect(data.tags.get(key)).toBe(value);
      }
    });

    it("takes keys of letters and digits of any script, and those that objects have by themselves", async () => {
      const runId = await newRun();
      const keys = [
        "é",
        "가",
        "a b",
        " a",
        "a.b/c-d_e:f",
        "nested/x/y",
        "__proto__",
        "constructor",
        "toString",
        "x",
      ];
      keys.push("k".repeat(250));
      const metrics = keys.map((key, i) => ({ key, value: i, timestampMs: 1, step: 0 }));
      const params = new Map(keys.map((key, i) => [key, String(i)]));
      await store.logBatch(runId, { metrics, params, tags: params });
      const { data } = await store.run(runId);
      keys.forEach((key, i) => {
        expect(data.metrics.get(key)?.value).toBe(i);
        expect(data.params.get(key)).toBe(String(i));
        expect(data.tags.get(key)).toBe(String(i));
      });
      expect(data.metrics.size).toBe(keys.length);
    });

    const characters =
      "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).";
    const path =
      "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to";
    it.each([
      ["a*b", characters],
      ["a+b", characters],
      ["(a)", characters],
      ["a\tb", characters],
      ["a\0b", characters],
      ["a\\b", characters],
      ["/a", `${path} '/a'`],
      ["a/", `${path} 'a'`],
      ["a//b", `${path} 'a/b'`],
      ["./a", `${path} 'a'`],
      ["a/../b", `${path} 'b'`],
      ["..", `${path} '..'`],
      ["../x", `${path} '../x'`],
      [".", `${path} '.'`],
    ])("refuses the key %j", async (key, rule) => {
      const runId = await newRun();
      const message = (parameter: string) =>
        `Invalid value ${JSON.stringify(key)} for parameter '${parameter}' supplied: ${rule}`;
      const metric = { key, value: 1, timestampMs: 1, step: 0 };
      await expect(async () => store.logBatch(runId, { metrics: [metric] })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: message("name"),
      });
      await expect(async () =>
        store.logBatch(runId, { params: new Map([[key, "1"]]) }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: message("key"),
      });
      await expect(async () =>
        store.logBatch(runId, {
          tags: new Map([
            ["ok", "1"],
            [key, "1"],
          ]),
        }),
      ).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE", message: message("tags[1].key") });
      expect((await store.run(runId)).data.tags.has("ok")).toBe(false);
    });

    it("refuses keys of more than 250 characters", async () => {
      const runId = await newRun();
      const key = "k".repeat(251);
      await expect(async () =>
        store.logBatch(runId, { metrics: [{ key, value: 1, timestampMs: 1, step: 0 }] }),
      ).rejects.toMatchObject({ message: "'Metric name' exceeds the maximum length of 250 characters" });
      await expect(async () => store.logBatch(runId, { params: new Map([[key, ""]]) })).rejects.toMatchObject(
        {
          message: "'Param key' exceeds the maximum length of 250 characters",
        },
      );
    });

    it("refuses points in no time, and steps that are no whole numbers", async () => {
      const runId = await newRun();
      const at = (timestampMs: number, step: number) => async () =>
        store.logBatch(runId, { metrics: [{ key: "m", value: 2, timestampMs, step }] });
      await expect(at(-5, 0)).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message:
          "Invalid value -5 for parameter 'timestamp' supplied: metric 'm' (value=2.0). Timestamp must be a nonnegative long (64-bit integer) ",
      });
      await expect(at(1.5, 0)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      await expect(at(1, 1.5)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      await expect(at(2 ** 53, 0)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    });

    it("takes 1000 metrics, 100 params, 100 tags and 1000 things in all, and not one more", async () => {
      const runId = await newRun();
      const metrics = (count: number) =>
        Array.from({ length: count }, (_, step) => ({ key: "b", value: 1, timestampMs: 1, step }));
      const texts = (count: number) => new Map(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));
      await store.logBatch(runId, { metrics: metrics(1000) });
      await store.logBatch(runId, { metrics: metrics(800), params: texts(100), tags: texts(100) });
      await expect(async () => store.logBatch(runId, { metrics: metrics(1001) })).rejects.toMatchObject({
        message:
          "A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split up metrics across multiple requests and try again.",
      });
      await expect(async () => store.logBatch(runId, { params: texts(101) })).rejects.toMatchObject({
        message: expect.stringContaining("at most 100 params. Got 101 params."),
      });
      await expect(async () => store.logBatch(runId, { tags: texts(101) })).rejects.toMatchObject({
        message: expect.stringContaining("at most 100 tags. Got 101 tags."),
      });
      await expect(async () =>
        store.logBatch(runId, { metrics: metrics(801), params: texts(100), tags: texts(100) }),
      ).rejects.toMatchObject({
        message: expect.stringContaining("at most 1000 metrics, params, and tags. Got 1001"),
      });
    });

    it("checks the whole batch before it writes any of it", async () => {
      const runId = await newRun();
      await expect(async () =>
        store.logBatch(runId, {
          params: new Map([["ok", "1"]]),
          metrics: [{ key: "a*b", value: 1, timestampMs: 1, step: 0 }],
        }),
      ).rejects.toMatchObject({ message: expect.stringContaining("'metrics[0].name'") });
      expect((await store.run(runId)).data.params.size).toBe(0);
    });

    it("refuses texts with half of a surrogate pair rather than change them", async () => {
      const runId = await newRun();
      await expect(async () =>
        store.logBatch(runId, { tags: new Map([["t", "\ud800"]]) }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });
  });

  describe("inputs and outputs", () => {
    const dataset = {
      name: "toy data",
      digest: "4fb5574f",
      sourceType: "code",
      source: '{"tags": {"a": "b"}}',
      schema: `{"mlflow_colspec": [${'{"type": "double", "name": "x", "required": true}, '.repeat(5)}]}`,
      profile: '{"num_rows": 2}',
    };

    it("are kept once for each data set, with the tags that came first", async () => {
      const runId = await newRun();
      const training = new Map([["mlflow.data.context", "training"]]);
      await store.logInputs(runId, { datasets: [{ dataset, tags: training }] });
      await store.logInputs(runId, { datasets: [{ dataset, tags: new Map() }] });
      const { inputs } = await store.run(runId);
      expect(inputs.datasets).toEqual([{ dataset, tags: training }]);
      expect(inputs.modelIds).toEqual([]);
    });

    it("link models used and models made", async () => {
      const runId = await newRun();
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m", sourceRunId: runId });
      await store.logInputs(runId, { modelIds: [modelId, modelId] });
      await store.logOutputs(runId, [{ modelId, step: 3 }]);
      await store.logOutputs(runId, [{ modelId, step: 4 }]);
      const run = await store.run(runId);
      expect(run.inputs.modelIds).toEqual([modelId]);
      expect(run.outputs).toEqual([{ modelId, step: 4 }]);
    });

    it("are searched by name, digest and context of a data set", async () => {
      const runId = await newRun();
      await newRun();
      const tags = new Map([["mlflow.data.context", "training"]]);
      await store.logInputs(runId, { datasets: [{ dataset, tags }] });
      for (const filter of [
        "datasets.name = 'toy data'",
        "dataset.digest LIKE '4fb%'",
        "datasets.context IN ('training', 'eval')",
      ]) {
        const { items } = await store.searchRuns({ experimentIds: ["0"], filter });
        expect(items.map(({ info }) => info.runId)).toEqual([runId]);
      }
    });

    it("refuse data sets over their limits", async () => {
      const runId = await newRun();
      for (const change of [
        { name: "x".repeat(501) },
        { digest: "x".repeat(37) },
        { source: "x".repeat(65_536) },
      ]) {
        const input = { dataset: { ...dataset, ...change }, tags: new Map() };
        await expect(async () => store.logInputs(runId, { datasets: [input] })).rejects.toMatchObject({
          code: "INVALID_PARAMETER_VALUE",
        });
      }
    });
  });

  describe("searching runs", () => {
    const search = async (filter: string, orderBy?: readonly string[]) => {
      const { items } = await store.searchRuns({ experimentIds: ["0"], filter, orderBy });
      return items.map(({ info }) => info.runName);
    };

    beforeEach(async () => {
      for (const [i, name] of ["a", "b", "c"].entries()) {
        const { info } = await store.createRun({ experimentId: "0", runName: name, startTimeMs: 1000 + i });
        const loss = [0.3, 0.1, Number.NaN][i]!;
        await store.logBatch(info.runId, {
          metrics: [
            { key: "loss", value: 9, timestampMs: 1, step: 0 },
            { key: "loss", value: loss, timestampMs: 1, step: 1 },
          ],
          params: new Map(name === "c" ? [] : [["alpha", `0.${i}`]]),
          tags: new Map([["group", name === "a" ? "A" : "B"]]),
        });
      }
      await store.createRun({ experimentId: "0", runName: "d", startTimeMs: 1003 });
    });

    it("gives the newest first", async () => {
      expect(await search("")).toEqual(["d", "c", "b", "a"]);
    });

    it("compares a metric's last value", async () => {
      expect(await search("metrics.loss < 0.2")).toEqual(["b"]);
      expect(await search("metrics.loss > 1")).toEqual([]);
      expect(await search("metrics.loss != 0.3")).toEqual(["c", "b"]);
    });

    it("combines clauses by AND, OR, NOT and parentheses", async () => {
      expect(await search("tags.group = 'B' AND params.alpha = '0.1'")).toEqual(["b"]);
      expect(await search("params.alpha = '0.0' or params.alpha = '0.1'")).toEqual(["b", "a"]);
      expect(await search("NOT tags.group = 'B'")).toEqual(["d", "a"]);
      expect(await search("run_name = 'd' OR tags.group = 'B' AND NOT (params.alpha = '0.1')")).toEqual([
        "d",
        "c",
      ]);
      expect(await search("(run_name = 'd' OR tags.group = 'B') AND params.alpha IS NULL")).toEqual([
        "d",
        "c",
      ]);
    });

    it("orders by metrics, params, tags and attributes, what is missing last", async () => {
      expect(await search("", ["metrics.loss"])).toEqual(["b", "a", "c", "d"]);
      expect(await search("", ["metrics.loss DESC"])).toEqual(["a", "b", "c", "d"]);
      expect(await search("", ["params.alpha DESC"])).toEqual(["b", "a", "d", "c"]);
      expect(await search("", ["tags.group", "run_name DESC"])).toEqual(["a", "c", "b", "d"]);
      expect(await search("", ["attributes.start_time ASC"])).toEqual(["a", "b", "c", "d"]);
    });

    it("looks at what is in use, what is deleted, or both", async () => {
      const [run] = (await store.searchRuns({ experimentIds: ["0"], filter: "run_name = 'b'" })).items;
      await store.deleteRun(run!.info.runId);
      const named = async (viewType: "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL") =>
        (await store.searchRuns({ experimentIds: ["0"], viewType })).items.map(({ info }) => info.runName);
      expect(await named("ACTIVE_ONLY")).toEqual(["d", "c", "a"]);
      expect(await named("DELETED_ONLY")).toEqual(["b"]);
      expect(await named("ALL")).toEqual(["d", "c", "b", "a"]);
    });

    it("comes page by page", async () => {
      const names: string[] = [];
      let pageToken: string | undefined;
      do {
        const page = await store.searchRuns({ experimentIds: ["0"], maxResults: 3, pageToken });
        names.push(...page.items.map(({ info }) => info.runName));
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined);
      expect(names).toEqual(["d", "c", "b", "a"]);
    });

    it("passes over experiments that do not exist, and gives nothing for none", async () => {
      expect((await store.searchRuns({ experimentIds: ["0", "77", "0"] })).items).toHaveLength(4);
      expect((await store.searchRuns({ experimentIds: [] })).items).toEqual([]);
    });

    it.each([
      { filter: "metrics.loss >" },
      { filter: "metrics.loss = 'x'" },
      { filter: "nothing.x = 'y'" },
      { orderBy: ["metrics.loss SIDEWAYS"] },
      { pageToken: "zzz" },
      { maxResults: 50_001 },
    ])("refuses %j", async (request) => {
      await expect(async () => store.searchRuns({ experimentIds: ["0"], ...request })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });
  });

  describe("logged models", () => {
    it("are made pending, then finished", async () => {
      const runId = await newRun();
      const made = await store.createLoggedModel({
        experimentId: "0",
        name: "elastic net",
        modelType: "regressor",
        sourceRunId: runId,
        params: new Map([["alpha", "1"]]),
        tags: new Map([["t", "v"]]),
      });
      expect(made.modelId).toMatch(/^m-[0-9a-f]{32}$/);
      expect(made).toMatchObject({
        experimentId: "0",
        name: "elastic net",
        modelType: "regressor",
        sourceRunId: runId,
        status: "LOGGED_MODEL_PENDING",
        lifecycleStage: "active",
      });
      expect(made.artifactUri).toMatch(new RegExp(`/models/${made.modelId}/artifacts$`));
      expect(await store.loggedModel(made.modelId)).toEqual(made);
      const finished = await store.finishLoggedModel(made.modelId, "LOGGED_MODEL_READY");
      expect(finished).toMatchObject({
        ...made,
        status: "LOGGED_MODEL_READY",
        lastUpdateTimeMs: expect.anything(),
      });
    });

    it("get the points that name them, with the run they came from, the last one for each data set", async () => {
      const runId = await newRun();
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      const on = (datasetName: string, value: number, step: number) => ({
        key: "rmse",
        value,
        timestampMs: 1,
        step,
        modelId,
        datasetName,
        datasetDigest: "d1",
      });
      await store.logBatch(runId, {
        metrics: [
          on("train", 0.5, 0),
          on("train", 0.4, 1),
          on("test", 0.9, 0),
          { key: "rmse", value: 1, timestampMs: 1, step: 2 },
        ],
      });
      const { metrics } = await store.loggedModel(modelId);
      expect(metrics.map(({ datasetName, value, runId: from }) => [datasetName, value, from])).toEqual([
        ["train", 0.4, runId],
        ["test", 0.9, runId],
      ]);
      expect((await store.metricHistory(runId, "rmse")).items).toHaveLength(4);
    });

    it("keep tags and params of their own", async () => {
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      await store.setLoggedModelTags(
        modelId,
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
      );
      await store.setLoggedModelTags(modelId, new Map([["a", "3"]]));
      await store.deleteLoggedModelTag(modelId, "b");
      await expect(async () => store.deleteLoggedModelTag(modelId, "b")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await store.logLoggedModelParams(modelId, new Map([["p", "1"]]));
      const { tags, params } = await store.loggedModel(modelId);
      expect([...tags]).toEqual([["a", "3"]]);
      expect([...params]).toEqual([["p", "1"]]);
    });

    it("are gone once they are deleted", async () => {
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      await store.deleteLoggedModel(modelId);
      await expect(async () => store.loggedModel(modelId)).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: `Model '${modelId}' not found`,
      });
      expect((await store.searchLoggedModels({ experimentIds: ["0"] })).items).toEqual([]);
    });

    it("are searched and ordered by attributes and by metrics on a data set, the newest first", async () => {
      const runId = await newRun();
      const ids = new Map<string, string>();
      for (const [i, name] of ["a", "b"].entries()) {
        const { modelId } = await store.createLoggedModel({ experimentId: "0", name, sourceRunId: runId });
        ids.set(name, modelId);
        const point = { key: "rmse", timestampMs: 1, step: 0, modelId, datasetDigest: "d" };
        await store.logBatch(runId, {
          metrics: [
            { ...point, value: i, datasetName: "train" },
            { ...point, value: -i, datasetName: "test" },
          ],
        });
        await passTime();
      }
      const named = async (request: object) =>
        (await store.searchLoggedModels({ experimentIds: ["0"], ...request })).items.map(({ name }) => name);
      expect(await named({})).toEqual(["b", "a"]);
      expect(await named({ filter: "name = 'a'" })).toEqual(["a"]);
      expect(await named({ filter: `source_run_id = '${runId}' AND name IN ('a', 'b')` })).toEqual([
        "b",
        "a",
      ]);
      expect(await named({ filter: "metrics.rmse > 0.5", datasets: [{ name: "train" }] })).toEqual(["b"]);
      expect(
        await named({ filter: "metrics.rmse > 0.5", datasets: [{ name: "test", digest: "d" }] }),
      ).toEqual([]);
      const byTest = { field: "metrics.rmse", datasetName: "test", datasetDigest: "d" };
      expect(await named({ orderBy: [byTest] })).toEqual(["b", "a"]);
      expect(await named({ orderBy: [{ ...byTest, ascending: false }] })).toEqual(["a", "b"]);
      expect(await named({ orderBy: [{ field: "creation_time" }] })).toEqual(["a", "b"]);

      const first = await store.searchLoggedModels({ experimentIds: ["0"], maxResults: 1 });
      const rest = { experimentIds: ["0"], maxResults: 1, pageToken: first.nextPageToken };
      expect((await store.searchLoggedModels(rest)).items.map(({ name }) => name)).toEqual(["a"]);
      await expect(async () =>
        store.searchLoggedModels({ ...rest, filter: "name = 'a'" }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it.each(["a/b", "a:b", "a.b", "a%b", "it's", ""])("cannot be called %j", async (name) => {
      await expect(async () => store.createLoggedModel({ experimentId: "0", name })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining(`Invalid model name ('${name}') provided.`),
      });
    });

    it("are not found under an unknown id", async () => {
      for (const modelId of ["m-xxx", "..", "x"]) {
        await expect(async () => store.loggedModel(modelId)).rejects.toMatchObject({
          code: "RESOURCE_DOES_NOT_EXIST",
        });
      }
    });
  });
}

/** Lets the clock go on to the next millisecond, so that two times differ. */
async function passTime(): Promise<void> {
  const start = Date.now();
  while (Date.now() === start) await new Promise((resolve) => setImmediate(resolve));
}
