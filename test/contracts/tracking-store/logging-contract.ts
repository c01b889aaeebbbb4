// What every tracking store must do with what is logged to a run.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import type { StoreMaker } from "./store-maker.ts";

/** Runs this part of the contract against one kind of store. */
export function testLogging(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  const newRun = async (experimentId = "0") => (await store.createRun({ experimentId })).info.runId;

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
}
